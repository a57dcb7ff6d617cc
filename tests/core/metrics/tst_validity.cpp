// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/validity.h"

#include <QTest>

#include <functional>

using namespace weir;
using namespace std::chrono_literals;

using Change = std::function<void(ValidityInputs &)>;
Q_DECLARE_METATYPE(Change)
Q_DECLARE_METATYPE(weir::Verdict)

class TestValidity : public QObject
{
    Q_OBJECT

private:
    static ValidityInputs goodOpenRun()
    {
        ValidityInputs inputs;
        inputs.plannedArrivals = 100;
        inputs.startedArrivals = 100;
        inputs.started = 100;
        inputs.succeeded = 100;
        inputs.requestsWithUsage = 100;
        return inputs;
    }

private Q_SLOTS:
    void reasons_data()
    {
        QTest::addColumn<Change>("change");
        QTest::addColumn<Verdict>("verdict");
        QTest::addColumn<QString>("figure");
        const auto row = [](const char *name, Change change, Verdict verdict, const QString &figure) {
            QTest::newRow(name) << change << verdict << figure;
        };
        row("good", [](ValidityInputs &) {}, Verdict::Pass, {});
        row("98 % started", [](ValidityInputs &in) { in.startedArrivals = 98; }, Verdict::Pass, {});
        row(
            "97 % started", [](ValidityInputs &in) { in.startedArrivals = 97; }, Verdict::Invalid,
            QStringLiteral("97.0 %"));
        row("users busy",
            [](ValidityInputs &in) {
                in.plannedUsers = 50;
                in.meanBusyUsers = 49;
            },
            Verdict::Pass, {});
        row(
            "users idle",
            [](ValidityInputs &in) {
                in.plannedUsers = 50;
                in.meanBusyUsers = 48;
            },
            Verdict::Invalid, QStringLiteral("96.0 %"));
        row(
            "arrivals on time, users idle",
            [](ValidityInputs &in) {
                in.startedArrivals = 100;
                in.plannedUsers = 10;
                in.meanBusyUsers = 5;
            },
            Verdict::Invalid, QStringLiteral("5.00 of 10.0"));
        row(
            "users busy, arrivals late",
            [](ValidityInputs &in) {
                in.startedArrivals = 90;
                in.plannedUsers = 10;
                in.meanBusyUsers = 10;
            },
            Verdict::Invalid, QStringLiteral("90 of 100"));
        row("slip at limit", [](ValidityInputs &in) { in.slipP99 = 10ms; }, Verdict::Pass, {});
        row(
            "slip", [](ValidityInputs &in) { in.slipP99 = 11ms; }, Verdict::Invalid,
            QStringLiteral("11.0 ms"));
        row(
            "loop lag", [](ValidityInputs &in) { in.loopLagP99 = 12ms; }, Verdict::Invalid,
            QStringLiteral("12.0 ms"));
        row(
            "re-sent", [](ValidityInputs &in) { in.silentResends = 1; }, Verdict::Invalid,
            QStringLiteral("re-sent 1 request by itself"));
        row(
            "memory guard", [](ValidityInputs &in) { in.endedByMemoryGuard = 2; }, Verdict::Invalid,
            QStringLiteral("ended 2 streams"));
        row("host nearly busy",
            [](ValidityInputs &in) {
                in.hostBusyFor = 4900ms;
                in.loopLagP99 = 6ms;
            },
            Verdict::Pass, {});
        row(
            "host busy, late",
            [](ValidityInputs &in) {
                in.hostBusyFor = 5s;
                in.slipP99 = 6ms;
            },
            Verdict::Invalid, QStringLiteral("processor use for 5.00 s"));
        row(
            "host busy, loops lag",
            [](ValidityInputs &in) {
                in.hostBusyFor = 5s;
                in.loopLagP99 = 6ms;
            },
            Verdict::Invalid, QStringLiteral("lag p99 is 6.00 ms"));
        row(
            "host busy, chunks merged",
            [](ValidityInputs &in) {
                in.hostBusyFor = 5s;
                in.chunksPerRead = 1.06;
            },
            Verdict::Invalid, QStringLiteral("a read brought 1.06 chunks"));
        row(
            "throttled", [](ValidityInputs &in) { in.throttledShare = 0.02; }, Verdict::Invalid,
            QStringLiteral("2.00 %"));
        row("usage at limit", [](ValidityInputs &in) { in.requestsAboveUsage = 1; }, Verdict::Pass, {});
        row(
            "above usage", [](ValidityInputs &in) { in.requestsAboveUsage = 2; }, Verdict::Invalid,
            QStringLiteral("2.00 %"));
        row(
            "cap", [](ValidityInputs &in) { in.capReached = true; }, Verdict::Fail,
            QStringLiteral("cap_reached"));
        row(
            "cap of this machine",
            [](ValidityInputs &in) {
                in.capReached = true;
                in.cappingFileLimit = 64;
            },
            Verdict::Invalid, QStringLiteral("Weir's own limit of 64 open files"));
        row("a limit that was not reached", [](ValidityInputs &in) { in.cappingFileLimit = 64; },
            Verdict::Pass, {});
        row(
            "no success", [](ValidityInputs &in) { in.succeeded = 0; }, Verdict::Fail,
            QStringLiteral("100 started"));
        row("one in a hundred fails", [](ValidityInputs &in) { in.failed = 1; }, Verdict::Pass, {});
        row(
            "two in a hundred fail", [](ValidityInputs &in) { in.failed = 2; }, Verdict::Fail,
            QStringLiteral("2.00 % of the requests failed (2 of 100); the error budget allows 1.00 %."));
        row("a budget of its own",
            [](ValidityInputs &in) {
                in.failed = 60;
                in.errorBudget = 0.6;
            },
            Verdict::Pass, {});
        row("a hanging request within the budget", [](ValidityInputs &in) { in.hanging = 1; }, Verdict::Pass,
            {});
        row(
            "hanging requests beyond the budget", [](ValidityInputs &in) { in.hanging = 36; }, Verdict::Fail,
            QStringLiteral("Hanging requests: 36 of 100 (36.0 %)."));
        row(
            "failed and hanging requests together are too many",
            [](ValidityInputs &in) {
                in.failed = 1;
                in.hanging = 1;
            },
            Verdict::Fail, QStringLiteral("exceed the error budget of 1.00 %"));
        row("any number may hang",
            [](ValidityInputs &in) {
                in.hanging = 36;
                in.errorBudget = 1;
            },
            Verdict::Pass, {});
        row(
            "who stopped the run does not know whether they hung",
            [](ValidityInputs &in) {
                in.hanging = 36;
                in.ending = RunEnding::Interrupted;
            },
            Verdict::Incomplete, QStringLiteral("interrupted"));
        row(
            "no failure allowed",
            [](ValidityInputs &in) {
                in.failed = 1;
                in.errorBudget = 0;
            },
            Verdict::Fail, QStringLiteral("1.00 % of the requests failed"));
        row(
            "any failure allowed, but no success",
            [](ValidityInputs &in) {
                in.failed = 100;
                in.succeeded = 0;
                in.errorBudget = 1;
            },
            Verdict::Fail, QStringLiteral("No request succeeded"));
        row(
            "target away for long",
            [](ValidityInputs &in) {
                in.absences = {{u"shop"_qs, 2500ms, 12500ms}};
            },
            Verdict::Fail,
            QStringLiteral(
                "The target \"shop\" could not be reached for 10.0 s on end, from 2.50 s to 12.5 s."));
        row("target away for a while",
            [](ValidityInputs &in) {
                in.absences = {{u"shop"_qs, 2500ms, 12400ms}};
            },
            Verdict::Pass, {});
        row(
            "stopped", [](ValidityInputs &in) { in.ending = RunEnding::Stopped; }, Verdict::Incomplete,
            QStringLiteral("stopped before its plan was over"));
        row(
            "interrupted", [](ValidityInputs &in) { in.ending = RunEnding::Interrupted; },
            Verdict::Incomplete, QStringLiteral("interrupted"));
        row(
            "still going on", [](ValidityInputs &in) { in.ending = RunEnding::StillGoesOn; },
            Verdict::Incomplete, QStringLiteral("still goes on"));
        row(
            "cut before its first answer",
            [](ValidityInputs &in) {
                in.ending = RunEnding::Interrupted;
                in.succeeded = 0;
            },
            Verdict::Incomplete, QStringLiteral("interrupted"));
        row(
            "nothing at all", [](ValidityInputs &in) { in = ValidityInputs{}; }, Verdict::Fail,
            QStringLiteral("0 started"));
    }
    void reasons()
    {
        QFETCH(Change, change);
        QFETCH(QString, figure);
        ValidityInputs inputs = goodOpenRun();
        change(inputs);
        const Judgement judgement = decide(inputs, ValidityLimits{}, {});
        QFETCH(Verdict, verdict);
        QVERIFY2(judgement.verdict == verdict, qPrintable(toString(judgement.verdict)));
        QCOMPARE(judgement.reasons.size(), figure.isEmpty() ? std::size_t{0} : std::size_t{1});
        const QString text = englishOf(judgement.reasons).join(u' ');
        QVERIFY2(text.contains(figure), qPrintable(text));
    }

