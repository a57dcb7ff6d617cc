// SPDX-License-Identifier: GPL-3.0-or-later
// The engine's own ceiling: worker, collector and run file on answers from memory, as fast as one worker can.
// Usage: bench-engine [--quick] [--seconds N]
#include "base/workerthread.h"
#include "engine/collector.h"
#include "engine/environment.h"
#include "engine/worker.h"
#include "support/benchcontext.h"
#include "support/cputime.h"
#include "support/table.h"
#include "transport/nulltransport.h"
#include "transport/threadtuning.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QFileInfo>
#include <QTemporaryDir>

#include <atomic>
#include <cstdio>
#include <cstdlib>

using namespace weir;
using namespace weir::bench;

namespace {

/// What one run cost, and what came out of it.
struct Cost
{
    quint64 events = 0;
    Nanoseconds worker{0};    ///< Of the worker's thread, until its last request had ended.
    Nanoseconds collector{0}; ///< Of the collector's thread in the same time: aggregate and run file.
    Nanoseconds summary{0};   ///< Of the collector's thread afterwards: read the file back, sum up.
    Nanoseconds process{0};   ///< Of all threads, from the first request to the closed file.
    quint64 fileBytes = 0;
    quint64 stamps = 0; ///< Chunk times in the run file.
    quint64 failed = 0;
};

[[noreturn]] void giveUp(const QString &why)
{
    std::fprintf(stderr, "bench-engine: %s\n", qUtf8Printable(why));
    std::exit(1);
}

/// One worker and one collector in threads of their own, put together as Run does it, but on a transport
/// without sockets.
class Rig
{
public:
    Rig(const SampleStream &stream, quint32 users, Nanoseconds length)
        : m_context(contextFor(stream, loadOf(users, length), std::make_shared<SystemClock>()))
        , m_script{.head = stream.head, .chunks = stream.events}
        , m_length(length)
    {
    }

    Cost run()
    {
        makeCollector();
        makeWorker();
        const Nanoseconds before = processTime();
        RunTimes times;
        times.zero = times.measureFrom = m_context->clock->now();
        times.loadEnd = times.zero + m_length;
        m_collectorThread.run([&] { m_collector->begin(times); });
        m_workerThread.run([&] {
            m_worker->begin(times);
            m_workerBefore = threadTime();
        });
        m_loop.exec();
        finish();
        m_cost.process = processTime() - before;
        count();
        return m_cost;
    }

private:
    static Load loadOf(quint32 users, Nanoseconds length)
    {
        Load load;
        load.model = ClosedLoad{.users = users, .think = {}};
        load.duration = length;
        return load;
    }

    void makeCollector()
    {
        RunHeader header;
        header.id = newRunId(m_context->clock->wallTime());
        header.scenario = m_context->scenario;
        header.seed = m_context->seed;
        header.transport = QStringLiteral("null");
        header.startedAt = m_context->clock->wallTime();
        header.zero = m_context->clock->now();
        header.environment = describeEnvironment();
        m_collectorThread.run([&] {
            CollectorOutlet outlet;
            outlet.snapshot = [](const SnapshotPtr &) {};
            outlet.finished = [](const Result<Summary> &summary) {
                if (!summary)
                    giveUp(summary.error().text());
            };
            Result<std::unique_ptr<Collector>> made =
                Collector::create(*m_context, m_path, header, std::move(outlet));
            if (!made)
                giveUp(made.error().text());
            m_collector = made->get();
            m_collectorThread.adopt(std::move(*made));
            m_collectorBefore = threadTime();
        });
    }

    void makeWorker()
    {
        WorkerOutlet outlet;
        outlet.batch = [this](WorkerBatch &&batch) {
            m_cost.events += batch.events;
            const std::shared_ptr<WorkerBatch> moved = std::make_shared<WorkerBatch>(std::move(batch));
            m_collectorThread.post([this, moved] { m_collector->add(std::move(*moved)); });
        };
        outlet.planEnded = [] {};
        outlet.drained = [this] {
            m_cost.worker = threadTime() - m_workerBefore;
            QMetaObject::invokeMethod(
                &m_loop, [this] { m_loop.quit(); }, Qt::QueuedConnection);
        };
        m_workerThread.run([&] {
            std::unique_ptr<Worker> worker = std::make_unique<Worker>(
                *m_context, WorkerShare{WorkerIndex{0}, 1}, 0, m_tickets,
                [this](const Clock &clock) { return std::make_unique<NullTransport>(clock, m_script); },
                std::move(outlet));
            m_worker = worker.get();
            m_workerThread.adopt(std::move(worker));
        });
    }

    void finish()
    {
        m_collectorThread.run([&] {
            m_collector->setPhase(RunPhase::Drain);
            m_cost.collector = threadTime() - m_collectorBefore;
            const Nanoseconds before = threadTime();
            m_collector->finish(RunState::Finished);
            m_cost.summary = threadTime() - before;
        });
    }

