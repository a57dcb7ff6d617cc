// SPDX-License-Identifier: GPL-3.0-or-later
// What a run asks, how often and of whom: exact counts, caps, data, weights, think time, retries, and the
// same plan again.
#include "engine/run.h"
#include "quickservice.h"
#include "support/runtoend.h"
#include "support/scriptedserver.h"

#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

#include <algorithm>
#include <map>
#include <set>

using namespace weir;
using namespace weir::test;
using namespace std::chrono_literals;

Q_DECLARE_METATYPE(weir::DataSource::AtEnd)

namespace {

const QByteArray answer = sse(R"({"choices":[{"index":0,"delta":{"content":"a"}}]})") + sse("[DONE]");

/// Answers each connection's only request with a status and a Retry-After.
ServerScript refusing(int status, const QByteArray &retryAfter = {})
{
    const QByteArray header = retryAfter.isEmpty() ? QByteArray() : "Retry-After: " + retryAfter + "\r\n";
    return ServerScript()
        .readRequest()
        .send(httpResponse(status, "busy", "Connection: close\r\n" + header))
        .close();
}

Scenario openLoad(const QString &url, double rate, Nanoseconds duration, std::optional<quint32> cap,
                  CapPolicy policy = CapPolicy::Queue)
{
    Scenario scenario = scenarioFor(url);
    OpenLoad open;
    open.rate = rate;
    open.cap = cap;
    open.capPolicy = policy;
    scenario.load.first().model = open;
    scenario.load.first().requests.reset();
    scenario.load.first().duration = duration;
    return scenario;
}

void setUsers(Scenario &scenario, quint32 users)
{
    ClosedLoad closed;
    closed.users = users;
    scenario.load.first().model = closed;
}

void addRows(Scenario &scenario, int rows, DataSource::AtEnd atEnd,
             DataSource::Order order = DataSource::Order::Sequential)
{
    DataSource source;
    source.name = QStringLiteral("rows");
    source.format = DataSource::Format::Inline;
    for (int i = 0; i < rows; ++i)
        source.prompts.append(QStringLiteral("prompt %1").arg(i));
    source.atEnd = atEnd;
    source.order = order;
    scenario.data = {source};
    scenario.requests[0].data = source.name;
    scenario.requests[0].prompt = QStringLiteral("{{prompt}}");
}

/// When the user, with a place under the cap, was free again: at the end of the answer, whatever the wire
/// does.
TimePoint freeAt(const RequestRecord &record)
{
    return record.terminator ? *record.terminator : *record.closed;
}

int mostAtOnce(const std::vector<RequestRecord> &records)
{
    std::vector<std::pair<TimePoint, int>> steps;
    for (const RequestRecord &record : records) {
        steps.emplace_back(*record.started, 1);
        steps.emplace_back(freeAt(record), -1);
    }
    std::sort(steps.begin(), steps.end()); // an end goes before a start at the same moment
    int open = 0, most = 0;
    for (const auto &[at, step] : steps)
        most = std::max(most, open += step);
    return most;
}

/// What each request asked for, and when it was planned to, counted from the first.
std::map<quint64, std::array<qint64, 3>> planOf(const std::vector<RequestRecord> &records)
{
    TimePoint first = TimePoint::max();
    for (const RequestRecord &record : records)
        first = std::min(first, record.intended);
    std::map<quint64, std::array<qint64, 3>> plan;
    for (const RequestRecord &record : records)
        plan[record.request.value()] = {record.requestTemplate.value(),
                                        record.row ? static_cast<qint64>(record.row->value()) : -1,
                                        (record.intended - first).count()};
    return plan;
}

quint64 countOf(const std::vector<RequestRecord> &records, OutcomeClass outcome)
{
    return static_cast<quint64>(
        std::count_if(records.begin(), records.end(),
                      [outcome](const RequestRecord &record) { return record.outcome.outcome == outcome; }));
}

} // namespace

