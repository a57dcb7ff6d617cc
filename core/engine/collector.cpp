// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/collector.h"

#include "base/units.h"
#include "store/runsummary.h"

#include <array>
#include <utility>

namespace weir {

namespace {

constexpr std::chrono::milliseconds publishInterval{100};
constexpr std::chrono::milliseconds saveInterval{1000};
constexpr std::chrono::milliseconds saveAfterUpdate{20};

AggregatorConfig configOf(const RunContext &context)
{
    AggregatorConfig config;
    config.slo = sloOf(context.scenario.goals.serviceLevel);
    config.plannedLength = context.length;
    config.plannedRequests = context.countedRequests;
    return config;
}

} // namespace

Result<std::unique_ptr<Collector>> Collector::create(const RunContext &context, const QString &runPath,
                                                     const RunHeader &header, CollectorOutlet outlet,
                                                     const std::vector<RecordSinkFactory> &listeners,
                                                     const SystemFiles &files)
{
    Result<std::unique_ptr<RecordSinks>> sinks =
        RecordSinks::create(runPath, header, Durability::Kept, listeners);
    if (!sinks)
        return sinks.error();
    return std::unique_ptr<Collector>(
        new Collector(context, std::move(*sinks), header, std::move(outlet), files));
}

Collector::Collector(const RunContext &context, std::unique_ptr<RecordSinks> sinks, const RunHeader &header,
                     CollectorOutlet outlet, const SystemFiles &files)
    : m_context(context)
    , m_sinks(std::move(sinks))
    , m_outlet(std::move(outlet))
    , m_tally(context.length)
    , m_aggregator(configOf(context))
    , m_monitor(*context.clock, context.scenario.goals.validity.processorShare, files)
    , m_publishTimer(this)
    , m_saveTimer(this)
{
    m_tally.milestones.start = m_tally.milestones.measureFrom = header.zero;
    connect(&m_publishTimer, &QTimer::timeout, this, [this] { publish(); });
    connect(&m_saveTimer, &QTimer::timeout, this, [this] {
        m_saveTimer.start(saveInterval);
        save();
    });
}

void Collector::begin(const RunTimes &times, const LoadWindows &windows)
{
    m_windows = windows;
    m_tally.milestones.start = times.zero;
    m_tally.milestones.measureFrom = times.measureFrom;
    m_aggregator.begin(times.zero);
    m_sinks->begin(times);
    m_published = m_saved = times.zero;
    m_publishTimer.start(publishInterval);
    m_saveTimer.start(saveInterval);
}

void Collector::setPhase(RunPhase phase)
{
    const TimePoint now = m_context.clock->now();
    m_aggregator.setPhase(phase);
    if (phase == RunPhase::Measure)
        m_processorAtMeasure = m_monitor.processorTime();
    if (m_measuring)
        m_tally.milestones.measuredProcessorTime = m_monitor.processorTime() - m_processorAtMeasure;
    m_measuring = phase == RunPhase::Measure;
    if (phase >= RunPhase::Drain)
        m_tally.measureEnded(now);
    static constexpr std::array<MessageText, 5> names{
        WEIR_TEXT("phase.idle", "idle"), WEIR_TEXT("phase.warm_up", "warm-up"),
        WEIR_TEXT("phase.measuring", "measuring"), WEIR_TEXT("phase.draining", "draining"),
        WEIR_TEXT("phase.done", "done")};
    note(now, QStringLiteral("phase"), Message(names[static_cast<std::size_t>(phase)]));
}

void Collector::add(WorkerBatch &&batch)
{
    m_tally.add(batch);
    if (m_measuring)
        m_tally.milestones.measuredEvents += batch.events;
    m_loopLag.merge(batch.loopLag);
    m_itl.merge(batch.itl);
    m_sinks->batch(batch);
    m_aggregator.add(batch);
    for (const FailureNote &failure : m_failureNotes.firstOf(batch))
        note(failure.at, QStringLiteral("error"), failure.text);
    watchTargets(batch);
    // What the workers tell of open requests, once a second, is made durable right away: the two seconds must
    // not add up.
    const bool tellsOpen = !batch.open.empty() || !batch.progress.requests.empty();
    if (tellsOpen && m_saveTimer.remainingTimeAsDuration() > saveAfterUpdate)
        m_saveTimer.start(saveAfterUpdate);
    keepPace();
}

void Collector::watchTargets(const WorkerBatch &batch)
{
    m_unreached.add(batch);
    const std::optional<Nanoseconds> gone = m_unreached.goneFor();
    if (!gone || std::exchange(m_nobodyThereTold, true))
        return;
    note(batch.at, QStringLiteral("error"),
         Message(WEIR_TEXT("run.nobody_there",
                           "No target could be reached for %1, so the run ends before its time."),
                 formatTime(*gone)));
    if (m_outlet.nobodyThere)
        m_outlet.nobodyThere();
}

/// Timers count the machine's time. Where the run's own clock is faster, as in a simulation, or where batches
/// come too thick for timers to be served, the batches themselves remind of what is due.
void Collector::keepPace()
{
    const TimePoint now = m_context.clock->now();
    if (now - m_saved >= 2 * saveInterval)
        save();
    if (now - m_published >= 2 * publishInterval)
        publish();
}

void Collector::steered(TimePoint at, const Steering &before, const Steering &after)
{
    m_steering.push_back({at - m_tally.milestones.start, after});
    m_aggregator.setSteering(after.factor, after.paused);
    for (const Message &text : steeringTexts(before, after))
        note(at, QStringLiteral("steer"), text);
}

void Collector::note(TimePoint at, const QString &kind, const Message &text)
{
    m_sinks->note({at - m_tally.milestones.start, kind, text});
    m_aggregator.addNote(at, kind, text);
}

void Collector::publish()
{
    m_published = m_context.clock->now();
    m_outlet.snapshot(m_aggregator.snapshot(m_published));
}

void Collector::save()
{
    const TimePoint now = m_saved = m_context.clock->now();
    m_aggregator.addHealth(now, m_monitor.sample());
    tellProgress(now);
    if (m_sinks->commit())
        m_aggregator.setSaved(m_context.clock->now(), m_sinks->bytes());
    tellUnsaved();
    noteFailures(now);
}

void Collector::tellUnsaved()
{
    const std::optional<Error> &error = m_sinks->fileError();
    if (!error || std::exchange(m_toldUnsaved, true))
        return;
    m_aggregator.addNote(m_context.clock->now(), QStringLiteral("error"), error->message());
    if (m_outlet.unsaved)
        m_outlet.unsaved(*error);
}

void Collector::noteFailures(TimePoint now)
{
    for (const Message &failure : m_sinks->takeFailures())
        note(now, QStringLiteral("error"), failure);
}

void Collector::tellProgress(TimePoint now)
{
    m_tally.update(now);
    const LoadWindows windows = afterSteering(m_windows, m_steering);
    RunMilestones &milestones = m_tally.milestones;
    milestones.rampEnd = windows.rampEnd ? Stamp(milestones.start + *windows.rampEnd) : std::nullopt;
    milestones.plateaus = windows.plateaus;
    if (m_measuring) // a run that is killed has this much
        milestones.measuredProcessorTime = m_monitor.processorTime() - m_processorAtMeasure;
    const std::vector<std::pair<quint32, SeriesPoint>> seconds = m_aggregator.takeCompletedSeconds(now);
    const SnapshotPtr state = m_aggregator.snapshot(now);
    m_sinks->progress({milestones, state->health, m_loopLag, m_itl, seconds});
}

void Collector::finish(RunState state)
{
    // A run that is destroyed while its end is on the way asks twice.
    if (std::exchange(m_finished, true))
        return;
    m_publishTimer.stop();
    m_saveTimer.stop();
    setPhase(RunPhase::Done);
    save();
    publish();
    const Result<Summary> summary = m_sinks->finish(state, m_context.clock->now() - m_tally.milestones.start);
    tellUnsaved(); // the last commit may fail, too
    m_outlet.finished(summary);
}

} // namespace weir
