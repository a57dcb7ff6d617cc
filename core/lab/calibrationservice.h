// SPDX-License-Identifier: GPL-3.0-or-later
// The reference service of a calibration: `weir-cli serve` as a process of its own, or inside this one.
#pragma once

#include "base/result.h"
#include "lab/calibrationplan.h"

#include <QObject>
#include <QProcess>
#include <QString>
#include <QTimer>

#include <memory>

namespace weir {

class ReferenceService;

/// Serves from start() until stop() or the destructor. Lives in a thread with an event loop.
class CalibrationService : public QObject
{
    Q_OBJECT

public:
    /// `program`: a weir-cli; empty: the service runs in this process and shares its time with the generator.
    /// `truthPath`: the truth file, whole once stopped() comes.
    CalibrationService(QString program, QString truthPath);
    /// Ends the process, at once when it does not end within two seconds.
    ~CalibrationService() override;

    void start(const CalibrationPlan &plan);
    void stop();

Q_SIGNALS:
    void ready(const QString &url);
    void stopped();
    /// It could not be started, or ended by itself.
    void failed(const weir::Error &error);

private:
    void startProcess(const CalibrationPlan &plan);
    void startInside(const CalibrationPlan &plan);
    void readOutput();
    void onProcessEnded();

    QString m_program;
    QString m_truthPath;
    QProcess m_process;
    QByteArray m_output;
    QTimer m_limit; ///< For the start, then for the stop.
    bool m_stopping = false;
    bool m_isReady = false;
    std::unique_ptr<ReferenceService> m_inside;
};

/// weir-cli in the folder of the running program; empty where there is none.
QString siblingCli();

} // namespace weir
