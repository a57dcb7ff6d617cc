// SPDX-License-Identifier: GPL-3.0-or-later
// Drills on a schedule in a service process, seen by a run in another: every request's class is what the
// truth file says of it, and trouble shows while its drill lasts and not after. Times are bounds of the
// model's own; the service's start, from which drills count, lies between two readings of the clock.
#include "metrics/derived.h"
#include "store/runfile.h"
#include "support/cliprocess.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <map>

using namespace weir;
using namespace weir::test;
using namespace std::chrono_literals;

namespace {

/// One attempt as Weir measured it and as the service tells it.
struct Seen
{
    RequestRecord record;
    QJsonObject truth; ///< Empty when the service does not know it.

    [[nodiscard]] OutcomeClass outcome() const { return record.outcome.outcome; }
    [[nodiscard]] int status() const { return truth.value(u"status"_qs).toInt(); }
    [[nodiscard]] QString end() const { return truth.value(u"end"_qs).toString(); }
    [[nodiscard]] Nanoseconds stage(const QString &name) const
    {
        return Nanoseconds(truth.value(u"stages"_qs).toObject().value(name + u"_ns"_qs).toInteger());
    }
    [[nodiscard]] QString text() const
    {
        return QStringLiteral("request %1, attempt %2: %3, in truth %4")
            .arg(record.request.value())
            .arg(record.attempt.value())
            .arg(record.outcome.key(),
                 QString::fromUtf8(QJsonDocument(truth).toJson(QJsonDocument::Compact).left(300)));
    }
};

struct Driven
{
    std::vector<Seen> attempts; ///< In the order of request and attempt.
    TimePoint notBefore;        ///< The service started between these two.
    TimePoint notAfter;
    QByteArray error; ///< Of the run, when it gave no figures.
};

using TruthByAttempt = std::map<std::pair<QString, qint64>, QJsonObject>;

TruthByAttempt readTruth(const QString &path)
{
    TruthByAttempt truth;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return truth;
    while (!file.atEnd()) {
        const QJsonObject line = QJsonDocument::fromJson(file.readLine()).object();
        truth[{line.value(u"id"_qs).toString(), line.value(u"attempt"_qs).toInteger(1)}] = line;
    }
    return truth;
}

void readRun(const QString &path, const TruthByAttempt &truth, Driven &driven)
{
    const Result<std::unique_ptr<RunFileReader>> reader = RunFileReader::open(path);
    if (!reader)
        return;
    const QString tag = (*reader)->header().id.right(10);
    (void)(*reader)->forEachRecord({}, [&](const RequestRecord &record) {
        const QString id = QStringLiteral("%1-%2").arg(tag).arg(record.request.value());
        const auto known = truth.find({id, static_cast<qint64>(record.attempt.value())});
        driven.attempts.push_back({record, known == truth.end() ? QJsonObject() : known->second});
    });
    std::sort(driven.attempts.begin(), driven.attempts.end(), [](const Seen &a, const Seen &b) {
        return std::pair(a.record.request.value(), a.record.attempt.value()) <
               std::pair(b.record.request.value(), b.record.attempt.value());
    });
}

/// Serves `config` (JSON, without the version) and runs `line` against it.
Driven drive(const QByteArray &config, const QString &line)
{
    const QTemporaryDir folder;
    QFile file(folder.filePath(QStringLiteral("service.json")));
    if (!file.open(QIODevice::WriteOnly))
        return {};
    file.write(R"({"weir_service": 1, )" + config + "}");
    file.close();
    const QString truth = folder.filePath(QStringLiteral("truth.jsonl"));
    const QString run = folder.filePath(QStringLiteral("run.weirrun"));
    Driven driven;
    driven.notBefore = MonotonicClock::now();
    ServingCli service(QStringLiteral(WEIR_CLI),
                       {QStringLiteral("--config"), file.fileName(), QStringLiteral("--truth"), truth},
                       folder.path());
    driven.notAfter = MonotonicClock::now();
    const CliResult result =
        callCli(QStringLiteral(WEIR_CLI),
                QStringList{QStringLiteral("run"), QStringLiteral("--url"), service.url(),
                            QStringLiteral("--transport"), QStringLiteral("curl"), QStringLiteral("--out"),
                            run, QStringLiteral("--seed"), QStringLiteral("1"), QStringLiteral("--quiet")} +
                    QProcess::splitCommand(line),
                folder.path());
    driven.error = result.error;
    service.stop();
    readRun(run, readTruth(truth), driven);
    return driven;
}

quint64 countOf(const Driven &driven, OutcomeClass outcome)
{
    return static_cast<quint64>(
        std::count_if(driven.attempts.begin(), driven.attempts.end(),
                      [outcome](const Seen &seen) { return seen.outcome() == outcome; }));
}

/// What the truth makes of an attempt whose client did not run out of patience.
OutcomeClass classInTruth(const Seen &seen)
{
    if (seen.status() == 429)
        return OutcomeClass::RateLimited;
    if (seen.status() >= 500)
        return OutcomeClass::Http5xx;
    return seen.end() == u"done" ? OutcomeClass::Success : OutcomeClass::StreamInterrupted;
}

/// The attempts that came out as something else than the truth has it; empty is good.
QString contradictions(const Driven &driven)
{
    QStringList lines;
    for (const Seen &seen : driven.attempts) {
        const bool sameStatus =
            seen.outcome() != OutcomeClass::Http5xx || seen.record.outcome.httpStatus == seen.status();
        if (seen.truth.isEmpty() || classInTruth(seen) != seen.outcome() || !sameStatus)
            lines.append(seen.text());
    }
    return lines.join(u'\n');
}

Nanoseconds medianTtft(const std::vector<Seen> &attempts)
{
    std::vector<Nanoseconds> values;
    for (const Seen &seen : attempts)
        values.push_back(derive(seen.record).ttft.value_or(0ns));
    std::sort(values.begin(), values.end());
    return values.at(values.size() / 2);
}

} // namespace

