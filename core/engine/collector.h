// SPDX-License-Identifier: GPL-3.0-or-later
// Takes the workers' batches, shows the run as snapshots, tells those who listen (the run file first), and
// sums up at the end.
#pragma once

#include "base/result.h"
#include "engine/failurenotes.h"
#include "engine/healthmonitor.h"
#include "engine/loaddriver.h"
#include "engine/loadwindows.h"
#include "engine/milestonetally.h"
#include "engine/recordsinks.h"
#include "engine/runcontext.h"
#include "engine/unreached.h"
#include "metrics/aggregator.h"
#include "metrics/batch.h"
#include "store/runfile.h"

#include <QObject>
#include <QTimer>

#include <functional>
#include <memory>

namespace weir {

/// Where a collector's results go; both are called in the collector's thread and must not block.
struct CollectorOutlet
{
    std::function<void(const SnapshotPtr &)> snapshot;     ///< At most ten a second.
    std::function<void(const Result<Summary> &)> finished; ///< Once; the run file is closed.
    /// At most once, before finished(): the run file can't be written any more, and why. What comes later is
    /// lost, and the summary is of what was saved.
    std::function<void(const Error &)> unsaved{};
    std::function<void()> nobodyThere{}; ///< Once at most: nothing has been reached for too long.
};

/// Lives in its own thread: made, used and destroyed there.
class Collector final : public QObject
{
    Q_OBJECT

public:
    /// Makes the listeners, the run file last. `context` must outlive the collector. `files` is where the
    /// generator's health is read.
    static Result<std::unique_ptr<Collector>> create(const RunContext &context, const QString &runPath,
                                                     const RunHeader &header, CollectorOutlet outlet,
                                                     const std::vector<RecordSinkFactory> &listeners = {},
                                                     const SystemFiles &files = SystemFiles());

    void begin(const RunTimes &times, const LoadWindows &windows = {});
    void setPhase(RunPhase phase);
    void add(WorkerBatch &&batch);
    /// The load changes at `at`.
    void steered(TimePoint at, const Steering &before, const Steering &after);
    void note(TimePoint at, const QString &kind, const Message &text);
    /// Writes everything, computes the summary from the file's records, closes the file. Only the first call
    /// counts.
    void finish(RunState state);

private:
    Collector(const RunContext &context, std::unique_ptr<RecordSinks> sinks, const RunHeader &header,
              CollectorOutlet outlet, const SystemFiles &files);
    void publish();
    void save();
    void watchTargets(const WorkerBatch &batch);
    void keepPace();
    void noteFailures(TimePoint now);
    void tellUnsaved();
    void tellProgress(TimePoint now);

    const RunContext &m_context;
    std::unique_ptr<RecordSinks> m_sinks;
    CollectorOutlet m_outlet;
    MilestoneTally m_tally;
    Aggregator m_aggregator;
    FailureNotes m_failureNotes;
    UnreachedWatch m_unreached;
    bool m_nobodyThereTold = false;
    HealthMonitor m_monitor;
    Histogram m_loopLag;
    Histogram m_itl;
    LoadWindows m_windows; ///< As planned.
    std::vector<SteeringMoment> m_steering;
    Nanoseconds m_processorAtMeasure{0};
    bool m_measuring = false;
    bool m_finished = false;
    QTimer m_publishTimer;
    QTimer m_saveTimer;
    TimePoint m_published;
    TimePoint m_saved;
    bool m_toldUnsaved = false;
};

} // namespace weir