    void limitsAreSettings()
    {
        ValidityInputs inputs = goodOpenRun();
        inputs.slipP99 = 11ms;
        ValidityLimits limits;
        limits.slipP99 = 20ms;
        QVERIFY(decide(inputs, limits, {}).verdict == Verdict::Pass);
    }

    void hostBusyNamesItsShare()
    {
        ValidityInputs inputs = goodOpenRun();
        inputs.hostBusyFor = 6s;
        inputs.loopLagP99 = 6ms;
        ValidityLimits limits;
        limits.hostBusyShare = 0.8;
        const QString reason = englishOf(decide(inputs, limits, {}).reasons).join(u' ');
        QVERIFY2(reason.contains(u"80.0 %") && reason.contains(u"6.00 s"), qPrintable(reason));
        limits.hostBusy = 7s;
        QVERIFY(decide(inputs, limits, {}).verdict == Verdict::Pass);
    }

    void aBusyHostAloneIsAWarning()
    {
        ValidityInputs inputs = goodOpenRun();
        inputs.hostBusyFor = 50s;
        inputs.slipP99 = 5ms; // half of what is allowed, as are the next two
        inputs.loopLagP99 = 5ms;
        inputs.chunksPerRead = 1.04;
        const Judgement judgement = decide(inputs, ValidityLimits{}, {});
        QVERIFY(judgement.verdict == Verdict::Pass);
        QVERIFY(judgement.reasons.empty());
        QCOMPARE(judgement.warnings.size(), std::size_t{1});
        QVERIFY2(judgement.warnings.front().english().contains(u"95.0 % processor use for 50.0 s"),
                 qPrintable(judgement.warnings.front().english()));
        ValidityLimits strict;
        strict.slipP99 = 9ms;
        QVERIFY(decide(inputs, strict, {}).verdict == Verdict::Invalid);
    }

