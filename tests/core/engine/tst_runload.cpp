// SPDX-License-Identifier: GPL-3.0-or-later
// Whole runs of loads with groups, steps, users who leave, and steering: what was sent, and what the run file
// says.
#include "engine/run.h"
#include "plan/plan.h"
#include "quickservice.h"
#include "store/runfile.h"
#include "support/runtoend.h"
#include "support/scriptedserver.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

#include <algorithm>
#include <set>

using namespace weir;
using namespace weir::test;
using namespace std::chrono_literals;

namespace {

QByteArray contentEvent(const QByteArray &text)
{
    return sse(R"({"choices":[{"index":0,"delta":{"content":")" + text + R"("}}]})");
}

OpenLoad even(double rate)
{
    OpenLoad open;
    open.rate = rate;
    return open;
}

LoadGroup group(const QString &name, const std::variant<ClosedLoad, OpenLoad, TraceLoad> &model,
                std::optional<Nanoseconds> duration, const QStringList &mix = {})
{
    LoadGroup made;
    made.name = name;
    made.model = model;
    made.duration = duration;
    made.mix = mix;
    return made;
}

/// With the templates "first" and "second".
Scenario scenarioOf(const QString &url, const std::vector<LoadGroup> &groups)
{
    Scenario scenario = scenarioFor(url);
    scenario.requests[0].name = QStringLiteral("first");
    scenario.requests.push_back(scenario.requests[0]);
    scenario.requests[1].name = QStringLiteral("second");
    scenario.load.groups = groups;
    return scenario;
}

std::size_t countOf(const std::vector<RequestRecord> &records, OutcomeClass outcome)
{
    return static_cast<std::size_t>(
        std::count_if(records.begin(), records.end(),
                      [outcome](const RequestRecord &record) { return record.outcome.outcome == outcome; }));
}

QStringList notesOf(const FinishedRun &finished, const QString &kind)
{
    QStringList texts;
    const Result<std::unique_ptr<RunFileReader>> reader = RunFileReader::open(finished.path);
    for (const RunNote &note : (*reader)->notes()) {
        if (note.kind == kind)
            texts.append(note.text.english());
    }
    return texts;
}

/// A streamed answer of which only the beginning comes.
ServerScript stallingAfter(const QByteArray &events)
{
    return ServerScript().readRequest().send(sseHead() + (events.isEmpty() ? QByteArray() : chunk(events)));
}

} // namespace

class TestRunLoad : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    const QuickService m_quick{5ms, 1ms, 3};
    const QuickService m_long{5ms, 10ms, 100};

    FinishedRun run(const Scenario &scenario, const std::function<void(Run &)> &whileRunning = {})
    {
        Result<FinishedRun> finished = runToEnd(scenario, m_folder.path(), whileRunning);
        if (!finished)
            qFatal("%s", qPrintable(finished.error().text()));
        return std::move(*finished);
    }