    /// Every stamp must be in the file, or the figures mean nothing.
    void count()
    {
        m_cost.fileBytes = static_cast<quint64>(QFileInfo(m_path).size());
        const Result<std::unique_ptr<RunFileReader>> reader = RunFileReader::open(m_path);
        if (!reader)
            giveUp(reader.error().text());
        const Result<void> read = (*reader)->forEachRecord({}, [this](const RequestRecord &record) {
            m_cost.stamps += record.chunks.size();
            m_cost.failed += record.outcome.outcome == OutcomeClass::Success ? 0 : 1;
        });
        if (!read)
            giveUp(read.error().text());
    }

    QTemporaryDir m_folder;
    const QString m_path = m_folder.filePath(QStringLiteral("bench.weirrun"));
    std::shared_ptr<const RunContext> m_context;
    NullScript m_script;
    Nanoseconds m_length;
    TicketCounter m_tickets{std::nullopt};
    QEventLoop m_loop;
    Cost m_cost;
    Nanoseconds m_workerBefore{0};
    Nanoseconds m_collectorBefore{0};
    // Collector and worker go before what they use.
    WorkerThread m_collectorThread{QStringLiteral("collector")};
    Collector *m_collector = nullptr;
    WorkerThread m_workerThread{QStringLiteral("worker-0")};
    Worker *m_worker = nullptr;
};

/// Starts its exchange anew for ever, and looks at nothing.
class IdleHandler final : public StreamHandler
{
public:
    IdleHandler(Transport &transport, quint64 &reads) : m_transport(transport), m_reads(reads) {}

    void start() { m_transport.start({}, *this); }
    void onConnected(TimePoint) override {}
    void onTlsDone(TimePoint) override {}
    void onSent(TimePoint) override {}
    void onHeaders(TimePoint, const ResponseHead &) override {}
    void onData(TimePoint, QByteArrayView) override { ++m_reads; }
    void onEnded(TimePoint, const WireEnd &) override { start(); }

private:
    Transport &m_transport;
    quint64 &m_reads;
};

/// What the transport without sockets and its event loop cost by themselves, in nanoseconds an event.
double transportAlone(const SampleStream &stream, quint32 users, Nanoseconds length)
{
    const SystemClock clock;
    NullTransport transport(clock, {.head = stream.head, .chunks = stream.events});
    quint64 reads = 0;
    std::vector<std::unique_ptr<IdleHandler>> handlers;
    for (quint32 i = 0; i < users; ++i)
        handlers.emplace_back(std::make_unique<IdleHandler>(transport, reads))->start();
    const Nanoseconds before = threadTime();
    while (threadTime() - before < length)
        QCoreApplication::processEvents();
    return static_cast<double>((threadTime() - before).count()) / static_cast<double>(reads);
}

QStringList row(quint32 users, const Cost &cost, double transport)
{
    const double events = static_cast<double>(cost.events);
    const auto each = [events](Nanoseconds time) { return static_cast<double>(time.count()) / events; };
    return {QString::number(users),
            number(events),
            number(transport),
            number(each(cost.worker)),
            number(1e9 / each(cost.worker)),
            number(each(cost.collector)),
            number(each(cost.summary)),
            number(each(cost.process)),
            number(1e9 / each(cost.process)),
            number(static_cast<double>(cost.fileBytes) / events, 1)};
}

} // namespace

int main(int argc, char **argv)
{
    preferUnixDispatcher();
    const QCoreApplication application(argc, argv);
    QCommandLineParser parser;
    const QCommandLineOption quick(QStringLiteral("quick"), QStringLiteral("A smoke test: tiny sizes."));
    const QCommandLineOption seconds(QStringLiteral("seconds"), QStringLiteral("Length of each run."),
                                     QStringLiteral("N"), QStringLiteral("3"));
    parser.addOptions({quick, seconds});
    parser.addHelpOption();
    parser.process(application);

    const bool isQuick = parser.isSet(quick);
    const Nanoseconds length = isQuick ? Nanoseconds{std::chrono::milliseconds{50}}
                                       : std::chrono::seconds{parser.value(seconds).toInt()};
    const SampleStream stream = openAiStream(isQuick ? 20 : 500);
    std::printf("%s\n\n", qUtf8Printable(machine()));
    Table table({QStringLiteral("streams"), QStringLiteral("events"), QStringLiteral("transport ns"),
                 QStringLiteral("worker ns"), QStringLiteral("events/s a worker core"),
                 QStringLiteral("collector ns"), QStringLiteral("summary ns"), QStringLiteral("process ns"),
                 QStringLiteral("events/s of all cpu"), QStringLiteral("file bytes")});
    for (const quint32 users : isQuick ? std::vector<quint32>{5} : std::vector<quint32>{10, 100, 1000}) {
        const double transport = transportAlone(stream, users, length / 4);
        Rig rig(stream, users, length);
        const Cost cost = rig.run();
        const quint64 expected = cost.events / stream.events.size() * stream.tokens;
        if (cost.failed > 0 || cost.stamps != expected)
            giveUp(QStringLiteral("%1 requests failed, %2 of %3 chunk times are in the file")
                       .arg(cost.failed)
                       .arg(cost.stamps)
                       .arg(expected));
        table.add(row(users, cost, transport));
    }
    table.print();
    std::printf(
        "\nns: processor time an event. The worker's includes the transport's, and each row is one run.\n");
    return 0;
}