    void hangingRequestsWithinTheBudgetAreAWarning()
    {
        ValidityInputs inputs = goodOpenRun();
        QVERIFY(decide(inputs, ValidityLimits{}, {}).warnings.empty());
        inputs.hanging = 1;
        const Judgement judgement = decide(inputs, ValidityLimits{}, {});
        QCOMPARE(judgement.warnings.size(), std::size_t{1});
        QVERIFY2(judgement.warnings[0].english().contains(u"Hanging requests: 1 of 100 (1.00 %)."),
                 qPrintable(judgement.warnings[0].english()));
    }

    void aBusyHostNamesOnlyWhatShows()
    {
        ValidityInputs inputs = goodOpenRun();
        inputs.hostBusyFor = 6s;
        inputs.loopLagP99 = 6ms;
        inputs.slipP99 = 1ms;
        inputs.chunksPerRead = 1.01;
        QString reason = englishOf(decide(inputs, ValidityLimits{}, {}).reasons).join(u' ');
        QVERIFY2(reason.endsWith(u"It shows: lag p99 is 6.00 ms."), qPrintable(reason));
        inputs.slipP99 = 7ms;
        reason = englishOf(decide(inputs, ValidityLimits{}, {}).reasons).join(u' ');
        QVERIFY2(reason.endsWith(u"It shows: lag p99 is 6.00 ms, slip p99 is 7.00 ms."), qPrintable(reason));
    }

    void anOpenThresholdIsNoFailure()
    {
        ValidityInputs inputs = goodOpenRun();
        inputs.ending = RunEnding::Interrupted;
        ThresholdResult open{QStringLiteral("goodput_share > 99%"), 0.5, false, false};
        QVERIFY(decide(inputs, ValidityLimits{}, {open}).verdict == Verdict::Fail);
        open.isDecided = false;
        QVERIFY(decide(inputs, ValidityLimits{}, {open}).verdict == Verdict::Incomplete);
    }

