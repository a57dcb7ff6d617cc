// SPDX-License-Identifier: GPL-3.0-or-later
// The run that goes on in this window, and the built-in service for as long as it needs one. Pages observe
// it.
#pragma once

#include "engine/run.h"
#include "lab/builtintarget.h"

#include <QObject>
#include <QTimer>

#include <memory>
#include <optional>

namespace weir {

/// At most one run at a time. GUI thread.
class RunController : public QObject
{
    Q_OBJECT

public:
    explicit RunController(QObject *parent = nullptr);
    ~RunController() override; ///< Stops at once and saves.

    /// Prepares and starts. `projectPath` decides where the run file goes; empty: no project file.
    /// `warnings`: of check(), kept with the run.
    Result<void> start(const Scenario &scenario, const QString &baseFolder, const QString &projectPath,
                       const Messages &warnings = {});
    /// Where the certificates of this machine are (store/calibrationstore.h); empty: runs quote none.
    void setCertificateFolder(const QString &folder) { m_certificateFolder = folder; }
    /// Gently; asked a second time, at once: the user does not want to wait for the drain.
    void stop();
    void stopGently();
    void stopNow();
    void mark(const QString &text);
    /// Changes the load of the run; see Run::steer(). An error while no run goes on.
    Result<void> steer(const Steering &wanted);
    /// As the run stands, or will in a moment; the default while none goes on.
    [[nodiscard]] Steering steering() const;

    [[nodiscard]] bool isRunning() const { return m_run != nullptr; }
    /// Somebody asked the current or last run to stop before its time.
    [[nodiscard]] bool wasStopped() const { return m_wasStopped; }
    [[nodiscard]] RunPhase phase() const;
    /// The newest state of the current run, else of the last one; null before the first.
    [[nodiscard]] SnapshotPtr snapshot() const { return m_snapshot; }
    /// The scenario of the current or last run, seed filled in.
    [[nodiscard]] const std::optional<Scenario> &scenario() const { return m_scenario; }
    /// Of the last run, once it is over; nothing before, and where it came to none.
    [[nodiscard]] const std::optional<Summary> &summary() const { return m_summary; }
    [[nodiscard]] const QString &runPath() const { return m_runPath; }
    [[nodiscard]] bool isBuiltinServiceRunning() const { return !m_builtins.isEmpty(); }

Q_SIGNALS:
    void started();
    void phaseChanged(weir::RunPhase phase);
    /// Ten times a second while something new is there.
    void snapshotChanged(const weir::SnapshotPtr &snapshot);
    /// The run file can't be written any more; the run ends.
    void saveFailed(const weir::Error &error);
    void finished(const weir::Result<weir::RunResult> &result);

private:
    void poll();
    void end(const Result<RunResult> &result);

    BuiltinTargets m_builtins; ///< Outlives the run.
    std::unique_ptr<Run> m_run;
    SnapshotPtr m_snapshot;
    std::optional<Scenario> m_scenario;
    std::optional<Summary> m_summary;
    QString m_runPath;
    QString m_certificateFolder;
    bool m_wasStopped = false;
    QTimer m_timer;
};

} // namespace weir
