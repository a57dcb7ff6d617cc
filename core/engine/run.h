// SPDX-License-Identifier: GPL-3.0-or-later
// A run from start to end: worker threads, collector, state machine. What the window and weir-cli hold on to.
#pragma once

#include "base/result.h"
#include "metrics/snapshot.h"
#include "metrics/summary.h"
#include "scenario/scenario.h"
#include "store/certificate.h"

#include <QObject>
#include <QString>

#include <functional>
#include <memory>

namespace weir {

class Worker;
class WorkerThread;
struct RunHeader;
struct WorkerShare;

/// Everything a run is made from. A value.
struct RunRequest
{
    Scenario scenario;
    QString baseFolder;  ///< Where relative data paths start.
    QString projectPath; ///< The project's file, for the default place of the run file; empty: none.
    QString runPath;     ///< Where the run file goes, must not exist; empty: the default place.
    QStringList
        warnings; ///< Of check(): what may make the figures mean less than they seem; kept with the run.
    QStringList builtinUrls; ///< URLs that replace `builtin:` targets, by target index (lab/builtintarget.h).
    std::vector<Certificate> certificates{}; ///< Of this machine (store/calibrationstore.h); the one that
                                             ///< covers the load is kept with the run.
};

/// How a run ended.
struct RunResult
{
    Summary summary;
    QString runPath;
};

/// One run. Lives in the thread that made it (window or CLI main thread); its signals come there.
/// States: Idle -> WarmUp -> Measure -> Drain -> Done.
class Run : public QObject
{
    Q_OBJECT

public:
    /// Resolves secrets, loads data, compiles templates, creates the run file; nothing is sent yet.
    static Result<std::unique_ptr<Run>> prepare(const RunRequest &request);
    ~Run() override; ///< Stops at once and saves when the run has not ended.

    void start();
    /// No new requests; those running get the drain time.
    void stopGently();
    /// Cuts what is running, saves, ends.
    void stopNow();
    /// As stopNow(), and marks the run as interrupted by a signal.
    void interrupt();
    /// Sets a mark on the time line.
    void mark(const QString &text);

    [[nodiscard]] RunPhase phase() const;
    /// The newest state; never null. Cheap: a shared pointer.
    [[nodiscard]] SnapshotPtr snapshot() const;
    [[nodiscard]] const Scenario &scenario() const; ///< As run, seed filled in.
    [[nodiscard]] const QString &runPath() const;

Q_SIGNALS:
    void phaseChanged(weir::RunPhase phase);
    /// A new snapshot is there; at most ten a second.
    void snapshotReady();
    /// The run file is closed. An error means that the run could not be saved or summed up.
    void finished(const weir::Result<weir::RunResult> &result);

private:
    class Private;
    explicit Run(std::unique_ptr<Private> d);
    Result<void> createThreads(const RunHeader &header);
    Worker *makeWorker(WorkerThread &thread, WorkerShare share);
    void schedule(TimePoint at, const std::function<void()> &action);
    void setPhase(RunPhase phase);
    void forEachWorker(void (Worker::*call)());
    void onPlanEnded();
    void onDrained();
    void noteLater(TimePoint at, const QString &kind, const QString &text);
    void takeSnapshot(const SnapshotPtr &snapshot);
    void finish(const Result<Summary> &summary);

    std::unique_ptr<Private> m_d;
};

} // namespace weir