class TestDrillsCli : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void latencyShowsInItsWindowOnly();
    void lostReplicaBreaksStreamsAndComesBack();
    void queueRefusesWhileItIsExhausted();
    void partitionStallsStreams();
    void preemptionsAreGaps();
    void retryAfterIsHonoured();
    void canaryErrorsAreThoseOfTheTruth();
};

void TestDrillsCli::latencyShowsInItsWindowOnly()
{
    const Driven driven =
        drive(R"("scheduler": {"kind": "fixed", "ttft": "20ms", "itl": "5ms"}, "output": {"tokens": 5},
                 "drills": [{"kind": "latency", "at": "2s", "length": "4s", "delay": "500ms"}])",
              QStringLiteral("--rate 20 --duration 10s"));
    std::vector<Seen> inside;
    std::vector<Seen> outside;
    for (const Seen &seen : driven.attempts) {
        QVERIFY(seen.record.started && seen.record.closed);
        const TimePoint started = *seen.record.started;
        if (started >= driven.notAfter + 2s && started <= driven.notBefore + 4s)
            inside.push_back(seen);
        else if (*seen.record.closed < driven.notBefore + 2s || started > driven.notAfter + 7s)
            outside.push_back(seen);
    }
    QVERIFY2(!inside.empty() && !outside.empty(), driven.error.constData());
    QVERIFY2(contradictions(driven).isEmpty(), qPrintable(contradictions(driven)));
    QVERIFY(medianTtft(inside) > medianTtft(outside) + 500ms); // half of what is added
    for (const Seen &seen : outside)
        QVERIFY2(seen.stage(QStringLiteral("network")) == 0ns, qPrintable(seen.text()));
    for (const Seen &seen : inside)
        QVERIFY2(seen.stage(QStringLiteral("network")) >= 500ms, qPrintable(seen.text()));
}