private Q_SLOTS:
    void groupsRunSideBySide()
    {
        ClosedLoad users;
        users.users = 3;
        users.iterations = 4;
        Scenario scenario = scenarioOf(
            m_quick.url(), {group(QStringLiteral("arrivals"), even(20), 1s, {QStringLiteral("first")}),
                            group(QStringLiteral("users"), users, {}, {QStringLiteral("second")})});
        scenario.workers = 2;
        const FinishedRun finished = run(scenario);
        QCOMPARE(imbalance(finished.summary.requests), QString());
        QCOMPARE(finished.summary.requests.succeeded, quint64{20 + 12});
        std::set<quint64> ids;
        std::map<quint32, int> templates;
        std::set<quint32> users_;
        for (const RequestRecord &record : finished.records) {
            ids.insert(record.request.value());
            ++templates[record.requestTemplate.value()];
            QCOMPARE(record.openLoad, record.requestTemplate.value() == 0);
            QCOMPARE(record.request.value() % 2, record.openLoad ? quint64{0} : quint64{1});
            if (!record.openLoad)
                users_.insert(record.user.value());
        }
        QCOMPARE(ids.size(), std::size_t{32});
        QCOMPARE(templates[0], 20);
        QCOMPARE(templates[1], 12);
        QCOMPARE(users_.size(), std::size_t{3});
    }

    void eachRequestOfAUserMayHaveItsConnection()
    {
        const QByteArray answer = contentEvent("a") + sse("[DONE]");
        const ScriptedServer server(ServerScript()
                                        .readRequest()
                                        .send(sseHead("Connection: close\r\n") + chunk(answer) + lastChunk())
                                        .close());
        ClosedLoad users;
        users.iterations = 4;
        users.keepConnections = false;
        const FinishedRun finished =
            run(scenarioOf(server.url().toString(), {group(QStringLiteral("users"), users, {})}));
        QCOMPARE(finished.summary.requests.succeeded, quint64{4});
        for (const ReceivedRequest &request : server.requests())
            QCOMPARE(request.header("Connection").toLower(), QByteArray("close"));
        QCOMPARE(server.connectionCount(), 4);
    }

    void aTraceIsReplayedWithItsLengths()
    {
        QFile file(m_folder.filePath(QStringLiteral("trace.jsonl")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(R"({"timestamp": 1000, "input_length": 30, "output_length": 7})"
                   "\n"
                   R"({"timestamp": 1300, "input_length": 2000, "output_length": 8})"
                   "\n"
                   R"({"timestamp": 2000, "input_length": 1, "output_length": 9})"
                   "\n");
        file.close();
        const QByteArray answer = contentEvent("a") + sse("[DONE]");
        const ScriptedServer server(
            ServerScript().readRequest().send(sseHead() + chunk(answer) + lastChunk()).repeat());
        TraceLoad trace;
        trace.path = QStringLiteral("trace.jsonl");
        trace.speed = 2;
        Scenario scenario = scenarioOf(server.url().toString(), {group({}, trace, {})});
        scenario.requests.pop_back();
        scenario.requests[0].prompt =
            QStringLiteral("[{{unique}}] {{input_tokens}} {{output_tokens}} {{filler}}");
        scenario.requests[0].maxTokens = 100;
        const FinishedRun finished = run(scenario);
        QCOMPARE(finished.summary.requests.succeeded, quint64{3});
        QCOMPARE((finished.records[2].intended - finished.records[0].intended).count(),
                 Nanoseconds(500ms).count());
        std::map<int, qsizetype> wordsByLimit;
        for (const ReceivedRequest &request : server.requests()) {
            const QJsonObject body = QJsonDocument::fromJson(request.body).object();
            const QString prompt = body[u"messages"_qs].toArray().last()[u"content"_qs].toString();
            wordsByLimit[body[u"max_tokens"_qs].toInt()] = prompt.split(u' ', Qt::SkipEmptyParts).size();
        }
        QCOMPARE(wordsByLimit, (std::map<int, qsizetype>{{7, 30}, {8, 2000}, {9, 3}}));
    }

    void aTraceThatCanNotBeReadStartsNothing()
    {
        TraceLoad trace;
        trace.path = QStringLiteral("nowhere.csv");
        const Result<FinishedRun> finished =
            runToEnd(scenarioOf(m_quick.url(), {group({}, trace, {})}), m_folder.path());
        QVERIFY(!finished);
        QVERIFY2(finished.error().where.english().startsWith(u"/load/path, "),
                 qPrintable(finished.error().text()));
    }

    void impatientUsersLeave()
    {
        const ScriptedServer server(stallingAfter({}));
        Scenario scenario = scenarioOf(server.url().toString(), {group({}, ClosedLoad{}, {})});
        scenario.load.first().requests = 3;
        scenario.load.first().abandon.withoutToken = 200ms;
        scenario.targets[0].retry.attempts = 3;
        scenario.targets[0].retry.on = {QStringLiteral("abandoned")};
        const FinishedRun finished = run(scenario);
        QCOMPARE(countOf(finished.records, OutcomeClass::Abandoned), std::size_t{3}); // never tried again
        QCOMPARE(finished.summary.requests.cut, quint64{3});
        QCOMPARE(finished.summary.requests.attempts, quint64{3});
        QCOMPARE(imbalance(finished.summary.requests), QString());
        QCOMPARE(finished.summary.errors.at(OutcomeClass::Abandoned), quint64{3});
        for (const RequestRecord &record : finished.records)
            QVERIFY(*record.closed - *record.started >= 200ms);
        QCOMPARE(finished.summary.ttft.censored, quint64{3}); // lower bounds of what would have come
        QCOMPARE(finished.summary.ttft.count, quint64{0});
    }

    void whoHasATokenIsPatient()
    {
        Scenario scenario = scenarioOf(m_long.url(), {group({}, ClosedLoad{}, {})});
        scenario.load.first().requests = 2;
        scenario.load.first().abandon.withoutToken = 300ms; // the answer takes a second, its first token 5 ms
        QCOMPARE(run(scenario).summary.requests.succeeded, quint64{2});
    }

    void sometimesAFewChunksAreEnough()
    {
        Scenario scenario = scenarioOf(m_long.url(), {group({}, ClosedLoad{}, {})});
        scenario.load.first().requests = 3;
        scenario.load.first().abandon.afterChunks = 5;
        const FinishedRun finished = run(scenario);
        QCOMPARE(countOf(finished.records, OutcomeClass::Abandoned), std::size_t{3});
        for (const RequestRecord &record : finished.records)
            QVERIFY2(record.chunkCount >= 5 && record.chunkCount < 100,
                     qPrintable(QString::number(record.chunkCount)));
        QCOMPARE(finished.summary.ttft.count, quint64{3});
        QCOMPARE(finished.summary.e2e.censored, quint64{3});
    }

    void anAnswerThatIsCompleteIsNotAbandoned()
    {
        const QByteArray answer = contentEvent("a") + contentEvent("b") + sse("[DONE]");
        const ScriptedServer server(
            ServerScript().readRequest().send(sseHead() + chunk(answer) + lastChunk()));
        Scenario scenario = scenarioOf(server.url().toString(), {group({}, ClosedLoad{}, {})});
        scenario.load.first().requests = 1;
        scenario.load.first().abandon.afterChunks = 2;
        QCOMPARE(run(scenario).summary.requests.succeeded, quint64{1});
    }

    void onlyAShareLeaves()
    {
        Scenario scenario = scenarioOf(m_long.url(), {group({}, even(100), 1s)});
        scenario.load.first().abandon.afterChunks = 3;
        scenario.load.first().abandon.share = 0.5;
        const FinishedRun finished = run(scenario);
        for (const RequestRecord &record : finished.records) {
            const bool leaves = abandonmentOf(scenario.load.first(), 1, record.request).has_value();
            QCOMPARE(record.outcome.outcome == OutcomeClass::Abandoned, leaves);
        }
        QVERIFY(finished.summary.requests.succeeded > 0 && finished.summary.requests.cut > 0);
    }

    void theHardLimitHolds()
    {
        Scenario scenario = scenarioOf(m_quick.url(), {group({}, even(20), 60s)});
        scenario.load.groups.push_back(group({}, ClosedLoad{}, {}));
        scenario.load.groups[1].requests = 1'000'000;
        scenario.load.maxDuration = 1s;
        const FinishedRun finished = run(scenario);
        QCOMPARE(std::count_if(finished.records.begin(), finished.records.end(),
                               [](const RequestRecord &record) { return record.openLoad; }),
                 20);
        QCOMPARE(imbalance(finished.summary.requests), QString());
        QCOMPARE(finished.summary.requests.dropped, quint64{0});
    }

    void everyLevelOfAStairIsAWindow()
    {
        OpenLoad open;
        open.steps = {RateStairs{20, 20, 2, 5s}};
        const FinishedRun finished = run(scenarioOf(m_quick.url(), {group({}, open, {})}));
        QCOMPARE(finished.summary.requests.planned, quint64{100 + 200});
        QCOMPARE(finished.summary.windows.size(), std::size_t{2});
        QCOMPARE(finished.summary.windows[0].window.from.count(), qint64{0});
        QCOMPARE(finished.summary.windows[1].window.to.count(), Nanoseconds(10s).count());
        QCOMPARE(finished.summary.window.from.count(), Nanoseconds(5s).count()); // the headline is the last
    }

    void steeringIsNotedAndFollowed()
    {
        Scenario scenario = scenarioOf(m_quick.url(), {group({}, even(20), 4s)});
        scenario.workers = 2;
        SnapshotPtr steered;
        const FinishedRun finished = run(scenario, [&steered](Run &run) {
            QVERIFY(run.steer({2, false}).ok());
            QCOMPARE(run.steering().factor, 2.0);
            QTimer::singleShot(1500ms, &run, [&run, &steered] {
                steered = run.snapshot();
                QVERIFY(run.steer({2, true}).ok());
            });
            QTimer::singleShot(2500ms, &run, [&run] { QVERIFY(run.steer({1, false}).ok()); });
        });
        QCOMPARE(notesOf(finished, QStringLiteral("steer")),
                 (QStringList{QStringLiteral("Load x2"), QStringLiteral("Arrivals paused"),
                              QStringLiteral("Load x1"), QStringLiteral("Arrivals resumed")}));
        QCOMPARE(steered->steeringFactor, 2.0);
        QVERIFY(!steered->paused);
        QCOMPARE(imbalance(finished.summary.requests), QString());
        // Twice for well over a second, none for one, once for the rest: far from the plan's 80 whatever the
        // timers do. Both workers pause at one moment.
        QVERIFY(finished.summary.requests.planned > 60);
        std::vector<TimePoint> times;
        for (const RequestRecord &record : finished.records)
            times.push_back(record.intended);
        std::sort(times.begin(), times.end());
        Nanoseconds longest{0};
        for (std::size_t i = 1; i < times.size(); ++i)
            longest = std::max(longest, times[i] - times[i - 1]);
        QVERIFY(longest > 500ms);
    }

    void whatCanNotBeSteeredIsRefused()
    {
        Scenario scenario = scenarioOf(m_quick.url(), {group({}, ClosedLoad{}, 1s)});
        std::vector<Result<void>> results;
        run(scenario, [&results](Run &run) {
            results.push_back(run.steer({-1, false}));
            results.push_back(run.steer({std::nan(""), false}));
            results.push_back(run.steer({1e9, false}));
            QVERIFY(run.steering().factor > 1 && run.steering().factor <= 100'000);
            connect(&run, &Run::phaseChanged, &run, [&](RunPhase phase) {
                if (phase == RunPhase::Drain)
                    results.push_back(run.steer({1, false}));
            });
            QVERIFY(run.steer({1, false}).ok());
        });
        QCOMPARE(results.size(), std::size_t{4});
        for (const Result<void> &result : results)
            QVERIFY(!result);
        QVERIFY(results[2].error().what.english().contains(u"limited"));
    }

    void aPausedRunGoesOnWhereItCountsRequests()
    {
        Scenario scenario = scenarioOf(m_quick.url(), {group({}, even(50), {})});
        scenario.load.first().requests = 40;
        const FinishedRun finished = run(scenario, [](Run &run) {
            QTimer::singleShot(200ms, &run, [&run] { QVERIFY(run.steer({1, true}).ok()); });
            QTimer::singleShot(900ms, &run, [&run] { QVERIFY(run.steer({1, false}).ok()); });
        });
        QCOMPARE(finished.summary.requests.succeeded, quint64{40});
    }
};

QTEST_GUILESS_MAIN(TestRunLoad)
#include "tst_runload.moc"