class TestRunCounts : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    const QuickService m_quick{5ms, 1ms, 3};
    const QuickService m_slow{60ms, 1ms, 1};
    SnapshotPtr m_last; ///< The newest snapshot of the last run().

    FinishedRun run(const Scenario &scenario, const std::function<void(Run &)> &whileRunning = {})
    {
        Result<FinishedRun> finished = runToEnd(scenario, m_folder.path(), [&](Run &run) {
            connect(&run, &Run::snapshotReady, this, [this, &run] { m_last = run.snapshot(); });
            if (whileRunning)
                whileRunning(run);
        });
        if (!finished)
            qFatal("%s", qPrintable(finished.error().text()));
        return std::move(*finished);
    }

private Q_SLOTS:
    void cleanup()
    {
        if (m_last)
            QCOMPARE(imbalance(m_last->requests), QString()); // live and saved counts follow the same rules
        m_last.reset();
    }

    void requestsAreCountedExactly()
    {
        Scenario scenario = scenarioFor(m_quick.url(), 101);
        setUsers(scenario, 8);
        scenario.workers = 2;
        const FinishedRun finished = run(scenario);
        QCOMPARE(finished.records.size(), std::size_t{101});
        std::set<quint64> ids;
        std::set<quint32> workers, users;
        for (const RequestRecord &record : finished.records) {
            ids.insert(record.request.value());
            workers.insert(record.worker.value());
            users.insert(record.user.value());
        }
        QCOMPARE(ids.size(), std::size_t{101});
        QCOMPARE(*ids.rbegin(), quint64{100});
        QCOMPARE(workers.size(), std::size_t{2});
        QCOMPARE(users.size(), std::size_t{8});
        QCOMPARE(finished.summary.requests.succeeded, quint64{101});
        QCOMPARE(imbalance(finished.summary.requests), QString());
        QVERIFY(m_last->requests == finished.summary.requests);
    }

    void arrivalsBeyondTheCapWait()
    {
        Scenario scenario = openLoad(m_slow.url(), 100, 1s, 3);
        scenario.workers = 2;
        const FinishedRun finished = run(scenario);
        QCOMPARE(finished.summary.requests.planned, quint64{100});
        QCOMPARE(finished.summary.requests.started, quint64{100});
        QCOMPARE(imbalance(finished.summary.requests), QString());
        QVERIFY(finished.summary.capWait.max > 0);
        QVERIFY(mostAtOnce(finished.records) <= 3);
        QVERIFY(finished.summary.verdict != Verdict::Pass);
        QVERIFY(englishOf(finished.summary.reasons).join(u' ').contains(u"cap_reached"));
    }

    void aCapOfOneHoldsOverAllWorkers()
    {
        Scenario scenario = openLoad(m_slow.url(), 50, 300ms, 1);
        scenario.workers = 4;
        QCOMPARE(mostAtOnce(run(scenario).records), 1);
    }

    void arrivalsBeyondTheCapAreDropped()
    {
        const FinishedRun finished = run(openLoad(m_slow.url(), 100, 1s, 2, CapPolicy::Drop));
        QCOMPARE(finished.summary.requests.planned, quint64{100});
        QVERIFY(finished.summary.requests.dropped > 0);
        QCOMPARE(finished.records.size(), static_cast<std::size_t>(finished.summary.requests.started));
        QCOMPARE(imbalance(finished.summary.requests), QString());
        QVERIFY(std::all_of(finished.records.begin(), finished.records.end(),
                            [](const RequestRecord &record) { return record.capWait == 0ns; }));
        QVERIFY(englishOf(finished.summary.reasons).join(u' ').contains(u"cap_reached"));
    }

    void whatWaitsAtAStopIsDropped()
    {
        const FinishedRun finished = run(openLoad(m_slow.url(), 200, 60s, 2), [](Run &run) {
            QTimer::singleShot(800ms, &run, [&run] { run.stopGently(); });
        });
        QVERIFY(finished.summary.requests.dropped > 0);
        QCOMPARE(finished.summary.requests.cut, quint64{0});
        QCOMPARE(imbalance(finished.summary.requests), QString());
    }

    void theSameSeedGivesTheSamePlan()
    {
        Scenario scenario = openLoad(m_quick.url(), 60, 1s, {});
        std::get<OpenLoad>(scenario.load.first().model).arrivals = Arrivals::Poisson;
        addRows(scenario, 7, DataSource::AtEnd::Wrap, DataSource::Order::Shuffled);
        scenario.requests.push_back(scenario.requests[0]);
        scenario.requests[1].name = QStringLiteral("other");
        scenario.requests[1].weight = 2;
        scenario.seed = 11;
        const auto first = planOf(run(scenario).records);
        scenario.workers = 2;
        const auto second = planOf(run(scenario).records);
        QVERIFY(first.size() > 20);
        QVERIFY(first == second);
        scenario.seed = 12;
        QVERIFY(planOf(run(scenario).records) != first);
    }

    void dataEnds_data()
    {
        QTest::addColumn<DataSource::AtEnd>("atEnd");
        QTest::addColumn<bool>("isOpen");
        QTest::addColumn<int>("succeeded");
        QTest::addColumn<int>("failed");
        QTest::newRow("stop, closed") << DataSource::AtEnd::Stop << false << 4 << 0;
        QTest::newRow("stop, open") << DataSource::AtEnd::Stop << true << 4 << 0;
        QTest::newRow("fail, closed") << DataSource::AtEnd::Fail << false << 4 << 6;
        QTest::newRow("fail, open") << DataSource::AtEnd::Fail << true << 4 << 6;
        QTest::newRow("wrap, closed") << DataSource::AtEnd::Wrap << false << 10 << 0;
        QTest::newRow("wrap, open") << DataSource::AtEnd::Wrap << true << 10 << 0;
    }
    void dataEnds()
    {
        QFETCH(DataSource::AtEnd, atEnd);
        QFETCH(bool, isOpen);
        QFETCH(int, succeeded);
        QFETCH(int, failed);
        Scenario scenario = isOpen ? openLoad(m_quick.url(), 40, 250ms, {}) : scenarioFor(m_quick.url(), 10);
        addRows(scenario, 4, atEnd);
        scenario.workers = 3; // of a closed load with one user only one of them has work
        const FinishedRun finished = run(scenario);
        QCOMPARE(countOf(finished.records, OutcomeClass::Success), static_cast<quint64>(succeeded));
        QCOMPARE(countOf(finished.records, OutcomeClass::LocalError), static_cast<quint64>(failed));
        QCOMPARE(finished.summary.requests.planned, static_cast<quint64>(succeeded + failed));
        QCOMPARE(finished.summary.requests.dropped, quint64{0});
        QCOMPARE(imbalance(finished.summary.requests), QString());
        QVERIFY(!englishOf(finished.summary.reasons).join(u' ').contains(u"planned requests"));
    }

    void usersThink()
    {
        Scenario scenario = scenarioFor(m_quick.url(), 4);
        setUsers(scenario, 1);
        std::get<ClosedLoad>(scenario.load.first().model).think = {ThinkTime::Kind::Constant, 120ms, 0ns};
        const FinishedRun finished = run(scenario);
        QCOMPARE(finished.records.size(), std::size_t{4});
        for (std::size_t i = 1; i < finished.records.size(); ++i)
            QVERIFY(finished.records[i].intended - freeAt(finished.records[i - 1]) >= 120ms);
    }

    void templatesAndTargetsByWeight()
    {
        Scenario scenario = scenarioFor(m_quick.url(), 60);
        setUsers(scenario, 4);
        scenario.targets.push_back(scenario.targets[0]);
        scenario.targets[1].name = QStringLiteral("second");
        scenario.targets[1].url = m_slow.url();
        scenario.requests.push_back(scenario.requests[0]);
        scenario.requests[1].name = QStringLiteral("other");
        scenario.requests[1].target = QStringLiteral("second");
        scenario.requests[1].weight = 3;
        const FinishedRun finished = run(scenario);
        int others = 0;
        for (const RequestRecord &record : finished.records) {
            QCOMPARE(record.target.value(), record.requestTemplate.value());
            others += record.requestTemplate.value() == 1 ? 1 : 0;
            QCOMPARE(record.chunkCount,
                     record.target.value() == 1 ? 1u : 3u); // each service has its own length
        }
        QVERIFY(others > 30 && others < 60); // 45 expected; the seed is fixed
        QCOMPARE(imbalance(finished.summary.requests), QString());
    }

    void aRetryIsNoLateStart()
    {
        const ScriptedServer server([](int connection) {
            return connection == 0
                       ? refusing(503)
                       : ServerScript().readRequest().send(sseHead() + chunk(answer) + lastChunk());
        });
        Scenario scenario = scenarioFor(server.url().toString());
        scenario.targets[0].retry.attempts = 2;
        scenario.targets[0].retry.backoff = 300ms;
        const FinishedRun finished = run(scenario);
        QCOMPARE(finished.summary.requests.attempts, quint64{2});
        QCOMPARE(finished.summary.requests.succeeded, quint64{1});
        QCOMPARE(finished.summary.scheduleSlip.count, quint64{2}); // a retry's is that beyond its back-off
        QVERIFY(finished.records[0].retried && !finished.records[1].retried);
        QVERIFY(*finished.records[1].started - *finished.records[0].closed >=
                270ms); // jitter takes 10 % at most
        QVERIFY(m_last->requests == finished.summary.requests);
    }

    void aStopEndsWhatWaitsForARetry_data()
    {
        QTest::addColumn<bool>("atOnce");
        QTest::newRow("gently") << false;
        QTest::newRow("at once") << true;
    }
    void aStopEndsWhatWaitsForARetry()
    {
        QFETCH(bool, atOnce);
        const ScriptedServer server([](int) { return refusing(503); });
        Scenario scenario = scenarioFor(server.url().toString(), 100);
        setUsers(scenario, 3);
        scenario.targets[0].retry.attempts = 3;
        scenario.targets[0].retry.backoff = 60s;
        const FinishedRun finished = run(scenario, [&server, atOnce](Run &run) {
            QVERIFY(server.waitForRequests(3, 20s));
            QTimer::singleShot(300ms, &run, [&run, atOnce] { atOnce ? run.stopNow() : run.stopGently(); });
        });
        QCOMPARE(finished.records.size(), std::size_t{3});
        QVERIFY(std::none_of(finished.records.begin(), finished.records.end(),
                             [](const RequestRecord &record) { return record.retried; }));
        QCOMPARE(finished.summary.requests.failed, quint64{3});
        QCOMPARE(imbalance(finished.summary.requests), QString());
        QVERIFY(m_last->requests == finished.summary.requests);
    }

    void aServerCanNotHoldTheRunByRetryAfter()
    {
        const ScriptedServer server([](int) { return refusing(429, "86400"); });
        Scenario scenario = scenarioFor(server.url().toString());
        scenario.targets[0].retry.attempts = 3;
        const FinishedRun finished = run(scenario);
        QCOMPARE(finished.records.size(), std::size_t{1});
        QCOMPARE(finished.records[0].outcome.key(), QStringLiteral("rate_limited:429"));
        QVERIFY(!finished.records[0].retried);
    }

    void aServerIsAskedAgainWhenItSaid()
    {
        const ScriptedServer server([](int connection) {
            return connection == 0
                       ? refusing(429, "1")
                       : ServerScript().readRequest().send(sseHead() + chunk(answer) + lastChunk());
        });
        Scenario scenario = scenarioFor(server.url().toString());
        scenario.targets[0].retry.attempts = 2;
        scenario.targets[0].retry.backoff = 10ms;
        const FinishedRun finished = run(scenario);
        QCOMPARE(finished.records.size(), std::size_t{2});
        QVERIFY(*finished.records[1].started - *finished.records[0].closed >= 1s);
    }
};

QTEST_GUILESS_MAIN(TestRunCounts)
#include "tst_runcounts.moc"