void TestDrillsCli::lostReplicaBreaksStreamsAndComesBack()
{
    // Lost at 3 s for 1 s, repaired half a second later, cold for another half: nobody serves until 5 s.
    const Driven driven = drive(
        R"("scheduler": {"kind": "continuous"}, "output": {"tokens": 100}, "queue": {"timeout": "300ms"},
                 "replicas": {"step_base": "10ms", "step_per_sequence": "0s", "cold_start": "500ms",
                              "repair": "500ms", "failover": "none"},
                 "drills": [{"kind": "replica-loss", "at": "3s", "length": "1s"}])",
        QStringLiteral("--rate 10 --duration 9s"));
    QVERIFY2(contradictions(driven).isEmpty(), qPrintable(contradictions(driven)));
    QVERIFY2(countOf(driven, OutcomeClass::StreamInterrupted) > 0, driven.error.constData());
    quint64 refused = 0;
    quint64 recovered = 0;
    for (const Seen &seen : driven.attempts) {
        const bool late = *seen.record.started > driven.notAfter + 6s;
        refused += seen.status() == 503 ? 1 : 0;
        recovered += late ? 1 : 0;
        QVERIFY2(!late || seen.outcome() == OutcomeClass::Success, qPrintable(seen.text()));
        QVERIFY2(seen.outcome() == OutcomeClass::Success || *seen.record.closed > driven.notBefore + 3s,
                 qPrintable(seen.text()));
    }
    QVERIFY(refused > 0);
    QVERIFY(recovered > 0);
}

void TestDrillsCli::queueRefusesWhileItIsExhausted()
{
    const Driven driven =
        drive(R"("scheduler": {"kind": "continuous", "max_batch": 1}, "output": {"tokens": 4},
                 "queue": {"capacity": 1000},
                 "replicas": {"step_base": "10ms", "step_per_sequence": "0s"},
                 "drills": [{"kind": "exhaustion", "resource": "queue", "severity": 1, "at": "2s",
                             "length": "3s"}])",
              QStringLiteral("--rate 20 --arrivals poisson --duration 9s"));
    QVERIFY2(contradictions(driven).isEmpty(), qPrintable(contradictions(driven)));
    quint64 refused = 0;
    quint64 after = 0;
    for (const Seen &seen : driven.attempts) {
        const TimePoint accepted = timePointFromNs(seen.truth.value(u"accepted_ns"_qs).toInteger());
        after += accepted > driven.notAfter + 5s ? 1 : 0;
        if (seen.outcome() == OutcomeClass::Success)
            continue;
        ++refused;
        QCOMPARE(seen.status(), 503);
        QVERIFY2(accepted >= driven.notBefore + 2s && accepted <= driven.notAfter + 5s,
                 qPrintable(seen.text()));
    }
    QVERIFY2(refused > 0, driven.error.constData());
    QVERIFY(after > 0);
}

void TestDrillsCli::partitionStallsStreams()
{
    const Driven driven =
        drive(R"("scheduler": {"kind": "fixed", "ttft": "20ms", "itl": "100ms"}, "output": {"tokens": 60},
                 "drills": [{"kind": "partition", "side": "clients", "at": "4s", "length": "1h"}])",
              QStringLiteral("--vus 4 --requests 4 --set targets.0.timers.stall=1s"));
    QCOMPARE(driven.attempts.size(), std::size_t(4));
    for (const Seen &seen : driven.attempts) {
        QVERIFY2(seen.outcome() == OutcomeClass::StallTimeout, qPrintable(seen.text()));
        // The service wrote no more than came through, and saw the client leave.
        QCOMPARE(seen.end(), QStringLiteral("client_closed"));
        QVERIFY(seen.record.chunkCount > 0 && seen.record.chunkCount < 60);
        QCOMPARE(seen.truth.value(u"chunks"_qs).toArray().size(), qsizetype(seen.record.chunkCount));
    }
}

