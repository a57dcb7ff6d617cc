// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/runthreads.h"

#include "base/workerthread.h"
#include "engine/collector.h"
#include "engine/renderahead.h"
#include "engine/runplan.h"
#include "engine/tokencounting.h"
#include "engine/worker.h"
#include "transport/channels.h"
#include "transport/threadtuning.h"

namespace weir {

namespace {

Result<std::vector<std::unique_ptr<LoadDriver>>> makeDrivers(const RunPlan &plan, TicketCounters &tickets)
{
    const LoadPlan load = plan.loadPlan();
    std::vector<std::unique_ptr<LoadDriver>> drivers;
    for (quint32 i = 0; i < plan.workers; ++i) {
        Result<std::unique_ptr<LoadDriver>> driver =
            makeLoadDriver(load, plan.shareOf(WorkerIndex{i}), tickets);
        if (!driver)
            return driver.error();
        drivers.push_back(std::move(*driver));
    }
    return drivers;
}

} // namespace

Result<std::unique_ptr<RunThreads>> RunThreads::start(const RunPlan &plan, const RunContext &context,
                                                      const QString &runPath, const RunHeader &header,
                                                      const std::vector<RecordSinkFactory> &listeners,
                                                      RunThreadsOutlet outlet)
{
    std::unique_ptr<RunThreads> threads(new RunThreads(plan, context, std::move(outlet)));
    // First, since they may fail: nothing has been written yet.
    Result<std::vector<std::unique_ptr<LoadDriver>>> drivers = makeDrivers(plan, threads->m_tickets);
    if (!drivers)
        return drivers.error();
    if (const Result<void> started = threads->startCollector(runPath, header, listeners); !started)
        return started.error();
    threads->m_ahead = RenderAhead::startFor(context, plan.loadPlan(), plan.share, plan.workers);
    for (std::unique_ptr<LoadDriver> &driver : *drivers)
        threads->startWorker(std::move(driver));
    return threads;
}

RunThreads::RunThreads(const RunPlan &plan, const RunContext &context, RunThreadsOutlet outlet)
    : m_context(context), m_outlet(std::move(outlet)), m_tickets(ticketsFor(plan.scenario.load, plan.share))
{
}

RunThreads::~RunThreads()
{
    m_guard.reset();
    // Workers post to the collector, so they go before it.
    m_workerThreads.clear();
    m_countingThread.reset();
    m_collectorThread.reset();
}

Result<void> RunThreads::startCollector(const QString &runPath, const RunHeader &header,
                                        const std::vector<RecordSinkFactory> &listeners)
{
    m_collectorThread = std::make_unique<WorkerThread>(QStringLiteral("collector"));
    if (m_context.countsTexts())
        m_countingThread = std::make_unique<WorkerThread>(QStringLiteral("tokens"));
    Result<std::unique_ptr<Collector>> collector = Error{};
    m_collectorThread->run([&] {
        collector = Collector::create(
            m_context, runPath, header,
            {m_outlet.snapshot, m_outlet.summedUp, m_outlet.unsaved, m_outlet.nobodyThere}, listeners);
        if (collector) {
            m_collector = collector->get();
            m_collectorThread->adopt(std::move(*collector));
        }
    });
    return collector ? Result<void>() : Result<void>(collector.error());
}

void RunThreads::startWorker(std::unique_ptr<LoadDriver> driver)
{
    const quint32 index = static_cast<quint32>(m_workers.size());
    m_workerThreads.push_back(std::make_unique<WorkerThread>(QStringLiteral("worker-%1").arg(index)));
    WorkerThread &thread = *m_workerThreads.back();
    thread.run([&] { m_workers.push_back(makeWorker(thread, WorkerIndex{index}, std::move(driver))); });
}

Worker *RunThreads::makeWorker(WorkerThread &thread, WorkerIndex index, std::unique_ptr<LoadDriver> driver)
{
    tuneThread();
    WorkerOutlet outlet;
    outlet.batch = [this](WorkerBatch &&batch) {
        // std::function needs a copyable closure; the batch itself is moved.
        const std::shared_ptr<WorkerBatch> moved = std::make_shared<WorkerBatch>(std::move(batch));
        if (m_countingThread)
            m_countingThread->post([moved, &context = m_context] { countTokensOf(*moved, context); });
        postToCollector([moved](Collector &collector) { collector.add(std::move(*moved)); });
    };
    outlet.planEnded = m_outlet.planEnded;
    outlet.drained = m_outlet.drained;
    const Scenario &scenario = m_context.scenario;
    std::unique_ptr<Worker> worker = std::make_unique<Worker>(
        m_context, index, std::move(driver),
        [&scenario](const Clock &clock) { return makeChannels(scenario, clock); }, std::move(outlet),
        m_ahead.get());
    Worker *raw = worker.get();
    thread.adopt(std::move(worker));
    return raw;
}

void RunThreads::guardMemory(quint64 limit)
{
    m_guard = std::make_unique<MemoryGuard>(
        limit, m_tally, [this](MemoryRelief step, TimePoint at) { relieveMemory(step, at); });
}

/// In the guard's thread.
void RunThreads::relieveMemory(MemoryRelief step, TimePoint calmUntil)
{
    m_tally->asked += m_workers.size();
    for (std::size_t i = 0; i < m_workers.size(); ++i) {
        m_workerThreads[i]->post([worker = m_workers[i], collector = m_collector, tally = m_tally,
                                  thread = m_collectorThread.get(), &clock = *m_context.clock, step,
                                  calmUntil] {
            const quint64 ended = worker->relieve(step, calmUntil);
            tally->ended += ended;
            ++tally->answered;
            if (ended == 0)
                return;
            thread->post([collector, ended, at = clock.now()] {
                collector->note(at, QStringLiteral("warning"),
                                Message(WEIR_TEXT("memory_guard.ended",
                                                  "The memory guard ended %1 streams that filled Weir's "
                                                  "memory."),
                                        ended));
            });
        });
    }
    if (step == MemoryRelief::EndAll)
        m_outlet.memoryFull();
}

void RunThreads::toWorkers(const std::function<void(Worker &)> &call)
{
    for (std::size_t i = 0; i < m_workers.size(); ++i)
        m_workerThreads[i]->post([worker = m_workers[i], call] { call(*worker); });
}

void RunThreads::toCollector(const std::function<void(Collector &)> &call)
{
    postToCollector(call);
}

/// Where tokens are counted, everything goes that way, so that nothing overtakes a batch.
void RunThreads::postToCollector(std::function<void(Collector &)> call)
{
    WorkerThread *thread = m_collectorThread.get();
    const auto hand = [thread, collector = m_collector, call = std::move(call)] {
        thread->post([collector, call] { call(*collector); });
    };
    if (m_countingThread)
        m_countingThread->post(hand);
    else
        hand();
}

void RunThreads::finishNow(RunState state)
{
    m_guard.reset();
    for (std::size_t i = 0; i < m_workers.size(); ++i)
        m_workerThreads[i]->run([worker = m_workers[i]] { worker->cut(); });
    m_workers.clear();
    m_workerThreads.clear();
    if (m_countingThread)
        m_countingThread->run([] {}); // behind all that was posted
    m_collectorThread->run([this, state] { m_collector->finish(state); });
}

} // namespace weir
