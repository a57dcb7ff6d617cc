// SPDX-License-Identifier: GPL-3.0-or-later
// Measures Weir's own timing error: one transport after the other runs a scenario's load against the
// reference service, whose truth file tells what really happened.
#pragma once

#include "base/result.h"
#include "lab/calibrationplan.h"
#include "store/certificate.h"

#include <QObject>
#include <QString>

#include <memory>
#include <vector>

namespace weir {

/// Everything that a calibration is made from. A value.
struct CalibrationRequest
{
    Scenario scenario;  ///< Its load counts; its targets and secrets are left alone.
    QString baseFolder; ///< Where relative data paths start.
    CalibrationOptions options;
    std::vector<TransportKind> transports; ///< In this order; empty: all that this program has.
    QString serviceProgram; ///< A weir-cli that serves; empty: the service runs in this process.
};

/// How far a calibration is.
struct CalibrationProgress
{
    TransportKind transport = TransportKind::Qt;
    double share = 0;         ///< Of the whole, 0 to 1.
    Nanoseconds elapsed{0};   ///< Of this transport's run.
    Nanoseconds length{0};    ///< Of this transport's run, without its drain.
    bool isComparing = false; ///< The run is over; its figures are compared with the truth.
};

/// One calibration. Lives in the thread that made it, which needs an event loop and is never blocked for
/// longer than starting and ending a run takes.
class Calibration : public QObject
{
    Q_OBJECT

public:
    /// Checks options, plans the load and makes a temporary folder; starts nothing.
    static Result<std::unique_ptr<Calibration>> prepare(const CalibrationRequest &request);
    ~Calibration() override; ///< Stops at once; nothing is left behind.

    void start();
    /// Ends without a result for the transport that is being measured; finished() comes.
    void cancel();

    [[nodiscard]] const CalibrationPlan &plan() const;

Q_SIGNALS:
    /// Some times a second.
    void progressed(const weir::CalibrationProgress &progress);
    /// Once for each transport. An error says why there is no certificate.
    void measured(weir::TransportKind transport, const weir::Result<weir::Certificate> &certificate);
    void finished();

private:
    class Private;
    explicit Calibration(std::unique_ptr<Private> d);
    void startNext();
    void startRun(const QString &url);
    void stopService();
    void compare();
    void endTransport(const Result<Certificate> &certificate);
    void tellProgress(Nanoseconds elapsed, bool isComparing);

    std::unique_ptr<Private> m_d;
};

/// Every transport that this program has.
std::vector<TransportKind> allTransports();

} // namespace weir