void TestDrillsCli::preemptionsAreGaps()
{
    const Driven driven =
        drive(R"("scheduler": {"kind": "continuous", "kv_tokens": 2000}, "output": {"tokens": 100},
                 "replicas": {"step_base": "10ms", "step_per_sequence": "0s"},
                 "drills": [{"kind": "exhaustion", "resource": "kv", "severity": 0.9, "length": "1h"}])",
              QStringLiteral("--vus 4 --requests 4"));
    QVERIFY2(contradictions(driven).isEmpty(), qPrintable(contradictions(driven)));
    QCOMPARE(countOf(driven, OutcomeClass::Success), quint64(4));
    int preempted = 0;
    for (const Seen &seen : driven.attempts) {
        const int times = seen.truth.value(u"preemptions"_qs).toInt();
        const Nanoseconds silent = seen.stage(QStringLiteral("preempted"));
        QCOMPARE(silent > 0ns, times > 0);
        if (times == 0)
            continue;
        ++preempted;
        QVERIFY2(derive(seen.record).longestGap.value_or(0ns) > silent / (2 * times),
                 qPrintable(seen.text()));
    }
    QVERIFY(preempted > 0);
}

void TestDrillsCli::retryAfterIsHonoured()
{
    const Driven driven =
        drive(R"("scheduler": {"kind": "fixed", "ttft": "5ms", "itl": "1ms"}, "output": {"tokens": 2},
                 "gateway": {"limits": {"requests_per_second": 1, "request_burst": 1}})",
              QStringLiteral("--vus 3 --requests 3 --set targets.0.retry.attempts=10 "
                             "--set targets.0.retry.backoff=10ms --set targets.0.retry.jitter=0"));
    QVERIFY2(contradictions(driven).isEmpty(), qPrintable(contradictions(driven)));
    QCOMPARE(countOf(driven, OutcomeClass::Success), quint64(3));
    QVERIFY(countOf(driven, OutcomeClass::RateLimited) >= 2);
    for (std::size_t i = 0; i + 1 < driven.attempts.size(); ++i) {
        const RequestRecord &record = driven.attempts[i].record;
        const RequestRecord &next = driven.attempts[i + 1].record;
        if (record.outcome.outcome != OutcomeClass::RateLimited)
            continue;
        QCOMPARE(next.request, record.request);
        QVERIFY(record.retryAfter.has_value());
        QVERIFY(*record.retryAfter >= 1s);
        QVERIFY(*next.started - *record.closed >= *record.retryAfter);
    }
}

void TestDrillsCli::canaryErrorsAreThoseOfTheTruth()
{
    const Driven driven = drive(R"("scheduler": {"kind": "continuous"}, "output": {"tokens": 2},
                 "gateway": {"canary": {"share": 0.5, "error_share": 0.5}})",
                                QStringLiteral("--vus 5 --requests 100"));
    QVERIFY2(contradictions(driven).isEmpty(), qPrintable(contradictions(driven)));
    QCOMPARE(driven.attempts.size(), std::size_t(100));
    quint64 errors = 0;
    quint64 canaryAnswers = 0;
    for (const Seen &seen : driven.attempts) {
        const bool canary = seen.truth.value(u"canary"_qs).toBool();
        QVERIFY2(canary || seen.outcome() == OutcomeClass::Success, qPrintable(seen.text()));
        errors += seen.status() == 500 ? 1 : 0;
        canaryAnswers += canary && seen.outcome() == OutcomeClass::Success ? 1 : 0;
    }
    QVERIFY(errors > 5 && errors < 50); // a quarter of a hundred
    QVERIFY(canaryAnswers > 5 && canaryAnswers < 50);
}

QTEST_GUILESS_MAIN(TestDrillsCli)
#include "tst_drillscli.moc"
