// SPDX-License-Identifier: GPL-3.0-or-later
// The state machine that executes a plan: what the window and weir-cli hold on to.
#pragma once

#include "base/result.h"
#include "engine/recordsink.h"
#include "engine/steering.h"
#include "metrics/snapshot.h"
#include "metrics/summary.h"
#include "scenario/scenario.h"
#include "store/certificate.h"

#include <QObject>
#include <QString>

#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace weir {

struct RunPlan;

/// What is this process's own about a run, beside the plan. A value.
struct RunSetting
{
    QString projectPath; ///< The project's file, for the default place of the run file; empty: none.
    QString runPath;     ///< Where the run file goes, must not exist; empty: the default place.
    Messages warnings; ///< Of check(): what may make the figures mean less than they seem; kept with the run.
    std::vector<Certificate> certificates; ///< Of this machine (store/calibrationstore.h); the one that
                                           ///< covers the load is kept with the run.
    std::optional<quint64> memoryLimit;    ///< Bytes that the process may grow by; nothing: memoryLimitFor()
                                           ///< of what is free.
    std::vector<RecordSinkFactory> listeners; ///< Who hears the run beside its file; called in the
                                              ///< collector's thread.
};

/// Everything a run is made from. A value.
struct RunRequest : RunSetting
{
    Scenario scenario;
    QString baseFolder;      ///< Where relative data paths start.
    QStringList builtinUrls; ///< URLs that replace `builtin:` targets, by target index (lab/builtintarget.h).
    QString tag;             ///< As PlanBasis::tag.
};

/// How a run ended.
struct RunResult
{
    Summary summary;
    QString runPath;
    /// Why the run file could not be written to the run's end, which ended the run: the summary is of what
    /// was saved.
    std::optional<Error> unsaved{};
};

/// One run. Lives in the thread that made it (window or CLI main thread); its signals come there.
/// States: Idle -> WarmUp -> Measure -> Drain -> Done.
class Run : public QObject
{
    Q_OBJECT

public:
    /// Plans the run (engine/runplan.h), then as below.
    static Result<std::unique_ptr<Run>> prepare(const RunRequest &request);
    /// Resolves secrets, loads data, compiles templates, looks at this machine's limits, creates the run
    /// file; nothing is sent yet, and nothing is written where one of these fails.
    static Result<std::unique_ptr<Run>> prepare(const RunPlan &plan, const RunSetting &setting);
    ~Run() override; ///< Stops at once and saves when the run has not ended.

    void start();
    /// No new requests; those running get the drain time.
    void stopGently();
    /// Cuts what is running, saves, ends.
    void stopNow();
    /// As stopNow(), and marks the run as interrupted by a signal.
    void interrupt();
    /// Changes the load against its plan: rate, users, a trace's replay. Takes effect in a tenth of a second,
    /// in all workers at one moment, and is noted in the run file (kind "steer"). An error where nothing
    /// runs, and also where the machine has no room for so many users: then the factor that there is room for
    /// is taken.
    Result<void> steer(const Steering &wanted);
    /// As it is, or will be in a tenth of a second.
    [[nodiscard]] const Steering &steering() const;
    /// Sets a mark on the time line.
    void mark(const QString &text);

    [[nodiscard]] RunPhase phase() const;
    /// Nothing runs any more; what is left is to save and to sum up.
    [[nodiscard]] bool isDrained() const;
    /// The newest state; never null. Cheap: a shared pointer.
    [[nodiscard]] SnapshotPtr snapshot() const;
    [[nodiscard]] const Scenario &scenario() const; ///< As run, seed filled in.
    [[nodiscard]] const QString &runPath() const;
    /// What this machine may lack for the load (engine/machinelimits.h); also among the run's warnings.
    [[nodiscard]] const Messages &limitWarnings() const;

Q_SIGNALS:
    void phaseChanged(weir::RunPhase phase);
    /// A new snapshot is there; at most ten a second.
    void snapshotReady();
    /// The run file can't be written any more (a full disk, a file that is gone), and why. The run cuts its
    /// streams and ends: a load that nobody records is of no use to the one and costs the other.
    void saveFailed(const weir::Error &error);
    /// The run file is closed. An error means that nothing could be saved or summed up.
    void finished(const weir::Result<weir::RunResult> &result);

private:
    class Private;
    explicit Run(std::unique_ptr<Private> d);
    Result<void> startThreads(const RunSetting &setting);
    void applySteering(const Steering &before);
    void schedule(TimePoint at, const std::function<void()> &action);
    void setPhase(RunPhase phase);
    void onPlanEnded();
    void onDrained();
    void noteLater(TimePoint at, const QString &kind, const Message &text);
    void takeSnapshot(const SnapshotPtr &snapshot);
    void endUnsaved(const Error &error);
    void finish(const Result<Summary> &summary);

    std::unique_ptr<Private> m_d;
};

} // namespace weir
