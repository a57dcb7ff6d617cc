// SPDX-License-Identifier: GPL-3.0-or-later
// Traces of every known kind, replayed, cut, steered, and broken.
#include "plan/trace.h"
#include "plan/tracetime.h"
#include "planhelpers.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace weir;
using namespace weir::test;
using namespace std::chrono_literals;

namespace {

const QString dataFolder = QStringLiteral(WEIR_TEST_DATA "/traces");

TraceLoad traceOf(const char *file)
{
    TraceLoad trace;
    trace.path = QString::fromLatin1(file);
    return trace;
}

Load loadOf(const TraceLoad &trace)
{
    Load load;
    load.first().model = trace;
    load.first().duration.reset();
    return load;
}

std::vector<Arrival> replayed(const Load &load)
{
    return allOf(*arrivalsOf(load, 0, 1, dataFolder).value());
}

std::vector<Nanoseconds> timesOf(const std::vector<Arrival> &arrivals)
{
    std::vector<Nanoseconds> times;
    for (const Arrival &arrival : arrivals)
        times.push_back(arrival.at);
    return times;
}

using Times = std::vector<Nanoseconds>;

} // namespace

class TestTrace : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void mooncake()
    {
        const TraceFacts facts = inspectTrace(traceOf("mooncake.jsonl"), dataFolder).value();
        QCOMPARE(facts.rows, quint64{5});
        QCOMPARE(facts.length, Nanoseconds{9s});
        QCOMPARE(facts.timeColumn, QStringLiteral("timestamp"));
        QCOMPARE(facts.inputColumn, QStringLiteral("input_length"));
        QCOMPARE(facts.outputColumn, QStringLiteral("output_length"));
        QCOMPARE(facts.meanOutputTokens, 420.6);
        const std::vector<Arrival> plan = replayed(loadOf(traceOf("mooncake.jsonl")));
        QCOMPARE(timesOf(plan), (Times{0s, 0s, 3s, 6500ms, 9s}));
        QCOMPARE(plan[2].lengths, (TraceLengths{7234, 794}));
        QCOMPARE(plan[4].request, RequestId{4});
    }

    void burstGpt()
    {
        const TraceFacts facts = inspectTrace(traceOf("burstgpt.csv"), dataFolder).value();
        QCOMPARE(facts.rows, quint64{4});
        QCOMPARE(facts.inputColumn, QStringLiteral("Request tokens"));
        QCOMPARE(facts.outputColumn, QStringLiteral("Response tokens"));
        QCOMPARE(facts.meanOutputTokens, (18 + 230 + 276) / 3.0);
        const std::vector<Arrival> plan = replayed(loadOf(traceOf("burstgpt.csv")));
        QCOMPARE(timesOf(plan), (Times{0s, 40s, 40250ms, 113s}));
        QCOMPARE(plan[3].lengths, (TraceLengths{1360, std::nullopt}));
    }

    void rowsWithoutTokensAreLeftOut()
    {
        QTemporaryDir folder;
        QFile file(folder.filePath(QStringLiteral("failed.csv")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("Timestamp,Request tokens,Response tokens\n0,10,5\n1,10,0\n2,0,5\n3,10,\n4,7,6\n5,0,0\n");
        file.close();
        const TraceFacts facts = inspectTrace(traceOf("failed.csv"), folder.path()).value();
        QCOMPARE(facts.rows, quint64{3});
        QCOMPARE(facts.withoutTokens, quint64{3});
        QCOMPARE(facts.meanOutputTokens, 5.5);
        QCOMPARE(facts.length, Nanoseconds{4s});
        const auto arrivals = allOf(*arrivalsOf(loadOf(traceOf("failed.csv")), 0, 1, folder.path()).value());
        QCOMPARE(timesOf(arrivals), (Times{0s, 3s, 4s}));
    }

    void timesSince1970TellTheirUnit_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<Nanoseconds>("length");
        const auto row = [](const char *name, const char *content, Nanoseconds length) {
            QTest::newRow(name) << QByteArray(content) << length;
        };
        row("csv, s", "timestamp\n1700000000\n1700000001.5\n", 1500ms);
        row("csv, ms", "timestamp\n1700000000000\n1700000001000\n", 1s);
        row("csv, us", "timestamp\n1700000000000000\n1700000001000000\n", 1s);
        row("csv, ns", "timestamp\n1700000000000000000\n1700000001000000000\n", 1s);
        row("json, s", "{\"timestamp\": 1700000000}\n{\"timestamp\": 1700000001}\n", 1s);
        row("json, ms", "{\"timestamp\": 1700000000000}\n{\"timestamp\": 1700000001000}\n", 1s);
        row("a name says more", "timestamp_ms\n1700000000\n1700000001\n", 1ms);
        row("since the start", "timestamp\n0\n16\n", 16s);
        row("since the start, json", "{\"timestamp\": 27482}\n{\"timestamp\": 30482}\n", 3s);
    }
    void timesSince1970TellTheirUnit()
    {
        QFETCH(const QByteArray, content);
        QFETCH(const Nanoseconds, length);
        QTemporaryDir folder;
        QFile file(folder.filePath(QStringLiteral("unix.csv")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(content);
        file.close();
        QCOMPARE(inspectTrace(traceOf("unix.csv"), folder.path())->length, length);
    }

    void azure()
    {
        const TraceFacts facts = inspectTrace(traceOf("azure.csv"), dataFolder).value();
        QCOMPARE(facts.timeColumn, QStringLiteral("TIMESTAMP"));
        QCOMPARE(facts.meanInputTokens, (4808 + 3180 + 110) / 3.0);
        QCOMPARE(timesOf(replayed(loadOf(traceOf("azure.csv")))), (Times{0s, 51'996'900ns, 60s + 100ns}));
        QCOMPARE(timesOf(replayed(loadOf(traceOf("zones.csv")))), (Times{0s, 990'070us, 1'990'070us}));
    }

    void columnsCanBeNamed()
    {
        TraceLoad trace = traceOf("burstgpt.csv");
        trace.outputColumn = QStringLiteral("Total tokens");
        QCOMPARE(replayed(loadOf(trace))[0].lengths, (TraceLengths{472, 490}));
        trace.inputColumn = QStringLiteral("nothing");
        const Result<TraceFacts> facts = inspectTrace(trace, dataFolder);
        QVERIFY(!facts);
        QVERIFY(facts.error().what.english().contains(QStringLiteral("nothing")));
        QVERIFY(facts.error().advice.english().contains(QStringLiteral("Log Type")));
    }

    void speedStretchAndLimits()
    {
        TraceLoad trace = traceOf("mooncake.jsonl");
        trace.speed = 4;
        QCOMPARE(timesOf(replayed(loadOf(trace))), (Times{0s, 0s, 750ms, 1625ms, 2250ms}));
        trace.from = 2s;
        trace.length = 7s; // its end is not part of it
        QCOMPARE(timesOf(replayed(loadOf(trace))), (Times{250ms, 1125ms}));
        QCOMPARE(inspectTrace(trace, dataFolder)->rows, quint64{2});
        QCOMPARE(inspectTrace(trace, dataFolder)->length, Nanoseconds{3500ms});

        Load load = loadOf(traceOf("mooncake.jsonl"));
        load.warmUp = 10s;
        load.first().startAfter = 5s;
        QCOMPARE(replayed(load).front().at, Nanoseconds{15s});
        QCOMPARE(plannedLength(load, dataFolder), std::optional(Nanoseconds{24s}));
        QCOMPARE(plannedRequests(load, 1, dataFolder), std::optional(quint64{5}));
        load.first().duration = 6500ms;
        QCOMPARE(replayed(load).size(), std::size_t{3});
        load.maxDuration = 18s;
        QCOMPARE(replayed(load).size(), std::size_t{2});
        load.maxDuration.reset();
        load.first().requests = 1;
        QCOMPARE(replayed(load).size(), std::size_t{1});
    }

    void steeringThinsAndRepeats()
    {
        QTemporaryDir folder;
        QFile file(folder.filePath(QStringLiteral("long.csv")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("arrival_ms,input_tokens\n");
        for (int i = 0; i < 10'000; ++i)
            file.write(QByteArray::number(10 * i) + ",5\n");
        file.close();
        const Load load = loadOf(traceOf("long.csv"));
        const auto open = [&] { return arrivalsOf(load, 0, 1, folder.path()).value(); };
        const auto steered = [&](ArrivalSequence &sequence) {
            std::vector<Arrival> used;
            std::optional<Arrival> held = sequence.next();
            for (const auto &[at, factor] : {std::pair{20s, 0.25}, {40s, 2.5}, {60s, 0.0}, {80s, 1.0}}) {
                for (; held && held->at < at; held = sequence.next())
                    used.push_back(*held);
                sequence.steer(at, factor, held);
                if (!held)
                    held = sequence.next();
            }
            for (; held; held = sequence.next())
                used.push_back(*held);
            return used;
        };
        const std::vector<Arrival> whole = steered(*open());
        const auto between = [&](Nanoseconds from, Nanoseconds to) {
            return std::count_if(whole.begin(), whole.end(),
                                 [&](const Arrival &a) { return a.at >= from && a.at < to; });
        };
        QCOMPARE(between(0s, 20s), 2'000);
        QVERIFY(std::abs(double(between(20s, 40s)) - 500) < 80);
        QVERIFY(std::abs(double(between(40s, 60s)) - 5'000) < 100);
        QCOMPARE(between(60s, 80s), 0);
        QCOMPARE(between(80s, 100s), 2'000);
        QVERIFY(united(7, [&](quint32 index) { return steered(*shareOf(open(), index, 7, 1)); }) == whole);
    }

    void previewFollowsTheTrace()
    {
        const std::vector<PlannedLoadPoint> points =
            plannedLoad(loadOf(traceOf("mooncake.jsonl")), 1s, 10, dataFolder);
        QCOMPARE(points.back().at, Nanoseconds{9s});
        // Two requests at one moment are two in a second, however fine the stretches are that they are
        // counted in.
        QCOMPARE(points.front().ratePerSecond, 2 / 1.024);
        QVERIFY(std::all_of(points.begin(), points.end(), [&](const PlannedLoadPoint &point) {
            return point.ratePerSecond <= points.front().ratePerSecond;
        }));
        QVERIFY(plateausOf(loadOf(traceOf("mooncake.jsonl")), 1s, dataFolder).empty());
        QCOMPARE(plannedLoad(loadOf(traceOf("none.csv")), 1s, 10, dataFolder).back().ratePerSecond, 0.0);
    }

    void malformed_data()
    {
        QTest::addColumn<QString>("what");
        QTest::addColumn<int>("line");
        QTest::newRow("malformed/backwards.csv") << QStringLiteral("run backwards") << 3;
        QTest::newRow("malformed/nan.csv") << QStringLiteral("\"nan\" is no time") << 3;
        QTest::newRow("malformed/negative.csv") << QStringLiteral("\"-6\" is no time") << 3;
        QTest::newRow("malformed/huge.csv") << QStringLiteral("10 years") << 3;
        QTest::newRow("malformed/decades.csv") << QStringLiteral("more than 10 years after the first") << 3;
        QTest::newRow("malformed/openquote.csv") << QStringLiteral("quoted field") << 3;
        QTest::newRow("malformed/infinity.csv") << QStringLiteral("\"Infinity\" is no time") << 3;
        QTest::newRow("malformed/list.json") << QStringLiteral("ends too early") << 3;
        QTest::newRow("malformed/lengths.jsonl")
            << QStringLiteral("\"[5]\" in input_length is no number") << 2;
        QTest::newRow("malformed/digits.jsonl") << QStringLiteral("64 bits") << 2;
        QTest::newRow("malformed/fields.csv") << QStringLiteral("3 fields") << 3;
        QTest::newRow("malformed/tokens.csv") << QStringLiteral("no number of tokens") << 2;
        QTest::newRow("malformed/mixed.csv") << QStringLiteral("some are numbers") << 3;
        QTest::newRow("malformed/date.csv") << QStringLiteral("is no time") << 2;
        QTest::newRow("malformed/header.csv") << QStringLiteral("no rows") << 0;
        QTest::newRow("malformed/notime.csv") << QStringLiteral("named like a time") << 1;
        QTest::newRow("malformed/empty.csv") << QStringLiteral("is empty") << 0;
        QTest::newRow("malformed/cut.jsonl") << QStringLiteral("10 years") << 2;
        QTest::newRow("malformed/missing.jsonl") << QStringLiteral("\"\" is no time") << 2;
        QTest::newRow("malformed/array.jsonl") << QStringLiteral("no object") << 2;
        QTest::newRow("malformed/nan.jsonl") << QStringLiteral("not a JSON object") << 2;
        QTest::newRow("nowhere.csv") << QStringLiteral("no such file") << 0;
        QTest::newRow("malformed") << QStringLiteral("regular file") << 0;
        QTest::newRow("") << QStringLiteral("names no file") << 0;
    }

    void malformed()
    {
        QFETCH(QString, what);
        QFETCH(int, line);
        const TraceLoad trace = traceOf(QTest::currentDataTag());
        const Result<TraceFacts> facts = inspectTrace(trace, dataFolder);
        QVERIFY(!facts);
        QVERIFY2(facts.error().what.english().contains(what), qPrintable(facts.error().text()));
        if (line > 0)
            QVERIFY2(facts.error().where.english().contains(QStringLiteral(", line %1").arg(line)),
                     qPrintable(facts.error().text()));
        // A replay of the same file ends early, at the worst.
        const auto arrivals = arrivalsOf(loadOf(trace), 0, 1, dataFolder);
        QVERIFY(!arrivals || allOf(**arrivals).size() < 3);
        QVERIFY(!arrivals || !(*arrivals)->next());
    }

    /// The same three requests in every form.
    void everyForm_data()
    {
        QTest::addColumn<QByteArray>("content");
        const auto row = [](const char *name, const QByteArray &content) { QTest::newRow(name) << content; };
        row("lines", "{\"timestamp\": 0, \"input_length\": 5}\n{\"timestamp\": 500, \"input_length\": 6}\n"
                     "{\"timestamp\": 2000, \"input_length\": 7}\n");
        row("list", "[{\"timestamp\": 0, \"input_length\": 5},\n{\"timestamp\": 500, \"input_length\": 6},\n"
                    "{\"timestamp\": 2000, \"input_length\": 7}]\n");
        row("semicolons", "time_ms;prompt_tokens\r\n0;5\r\n500;6\r\n2000;7\r\n");
        row("tabs and a mark", "\xef\xbb\xbftime_ms\tprompt_tokens\n0\t5\n500\t6\n2000\t7\n");
        row("line breaks in a field", "Timestamp,note,Request tokens\n0,\"a\nb\",5\n0.5,c,6\n2,\"\"\"\",7\n");
        row("an index without a name", ",Timestamp,Request tokens\n0,0,5\n1,0.5,6\n2,2,7\n");
        row("dates", "TIMESTAMP,ContextTokens\n2023-11-16T18:17:03Z,5\n2023-11-16T18:17:03.5Z,6\n"
                     "2023-11-16T19:17:05+01:00,7\n");
        row("milliseconds since 1970", "Timestamp,Request tokens\n1700000000000,5\n1700000000500,6\n"
                                       "1700000002000,7\n");
        row("failed requests of BurstGPT",
            "Timestamp,Request tokens,Response tokens\n0,5,1\n0.2,0,0\n0.5,6,1\n"
            "2,7,1\n");
        const QByteArray packed = QByteArray::fromBase64(
            "H4sIAAAAAAACAwvJzE0tLknMLdAJSi0sBTIVSvKzU/OKuQx0TLkM9Ex1zLiMdMy5ANnWdvsnAAAA");
        row("gzip", packed);
    }
    void everyForm()
    {
        QFETCH(QByteArray, content);
        QTemporaryDir folder;
        QFile file(folder.filePath(QStringLiteral("trace")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(content);
        file.close();
        const TraceLoad trace = traceOf("trace");
        const Result<TraceFacts> facts = inspectTrace(trace, folder.path());
        QVERIFY2(facts.ok(), facts ? "" : qPrintable(facts.error().text()));
        QCOMPARE(facts->rows, quint64{3});
        const std::vector<Arrival> arrivals = allOf(**arrivalsOf(loadOf(trace), 0, 1, folder.path()));
        QCOMPARE(timesOf(arrivals), (Times{0s, 500ms, 2s}));
        QCOMPARE(arrivals.back().lengths.input, std::optional<quint32>(7));
    }

    void linesAreBounded()
    {
        QTemporaryDir folder;
        QFile file(folder.filePath(QStringLiteral("wide.csv")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("time,note\n1," + QByteArray((1 << 20) - 2, 'x') + "\n2," + QByteArray(1 << 20, 'x') +
                   "\n");
        file.close();
        const Result<TraceFacts> facts = inspectTrace(traceOf("wide.csv"), folder.path());
        QVERIFY(!facts);
        QVERIFY2(facts.error().text().contains(QStringLiteral("line 3")), qPrintable(facts.error().text()));
    }

    void times_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<qint64>("ns"); // below 0: no time
        const auto row = [](const char *text, qint64 ns) { QTest::newRow(text) << QByteArray(text) << ns; };
        row("1970-01-01 00:00:00", 0);
        row("1970-01-01T00:00:01.5Z", 1'500'000'000);
        row("1970-01-02 00:00:00.1234567891", 86'400'123'456'789);
        row("1970-01-01 02:30:00+02:30", 0);
        row("1970-01-01 02:00:00 +02", 0);
        row("1970-01-01 00:00:00-0100", 3'600'000'000'000);
        row("2024-02-29 00:00:00", 1'709'164'800'000'000'000);
        row("2023-02-29 00:00:00", -1);
        row("1969-12-31 00:00:00", -1);
        row("2023-13-01 00:00:00", -1);
        row("2023-11-16 24:00:00", -1);
        row("2023-11-16 18:17", -1);
        row("2023-11-16 18:17:03.", -1);
        row("2023-11-16 18:17:03 UTC", -1);
        row("2023-11-16 18:17:03+1", -1);
        row("16.11.2023 18:17:03", -1);
        row("", -1);
    }

    void times()
    {
        QFETCH(QByteArray, text);
        QFETCH(qint64, ns);
        const std::optional<TraceTime> time = parseTraceTime(text);
        QCOMPARE(time.has_value(), ns >= 0);
        if (time) {
            QVERIFY(time->isDate);
            QCOMPARE(time->sinceEpoch, Nanoseconds{ns});
        }
    }

    void units()
    {
        QCOMPARE(nsPerTraceUnit(QStringLiteral("arrival_ms")), std::optional<double>(1e6));
        QCOMPARE(nsPerTraceUnit(QStringLiteral("Time (s)")), std::optional<double>(1e9));
        QCOMPARE(nsPerTraceUnit(QStringLiteral("start time [us]")), std::optional<double>(1e3));
        QCOMPARE(nsPerTraceUnit(QStringLiteral("t.ns")), std::optional<double>(1.0));
        QCOMPARE(nsPerTraceUnit(QStringLiteral("timestamps")), std::optional<double>());
    }
};

QTEST_GUILESS_MAIN(TestTrace)
#include "tst_trace.moc"
