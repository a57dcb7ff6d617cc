// SPDX-License-Identifier: GPL-3.0-or-later
// The engine's own cost: worker, collector and run file on answers from memory, as fast as one worker can,
// and at a steady rate over ever more streams. Usage: bench-engine [--quick] [--seconds N]
#include "support/enginerig.h"
#include "support/table.h"
#include "transport/threadtuning.h"

#include <QCommandLineParser>
#include <QCoreApplication>

#include <cstdio>

using namespace weir;
using namespace weir::bench;

namespace {

constexpr int pacedRate = 25'000;

/// Starts its exchange anew for ever, and looks at nothing.
class IdleHandler final : public StreamHandler
{
public:
    IdleHandler(Transport &transport, quint64 &reads) : m_transport(transport), m_reads(reads) {}

    void start() { m_transport.start({}, *this); }
    void onConnected(TimePoint) override {}
    void onTlsDone(TimePoint) override {}
    void onSent(TimePoint) override {}
    void onUploaded(TimePoint) override {}
    void onOpened(TimePoint, const Opening &) override {}
    void onStale(TimePoint) override {}
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
    NullTransport transport(clock, {.opening = stream.head, .chunks = stream.events});
    quint64 reads = 0;
    std::vector<std::unique_ptr<IdleHandler>> handlers;
    for (quint32 i = 0; i < users; ++i)
        handlers.emplace_back(std::make_unique<IdleHandler>(transport, reads))->start();
    const Nanoseconds before = threadTime();
    while (threadTime() - before < length)
        QCoreApplication::processEvents();
    return static_cast<double>((threadTime() - before).count()) / static_cast<double>(reads);
}

QStringList row(quint32 streams, const RigCost &cost, std::optional<double> transport)
{
    const auto each = [](Nanoseconds time, quint64 events) {
        return static_cast<double>(time.count()) / static_cast<double>(events);
    };
    const double worker = each(cost.worker, cost.events);
    const double process = each(cost.process, cost.events);
    return {number(streams),
            number(static_cast<double>(cost.events)),
            transport ? number(*transport) : QStringLiteral("-"),
            number(worker),
            number(1e9 / worker),
            number(each(cost.collector, cost.events)),
            number(process),
            number(1e9 / process),
            number(each(cost.summary, cost.allEvents)),
            number(static_cast<double>(cost.fileBytes) / static_cast<double>(cost.allEvents), 1)};
}

Table emptyTable()
{
    return Table({QStringLiteral("streams"), QStringLiteral("events"), QStringLiteral("transport ns"),
                  QStringLiteral("worker ns"), QStringLiteral("events/s a worker core"),
                  QStringLiteral("collector ns"), QStringLiteral("process ns"),
                  QStringLiteral("events/s of all cpu"), QStringLiteral("summary ns"),
                  QStringLiteral("file bytes")});
}

void printCeiling(const SampleStream &stream, const std::vector<quint32> &streams, Nanoseconds length)
{
    Table table = emptyTable();
    for (const quint32 count : streams) {
        const double transport = transportAlone(stream, count, length / 4);
        table.add(row(count, EngineRig(stream, {count, length, {}}).run(), transport));
    }
    std::printf("As fast as it can:\n\n");
    table.print();
}

void printPaced(const SampleStream &stream, const std::vector<quint32> &streams, Nanoseconds length)
{
    Table table = emptyTable();
    for (const quint32 count : streams) {
        const RigLoad load{count, length, Nanoseconds{std::chrono::seconds{count}} / pacedRate};
        table.add(row(count, EngineRig(stream, load).run(), std::nullopt));
    }
    std::printf("\nAt %d events/s in all:\n\n", pacedRate);
    table.print();
}

} // namespace

int main(int argc, char **argv)
{
    preferUnixDispatcher();
    const QCoreApplication application(argc, argv);
    QCommandLineParser parser;
    const QCommandLineOption quick(QStringLiteral("quick"), QStringLiteral("A smoke test: tiny sizes."));
    const QCommandLineOption seconds(QStringLiteral("seconds"), QStringLiteral("Length of each run."),
                                     QStringLiteral("N"), QStringLiteral("4"));
    parser.addOptions({quick, seconds});
    parser.addHelpOption();
    parser.process(application);

    std::printf("%s\n\n", qUtf8Printable(machine()));
    if (parser.isSet(quick)) {
        printCeiling(openAiStream(20), {5}, std::chrono::milliseconds{600});
        printPaced(openAiStream(20), {50}, std::chrono::milliseconds{600});
        return 0;
    }
    const std::chrono::seconds length{parser.value(seconds).toInt()};
    if (length < std::chrono::seconds{2})
        giveUp(QStringLiteral("a run takes 2 seconds at least"));
    printCeiling(openAiStream(500), {10, 100, 1000}, length);
    printPaced(openAiStream(500), {100, 1000, 10'000}, 2 * length);
    std::printf(
        "\nns: processor time an event; the worker's includes the transport's. Each row is one run.\n");
    return 0;
}
