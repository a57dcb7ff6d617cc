// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/enginerig.h"

#include <QFileInfo>

namespace weir::bench {

namespace {

Load loadOf(const RigLoad &rig)
{
    Load load;
    load.first().model = ClosedLoad{.users = rig.streams, .think = {}};
    load.first().duration = rig.length;
    return load;
}

} // namespace

EngineRig::EngineRig(const SampleStream &stream, const RigLoad &load)
    : m_load(load)
    , m_context(contextFor(stream, loadOf(load), std::make_shared<SystemClock>()))
    , m_script{.opening = stream.head, .chunks = stream.events, .gap = load.gap}
{
}

RigCost EngineRig::run()
{
    makeCollector();
    makeWorker();
    RunTimes times;
    times.zero = times.measureFrom = m_context->clock->now();
    m_loadEnd = times.zero + m_load.length;
    m_collectorThread.run([&] { m_collector->begin(times); });
    m_workerThread.run([&] { m_worker->begin(times); });
    m_loop.exec();
    finish();
    checkFile();
    return m_cost;
}

void EngineRig::makeCollector()
{
    m_collectorThread.run([this] {
        CollectorOutlet outlet;
        outlet.snapshot = [](const SnapshotPtr &) {};
        outlet.finished = [](const Result<Summary> &summary) { orGiveUp(summary); };
        std::unique_ptr<Collector> collector =
            orGiveUp(Collector::create(*m_context, m_path, headerFor(*m_context), std::move(outlet)));
        m_collector = collector.get();
        m_collectorThread.adopt(std::move(collector));
        m_collectorClock.emplace();
    });
}

void EngineRig::makeWorker()
{
    m_workerThread.run([this] {
        WorkerOutlet outlet;
        outlet.batch = [this](WorkerBatch &&batch) { onBatch(std::move(batch)); };
        outlet.planEnded = [this] { onPlanEnded(); };
        outlet.drained = [this] {
            QMetaObject::invokeMethod(
                &m_loop, [this] { m_loop.quit(); }, Qt::QueuedConnection);
        };
        std::unique_ptr<Worker> worker = std::make_unique<Worker>(
            *m_context, WorkerIndex{0}, driverFor(*m_context, 0, m_tickets),
            [this](const Clock &clock) { return std::make_unique<NullTransport>(clock, m_script); },
            std::move(outlet));
        m_worker = worker.get();
        m_workerThread.adopt(std::move(worker));
        m_workerClock.emplace();
    });
}

EngineRig::Mark EngineRig::mark() const
{
    return {m_cost.allEvents, m_workerClock->now(), m_collectorClock->now(), processTime()};
}

void EngineRig::onBatch(WorkerBatch &&batch)
{
    m_cost.allEvents += batch.events;
    m_chunks += batch.chunks;
    m_started += batch.started;
    // One start a turn of the loop: it takes a while until all are open.
    if (!m_from && m_started >= m_load.streams)
        m_from = mark();
    else if (m_from && batch.at <= m_loadEnd)
        m_to = mark();
    const std::shared_ptr<WorkerBatch> moved = std::make_shared<WorkerBatch>(std::move(batch));
    m_collectorThread.post([this, moved] { m_collector->add(std::move(*moved)); });
}

void EngineRig::onPlanEnded()
{
    // Streams with gaps would go on for minutes.
    if (m_load.gap > Nanoseconds{0})
        m_workerThread.post([this] { m_worker->cut(); });
}

void EngineRig::finish()
{
    if (!m_from || !m_to)
        giveUp(QStringLiteral("the run is too short for its streams"));
    m_cost.events = m_to->events - m_from->events;
    m_cost.worker = m_to->worker - m_from->worker;
    m_cost.collector = m_to->collector - m_from->collector;
    m_cost.process = m_to->process - m_from->process;
    m_collectorThread.run([this] {
        const Nanoseconds before = threadTime();
        m_collector->finish(RunState::Finished);
        m_cost.summary = threadTime() - before;
    });
}

void EngineRig::checkFile()
{
    m_cost.fileBytes = static_cast<quint64>(QFileInfo(m_path).size());
    const std::unique_ptr<RunFileReader> reader = orGiveUp(RunFileReader::open(m_path));
    quint64 stamps = 0;
    quint64 failed = 0;
    orGiveUp(reader->forEachRecord({}, [&stamps, &failed](const RequestRecord &record) {
        stamps += record.chunks.size();
        failed += standingOf(record.outcome.outcome) == Standing::Failed ? 1 : 0;
    }));
    if (failed > 0 || stamps != m_chunks)
        giveUp(QStringLiteral("%1 requests failed, %2 of %3 chunk times are in the file")
                   .arg(failed)
                   .arg(stamps)
                   .arg(m_chunks));
}

} // namespace weir::bench