    void failComesBeforeIncomplete()
    {
        ValidityInputs inputs = goodOpenRun();
        inputs.ending = RunEnding::Interrupted;
        const ThresholdResult broken{QStringLiteral("ttft p99 < 1s"), 2500.0, false, false};
        const ThresholdResult unmeasured{QStringLiteral("tpot p99 < 1s"), std::nullopt, false, false};
        Judgement judgement = decide(inputs, ValidityLimits{}, {broken});
        QVERIFY(judgement.verdict == Verdict::Fail);
        QCOMPARE(judgement.reasons.size(), std::size_t{2});
        QVERIFY(judgement.reasons.back().english().contains(u"interrupted"));
        judgement = decide(inputs, ValidityLimits{}, {unmeasured});
        QVERIFY(judgement.verdict == Verdict::Incomplete); // there was no time for a sample
        QCOMPARE(judgement.reasons.size(), std::size_t{1});
        inputs.loopLagP99 = 1s;
        QVERIFY(decide(inputs, ValidityLimits{}, {broken}).verdict == Verdict::Invalid);
    }

    void everyReasonStandsBesideTheOthers()
    {
        ValidityInputs inputs = goodOpenRun();
        inputs.startedArrivals = 90;
        inputs.slipP99 = 11ms;
        inputs.loopLagP99 = 12ms;
        inputs.hostBusyFor = 6s;
        inputs.throttledShare = 0.02;
        inputs.silentResends = 3;
        inputs.requestsAboveUsage = 5;
        inputs.succeeded = 0;
        inputs.failed = 100;
        inputs.capReached = true;
        const ThresholdResult broken{QStringLiteral("ttft p99 < 1s"), 2500.0, false, false};
        const Judgement judgement = decide(inputs, ValidityLimits{}, {broken});
        QVERIFY(judgement.verdict == Verdict::Invalid);
        // No figure is left that a re-sent request could have bent.
        QCOMPARE(englishOf(judgement.warnings).filter(u"re-sent 3 requests"_qs).size(), 1);
        const QStringList reasons = englishOf(judgement.reasons);
        QCOMPARE(reasons.size(), 10);
        const QStringList inOrder{u"started 90.0 %"_qs, u"slip p99"_qs,     u"lag p99"_qs,
                                  u"processor use"_qs,  u"quota"_qs,        u"more chunks"_qs,
                                  u"ttft p99"_qs,       u"error budget"_qs, u"No request succeeded"_qs,
                                  u"cap_reached"_qs};
        for (qsizetype i = 0; i < inOrder.size(); ++i)
            QVERIFY2(reasons[i].contains(inOrder[i]), qPrintable(reasons[i]));
    }

    void whatIsNotKnownIsNoReason()
    {
        ValidityInputs inputs = goodOpenRun();
        inputs.plannedArrivals = 0; // of a closed load the users count, not the requests
        inputs.plannedUsers = 0;
        inputs.requestsWithUsage = 0;
        inputs.requestsAboveUsage = 0;
        QVERIFY(decide(inputs, ValidityLimits{}, {}).verdict == Verdict::Pass);
    }

    void thresholdsFail()
    {
        const ThresholdResult held{QStringLiteral("ttft p50 < 1s"), 5.0, true, false};
        const ThresholdResult broken{QStringLiteral("ttft p99 < 1s"), 2500.0, false, true};
        const ThresholdResult empty{QStringLiteral("tpot p99 < 1s"), std::nullopt, false, false};
        const Judgement judgement = decide(goodOpenRun(), ValidityLimits{}, {held, broken, empty});
        QVERIFY(judgement.verdict == Verdict::Fail);
        QCOMPARE(judgement.reasons.size(), std::size_t{2});
        QVERIFY(judgement.reasons[0].english().contains(u"the value is above 2,500 ms."));
        QVERIFY(judgement.reasons[1].english().contains(u"no sample"));
    }

    void invalidComesFirst()
    {
        ValidityInputs inputs = goodOpenRun();
        inputs.succeeded = 0;
        inputs.loopLagP99 = 1s;
        const Judgement judgement = decide(inputs, ValidityLimits{}, {});
        QVERIFY(judgement.verdict == Verdict::Invalid);
        QCOMPARE(judgement.reasons.size(), std::size_t{2});
        QVERIFY(judgement.reasons.front().english().contains(u"event loops"));
    }
};

QTEST_APPLESS_MAIN(TestValidity)
#include "tst_validity.moc"
