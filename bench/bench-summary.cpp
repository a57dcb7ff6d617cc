// SPDX-License-Identifier: GPL-3.0-or-later
// What summing up a long run costs: a run file of many requests is made, and summed up as at the end of a
// run and as a saved one. Usage: bench-summary [--quick] [--requests N] [--tokens N] [--parts N] [--folder
// DIR] [--run FILE]
#include "base/clock.h"
#include "base/random.h"
#include "base/units.h"
#include "store/runsummary.h"
#include "support/benchcontext.h"
#include "support/cputime.h"
#include "support/table.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QTemporaryDir>

#include <cstdio>
#include <functional>

using namespace weir;
using namespace weir::bench;

namespace {

using namespace std::chrono_literals;

struct Plan
{
    quint64 requests = 1'000'000;
    int tokens = 20; ///< Of each answer.
    int parts = 2;   ///< Templates and targets, each with figures of its own.
    QString folder;
};

constexpr TimePoint zero = timePointFromNs(3'600'000'000'000);
constexpr Nanoseconds between = 1ms; ///< Of one request and the next.

Nanoseconds exponential(Random &random, Nanoseconds mean)
{
    return Nanoseconds{static_cast<qint64>(random.exponential(static_cast<double>(mean.count())))};
}

RunHeader headerOf(const Plan &load)
{
    RunHeader header;
    header.id = newRunId(QDateTime::currentDateTimeUtc());
    header.scenario.name = QStringLiteral("Summary");
    for (int i = 0; i < load.parts; ++i) {
        Target target;
        target.name = QStringLiteral("target %1").arg(i);
        target.url = QStringLiteral("http://127.0.0.1:1");
        header.scenario.targets.push_back(target);
        RequestTemplate request;
        request.name = QStringLiteral("request %1").arg(i);
        header.scenario.requests.push_back(request);
    }
    header.transport = QStringLiteral("curl");
    header.startedAt = QDateTime::currentDateTimeUtc();
    header.zero = zero;
    return header;
}

/// One in a hundred fails, one in a hundred is cut by its deadline; the rest take about 400 ms to the first
/// token and 20 ms from one to the next.
RequestRecord recordOf(quint64 number, const Plan &load, Random &random)
{
    RequestRecord record;
    record.request = RequestId{number};
    record.target = TargetIndex{static_cast<quint32>(number % static_cast<quint64>(load.parts))};
    record.requestTemplate =
        TemplateIndex{static_cast<quint32>(number / 3 % static_cast<quint64>(load.parts))};
    record.openLoad = true;
    record.intended = zero + number * between;
    record.started = record.intended + exponential(random, 100us);
    record.sent = record.uploaded = *record.started + 50us;
    record.headers = record.firstByte = *record.started + 5ms;
    TimePoint at = *record.started + exponential(random, 400ms);
    record.firstEvent = record.firstContent = at;
    for (int i = 0; i < load.tokens; ++i) {
        record.chunks.push_back({at, 5, ChunkKind::Content});
        at += exponential(random, 20ms);
    }
    record.lastToken = record.chunks.back().at;
    record.terminator = record.closed = *record.lastToken + 1ms;
    record.chunkCount = record.readCount = record.tokenReadCount = static_cast<quint32>(load.tokens);
    record.eventCount = record.chunkCount + 3;
    record.sendCount = 1;
    record.bytesReceived = 300 * record.eventCount;
    record.bytesSent = 200;
    record.usage.input = 50 + random.below(100);
    record.usage.output = record.chunkCount;
    record.finishReason = QStringLiteral("stop");
    record.outcome = {OutcomeClass::Success, {}, 200, {}};
    if (number % 100 == 7)
        record.outcome = {OutcomeClass::StreamInterrupted, {}, 200, explain(OutcomeClass::StreamInterrupted)};
    if (number % 100 == 8)
        record.outcome = {OutcomeClass::Deadline, {}, 200, explain(OutcomeClass::Deadline)};
    return record;
}

/// A file whose records are all there, as at a run's end.
std::unique_ptr<RunFileWriter> write(const QString &path, const Plan &load)
{
    constexpr std::size_t batch = 10'000;
    std::unique_ptr<RunFileWriter> writer =
        orGiveUp(RunFileWriter::create(path, headerOf(load), Durability::Dropped));
    Random random(1);
    std::vector<RequestRecord> records;
    for (quint64 number = 0; number < load.requests; ++number) {
        records.push_back(recordOf(number, load, random));
        if (records.size() < batch && number + 1 < load.requests)
            continue;
        writer->addRecords(records);
        orGiveUp(writer->commit());
        records.clear();
    }
    RunMilestones milestones;
    milestones.start = milestones.measureFrom = zero;
    milestones.lastIntended = zero + load.requests * between;
    milestones.end = *milestones.lastIntended + 5s;
    milestones.planned = load.requests;
    writer->setMilestones(milestones, {});
    orGiveUp(writer->commit());
    return writer;
}

struct Cost
{
    Nanoseconds wall{0}; ///< What a person waits for: figures are made on all processors.
    Nanoseconds processor{0};
};

template <typename Work>
Cost costOf(Work &&work)
{
    const SystemClock clock;
    const TimePoint before = clock.now();
    const Nanoseconds processorBefore = processTime();
    work();
    return {clock.now() - before, processTime() - processorBefore};
}

void checkFigures(const Summary &summary, const Plan &load)
{
    if (load.requests > 0 && load.requests != summary.requests.attempts)
        giveUp(
            QStringLiteral("%1 of %2 requests were read").arg(summary.requests.attempts).arg(load.requests));
    if (load.requests >= 1000 && (!summary.ttft.rank(50).interval || !summary.e2e.meanInterval))
        giveUp(QStringLiteral("The summary has no intervals"));
}

Table emptyTable()
{
    return Table({QStringLiteral("of"), QStringLiteral("requests"), QStringLiteral("tokens each"),
                  QStringLiteral("parts"), QStringLiteral("file MB"), QStringLiteral("summary s"),
                  QStringLiteral("cpu s"), QStringLiteral("us/request"), QStringLiteral("RSS MB")});
}

/// `prepare`: what comes before the file can be read.
void measure(Table &table, const QString &what, const QString &path, const Plan &load,
             const std::function<void()> &prepare)
{
    resetPeakResidentBytes();
    std::optional<SummaryWithSamples> figures;
    const Cost cost = costOf([&] {
        prepare();
        const std::unique_ptr<RunFileReader> reader = orGiveUp(RunFileReader::open(path));
        figures.emplace(orGiveUp(summarize(*reader, {}, RunState::Finished)));
    });
    checkFigures(figures->summary, load);
    const double requests = static_cast<double>(figures->summary.requests.attempts);
    table.add({what, number(requests), QString::number(load.tokens), QString::number(load.parts),
               number(static_cast<double>(QFileInfo(path).size()) / 1e6, 1), number(toSeconds(cost.wall), 2),
               number(toSeconds(cost.processor), 2), number(toSeconds(cost.wall) * 1e6 / requests, 2),
               number(static_cast<double>(peakResidentBytes()) / 1e6, 1)});
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication app(argc, argv);
    QCommandLineParser options;
    options.addOptions(
        {{QStringLiteral("quick"), QStringLiteral("Tiny: does it work at all?")},
         {QStringLiteral("requests"), QStringLiteral("Of the run."), QStringLiteral("N"),
          QStringLiteral("1000000")},
         {QStringLiteral("tokens"), QStringLiteral("Of each answer."), QStringLiteral("N"),
          QStringLiteral("20")},
         {QStringLiteral("parts"), QStringLiteral("Requests' templates and targets."), QStringLiteral("N"),
          QStringLiteral("2")},
         {QStringLiteral("run"), QStringLiteral("Sum up this run file instead."), QStringLiteral("FILE")},
         {QStringLiteral("folder"), QStringLiteral("Where the run file is made."), QStringLiteral("DIR"),
          QDir::tempPath()}});
    options.addHelpOption();
    options.process(app);
    Plan load;
    load.requests = options.isSet(QStringLiteral("quick"))
                        ? 2000
                        : options.value(QStringLiteral("requests")).toULongLong();
    load.tokens = options.value(QStringLiteral("tokens")).toInt();
    load.parts = options.value(QStringLiteral("parts")).toInt();
    if (load.requests == 0 || load.tokens < 1 || load.parts < 1)
        giveUp(QStringLiteral("--requests, --tokens and --parts are whole numbers from 1"));
    std::printf("%s\n\n", qPrintable(machine()));
    if (options.isSet(QStringLiteral("run"))) {
        Table table = emptyTable();
        measure(table, QStringLiteral("a saved run"), options.value(QStringLiteral("run")), Plan{0, 0, 0, {}},
                [] {});
        table.print();
        return 0;
    }
    const QTemporaryDir folder(options.value(QStringLiteral("folder")) +
                               QStringLiteral("/weir-summary-XXXXXX"));
    if (!folder.isValid())
        giveUp(QStringLiteral("No folder for the run file can be made"));
    const QString path = folder.filePath(QStringLiteral("summary.weirrun"));
    Table table = emptyTable();
    const std::unique_ptr<RunFileWriter> writer = write(path, load);
    measure(table, QStringLiteral("a run's end"), path, load, [&writer] { writer->endRecords(); });
    orGiveUp(writer->finish(RunState::Finished, {}));
    measure(table, QStringLiteral("a saved run"), path, load, [] {});
    table.print();
    return 0;
}
