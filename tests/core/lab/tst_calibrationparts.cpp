// SPDX-License-Identifier: GPL-3.0-or-later
// The pure parts of a calibration: its plan, the truth file, the comparison, what is fit to be a certificate.
#include "lab/calibrationresult.h"
#include "service/front/truthlog.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace weir;
using namespace std::chrono_literals;

namespace {

const QString runId = QStringLiteral("0123456789ABCDEFGHIJKLMNOP");

TimePoint at(qint64 microseconds)
{
    return timePointFromNs(1'000'000'000 + microseconds * 1000);
}

/// A success with chunks 10, 20 and 30 ms after its start.
RequestRecord record(quint64 number)
{
    RequestRecord record;
    record.request = RequestId{number};
    record.intended = at(-500);
    record.started = at(0);
    record.firstContent = at(10'000);
    record.lastToken = at(30'000);
    record.closed = at(31'000);
    for (qint64 i = 1; i <= 3; ++i)
        record.chunks.push_back({at(i * 10'000), 5, ChunkKind::Content});
    record.chunkCount = 3;
    record.usage.output = 3;
    record.outcome.outcome = OutcomeClass::Success;
    return record;
}

/// What the service says of it: accepted 200 us after the start, each write 100 us before the stamp, the last
/// 400 us before.
TrueAnswer answer()
{
    return {at(200), {at(9'900), at(19'900), at(29'600)}, 3};
}

TruthFile truthOf(const QList<quint64> &numbers)
{
    TruthFile truth;
    for (quint64 number : numbers)
        truth.answers.insert({QStringLiteral("GHIJKLMNOP-%1").arg(number), 1}, answer());
    return truth;
}

LoadGroup groupOf(const std::variant<ClosedLoad, OpenLoad, TraceLoad> &model)
{
    LoadGroup group;
    group.model = model;
    return group;
}

/// A scenario in which everything is set that a calibration must not take over.
Scenario secretiveScenario()
{
    Scenario scenario;
    Target target;
    target.name = QStringLiteral("prod");
    target.url = QStringLiteral("https://example.invalid");
    target.vendor = QStringLiteral("other-vendor");
    target.auth = {AuthScheme::Bearer, QStringLiteral("env:NOT_SET_ANYWHERE"), {}};
    target.headers = {{QStringLiteral("X-Key"), QStringLiteral("file:/not/there")}};
    target.proxy = QStringLiteral("http://proxy.invalid:1");
    target.http2 = true;
    target.retry.attempts = 5;
    scenario.targets = {target};
    RequestTemplate request;
    request.name = QStringLiteral("r");
    request.target = target.name;
    request.prompt = QStringLiteral("{{prompt}}");
    request.data = QStringLiteral("d");
    request.body = QStringLiteral("{\"own\": true}");
    request.stream = false;
    request.maxTokens = 1'000'000;
    request.checks = {Check{}};
    scenario.requests = {request};
    DataSource data;
    data.name = QStringLiteral("d");
    data.atEnd = DataSource::AtEnd::Fail;
    scenario.data = {data};
    scenario.goals.thresholds = {QStringLiteral("ttft p(99) < 1ms")};
    scenario.load.first() = groupOf(ClosedLoad{8, {}});
    scenario.load.first().abandon.afterChunks = 1;
    return scenario;
}

} // namespace

class TestCalibrationParts : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;

private Q_SLOTS:
    void errorsAreMeasuredLessTrue()
    {
        const TruthFile truth = truthOf({7});
        TruthComparison comparison(truth, runId);
        comparison.add(record(7));
        QCOMPARE(comparison.compared(), 1U);
        // ttft 10 ms; in truth 9.7 ms
        QCOMPARE(comparison.ttft().errors(), (std::vector<qint64>{300'000}));
        QCOMPARE(comparison.gaps().errors(), (std::vector<qint64>{0, 300'000}));
        QCOMPARE(comparison.chunkErrors(), (std::vector<qint64>{100'000, 100'000, 400'000}));
        QCOMPARE(comparison.startErrors(), (std::vector<qint64>{200'000}));
        const CalibrationErrors errors = errorsOf(comparison, {500'000});
        QCOMPARE(errors.ttft.bias, Nanoseconds(300us));
        QCOMPARE(errors.chunk.p50, Nanoseconds(100us));
        QCOMPARE(errors.chunk.jitter, Nanoseconds(300us));
        QCOMPARE(errors.slip.max, Nanoseconds(500us));
        QVERIFY(!unfitFor(comparison));
    }

    void whatDoesNotMatchIsCounted()
    {
        TruthFile truth = truthOf({1, 2, 3});
        truth.answers[{QStringLiteral("GHIJKLMNOP-2"), 1}].writes.pop_back();
        truth.answers[{QStringLiteral("GHIJKLMNOP-3"), 1}].tokens = 4;
        TruthComparison comparison(truth, runId);
        RequestRecord retried = record(1);
        retried.attempt = AttemptNumber{2};
        RequestRecord failed = record(9);
        failed.outcome.outcome = OutcomeClass::StreamTruncated;
        for (const RequestRecord &each : {record(1), record(2), record(3), record(4), retried, failed})
            comparison.add(each);
        QCOMPARE(comparison.compared(), 2U);
        QCOMPARE(comparison.missing(), 2U);
        QCOMPARE(comparison.otherChunks(), 1U);
        QCOMPARE(comparison.otherTokens(), 1U);
        QVERIFY(unfitFor(comparison));
    }

    void nothingComparedIsUnfit()
    {
        const TruthFile truth;
        QVERIFY(unfitFor(TruthComparison(truth, runId)));
    }

    void runsThatAreUnfit_data()
    {
        QTest::addColumn<Verdict>("verdict");
        QTest::addColumn<bool>("interrupted");
        QTest::addColumn<bool>("fit");
        QTest::newRow("pass") << Verdict::Pass << false << true;
        QTest::newRow("invalid") << Verdict::Invalid << false << false;
        QTest::newRow("fail") << Verdict::Fail << false << false;
        QTest::newRow("interrupted") << Verdict::Pass << true << false;
    }
    void runsThatAreUnfit()
    {
        QFETCH(Verdict, verdict);
        QFETCH(bool, interrupted);
        QFETCH(bool, fit);
        Summary summary;
        summary.verdict = verdict;
        summary.interrupted = interrupted;
        summary.reasons = {Message::verbatim(QStringLiteral("too slow"))};
        const std::optional<Error> unfit = unfitFor(summary);
        QCOMPARE(!unfit, fit);
        if (unfit)
            QVERIFY(unfit->text().contains(QStringLiteral("too slow")));
    }

    void truthFileIsReadAsItIsWritten()
    {
        TruthRecord record;
        record.id = "GHIJKLMNOP-7";
        record.accepted = at(200);
        record.chunks = {{at(9'900), 1}, {at(19'900), 2}};
        std::string lines;
        appendTruthLine(lines, record);
        record.id.reset(); // a client that sends no id
        appendTruthLine(lines, record);
        lines += "{\"id\": 5}\nno JSON\n\n[]\n{\"id\": \"cut";
        const QString path = m_folder.filePath(QStringLiteral("truth.jsonl"));
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(lines.data(), qint64(lines.size()));
        file.close();
        const Result<TruthFile> truth = readTruthFile(path);
        QVERIFY(truth.ok());
        QCOMPARE(truth->answers.size(), 1);
        const TrueAnswer read = truth->answers.value({QStringLiteral("GHIJKLMNOP-7"), 1});
        QCOMPARE(read.accepted, at(200));
        QCOMPARE(read.writes, (std::vector<TimePoint>{at(9'900), at(19'900)}));
        QCOMPARE(read.tokens, 3U);
        QCOMPARE(truth->unreadable, 6U);
        QVERIFY(!readTruthFile(m_folder.filePath(QStringLiteral("none"))).ok());
    }

    void planTakesTheLoadAndNothingSecret()
    {
        const Result<CalibrationPlan> plan = planCalibration(secretiveScenario(), {}, {});
        QVERIFY(plan.ok());
        const Scenario scenario = scenarioAt(*plan, QStringLiteral("http://127.0.0.1:1"));
        Target expected;
        expected.name = QStringLiteral("prod");
        expected.url = QStringLiteral("http://127.0.0.1:1");
        expected.model = QStringLiteral("weir-reference");
        QCOMPARE(scenario.targets, std::vector<Target>{expected});
        const RequestTemplate &request = scenario.requests.front();
        QVERIFY(request.stream && request.body.isEmpty() && request.checks.empty());
        QCOMPARE(request.prompt, QStringLiteral("{{prompt}}"));
        QCOMPARE(request.data, QStringLiteral("d"));
        QVERIFY(scenario.data.front().atEnd == DataSource::AtEnd::Wrap);
        QVERIFY(scenario.goals.thresholds.isEmpty());
        QVERIFY(scenario.load.first().abandon.isEmpty());
        QVERIFY(plan->stream.length() <= Nanoseconds(1min)); // however many tokens were asked for
        QCOMPARE(plan->tokens, *request.maxTokens);
        QCOMPARE(std::get<ClosedLoad>(scenario.load.first().model).users, 8U);
        QVERIFY(scenario.load.warmUp == plan->stream.length());
    }

    void loadIsHeldAtItsPeak()
    {
        Scenario scenario = secretiveScenario();
        OpenLoad open;
        open.rate = 10;
        open.arrivals = Arrivals::Poisson;
        open.cap = 4;
        scenario.load.first() = groupOf(open);
        scenario.requests.front().maxTokens = 41;
        CalibrationOptions options;
        options.ttft = 1s;
        options.itl = 100ms;
        options.duration = 7s;
        const Result<CalibrationPlan> plan = planCalibration(scenario, options, {});
        QVERIFY(plan.ok());
        const OpenLoad &held = std::get<OpenLoad>(plan->scenario.load.first().model);
        QCOMPARE(held.rate, 4 / 5.0); // keeps the four streams open that the cap lets through
        QVERIFY(!held.cap);
        QVERIFY(held.arrivals == Arrivals::Poisson);
        QVERIFY(plan->scenario.load.first().duration == Nanoseconds(7s));
        QCOMPARE(plan->load.streams, 4.0);
        QVERIFY(plan->length == Nanoseconds(12s));
    }

    void longRunsAreBounded()
    {
        Scenario scenario = secretiveScenario();
        scenario.load.first() = groupOf(ClosedLoad{100'000, {}});
        scenario.requests.front().maxTokens = 100;
        CalibrationOptions options;
        options.itl = 1ms;
        options.duration = 10min;
        const Result<CalibrationPlan> plan = planCalibration(scenario, options, {});
        QVERIFY(plan.ok());
        QVERIFY(plan->scenario.load.first().duration == Nanoseconds(1s));
    }

    void optionsHaveRanges_data()
    {
        QTest::addColumn<CalibrationOptions>("options");
        QTest::newRow("ttft") << CalibrationOptions{31s, 20ms, 15s};
        QTest::newRow("no gap") << CalibrationOptions{200ms, 0ms, 15s};
        QTest::newRow("long gap") << CalibrationOptions{200ms, 31s, 15s};
        QTest::newRow("short") << CalibrationOptions{200ms, 20ms, 1ms};
        QTest::newRow("long") << CalibrationOptions{200ms, 20ms, 1h};
    }
    void optionsHaveRanges()
    {
        QFETCH(CalibrationOptions, options);
        QVERIFY(!planCalibration(secretiveScenario(), options, {}).ok());
    }
};

QTEST_GUILESS_MAIN(TestCalibrationParts)
#include "tst_calibrationparts.moc"
