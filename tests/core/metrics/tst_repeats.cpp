// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/repeats.h"

#include <QJsonArray>
#include <QTest>

#include <cmath>

using namespace weir;

namespace {

/// A run whose TTFT p50 and mean are `milliseconds`.
Summary runOf(double milliseconds, double requestsPerSecond, Verdict verdict = Verdict::Pass)
{
    Summary run;
    run.scenario = QStringLiteral("chat");
    run.run = QStringLiteral("RUN");
    run.ttft = emptyDistribution();
    run.ttft.count = 100;
    run.ttft.mean = milliseconds * 1e6;
    for (Distribution::Rank &rank : run.ttft.ranks)
        rank.value = milliseconds * 1e6;
    run.requestsPerSecond = requestsPerSecond;
    run.verdict = verdict;
    return run;
}

std::optional<RepeatedFigure> figureOf(const std::vector<Summary> &runs, const QString &key)
{
    for (const RepeatedFigure &figure : repeatedFigures(runs)) {
        if (figure.key == key)
            return figure;
    }
    return std::nullopt;
}

} // namespace

class TestRepeats : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    /// 100, 110, 120, 130: mean 115, squares 225 + 25 + 25 + 225 = 500, deviation sqrt(500 / 3) = 12.90994,
    /// t(3, 0.975) = 3.182446, half 3.182446 * 12.90994 / 2 = 20.5427.
    void figuresByHand()
    {
        const std::vector<Summary> runs{runOf(100, 5), runOf(130, 5), runOf(110, 5), runOf(120, 5)};
        const std::optional<RepeatedFigure> p50 = figureOf(runs, QStringLiteral("ttft_ms.p50"));
        QVERIFY(p50 && p50->interval && p50->deviation);
        QCOMPARE(p50->runs, quint64(4));
        QCOMPARE(p50->mean, 115.0);
        QVERIFY(std::abs(*p50->deviation - 12.90994) < 1e-5);
        QVERIFY(std::abs(p50->interval->low - 94.4573) < 1e-4);
        QVERIFY(std::abs(p50->interval->high - 135.5427) < 1e-4);
        QCOMPARE(p50->min, 100.0);
        QCOMPARE(p50->max, 130.0);
        const std::optional<RepeatedFigure> rate = figureOf(runs, QStringLiteral("requests_per_second"));
        QVERIFY(rate);
        QCOMPARE(rate->deviation, std::optional(0.0));
        QCOMPARE(rate->interval, std::optional(Interval{5, 5}));
        QVERIFY(!figureOf(runs, QStringLiteral("itl_ms.p50"))); // no run has one
    }

    void oneRunHasNoSpread()
    {
        const std::optional<RepeatedFigure> figure =
            figureOf({runOf(100, 5)}, QStringLiteral("ttft_ms.mean"));
        QVERIFY(figure);
        QCOMPARE(figure->mean, 100.0);
        QVERIFY(!figure->deviation && !figure->interval);
        QVERIFY(repeatedFigures({}).empty());
    }

    void boundsGiveBounds()
    {
        std::vector<Summary> runs{runOf(100, 5), runOf(200, 5)};
        runs[1].ttft.ranks[3].lowerBound = true; // p99
        runs[1].ttft.censored = 3;
        const std::optional<RepeatedFigure> p99 = figureOf(runs, QStringLiteral("ttft_ms.p99"));
        QVERIFY(p99 && p99->isLowerBound && !p99->deviation && !p99->interval);
        QCOMPARE(p99->mean, 150.0);
        QVERIFY(figureOf(runs, QStringLiteral("ttft_ms.mean"))->isLowerBound);
        QVERIFY(!figureOf(runs, QStringLiteral("ttft_ms.p50"))->isLowerBound);
        QVERIFY(repeatsText(runs).contains(QStringLiteral("> 150")));
    }

    void runsWithoutAFigureAreLeftOut()
    {
        std::vector<Summary> runs{runOf(100, 5), runOf(0, 7), runOf(120, 6)};
        runs[1].ttft = emptyDistribution();
        const std::optional<RepeatedFigure> p50 = figureOf(runs, QStringLiteral("ttft_ms.p50"));
        QVERIFY(p50);
        QCOMPARE(p50->runs, quint64(2));
        QCOMPARE(p50->mean, 110.0);
        QCOMPARE(figureOf(runs, QStringLiteral("requests_per_second"))->runs, quint64(3));
    }

    void invalidRunsAreLeftOutAndTold()
    {
        const std::vector<Summary> runs{runOf(100, 5), runOf(900, 5, Verdict::Invalid),
                                        runOf(110, 5, Verdict::Fail), runOf(1, 1, Verdict::Incomplete)};
        QCOMPARE(leftOutRuns(runs), (std::vector<quint64>{2, 4}));
        QCOMPARE(figureOf(runs, QStringLiteral("ttft_ms.p50"))->mean, 105.0);
        QCOMPARE(repeatsJson(runs).value(QStringLiteral("left_out")).toArray(), (QJsonArray{2, 4}));
        QVERIFY(repeatsText(runs).contains(QStringLiteral("invalid or incomplete: run 2, 4.")));
        const std::vector<Summary> none{runOf(100, 5, Verdict::Invalid)};
        QVERIFY(leftOutRuns(none).empty());
        QCOMPARE(figureOf(none, QStringLiteral("ttft_ms.p50"))->mean, 100.0);
        QVERIFY(repeatsText(none).contains(QStringLiteral("every run is invalid or incomplete")));
    }

    void theWorstVerdictCounts_data()
    {
        QTest::addColumn<QList<int>>("verdicts");
        QTest::addColumn<QString>("worst");
        const auto row = [](const char *name, const QList<Verdict> &verdicts, Verdict worst) {
            QList<int> numbers;
            for (const Verdict verdict : verdicts)
                numbers.append(int(verdict));
            QTest::newRow(name) << numbers << toString(worst);
        };
        using V = Verdict;
        row("pass", {V::Pass, V::Pass}, V::Pass);
        row("incomplete", {V::Pass, V::Incomplete}, V::Incomplete);
        row("fail", {V::Incomplete, V::Fail, V::Pass}, V::Fail);
        row("invalid", {V::Fail, V::Invalid, V::Incomplete}, V::Invalid);
    }
    void theWorstVerdictCounts()
    {
        QFETCH(const QList<int>, verdicts);
        std::vector<Summary> runs;
        for (const int verdict : verdicts)
            runs.push_back(runOf(1, 1, static_cast<Verdict>(verdict)));
        QTEST(toString(worstVerdict(runs)), "worst");
    }

    void jsonAndTextHoldThem()
    {
        std::vector<Summary> runs{runOf(100, 5), runOf(110, 5, Verdict::Fail)};
        runs[0].seed = 7;
        runs[1].seed = 8;
        runs[1].reasons.push_back(Message::verbatim(QStringLiteral("Too slow.")));
        const QJsonObject json = repeatsJson(runs);
        QCOMPARE(json.value(QStringLiteral("weir_repeat")).toInt(), 1);
        QCOMPARE(json.value(QStringLiteral("verdict")).toString(), QStringLiteral("fail"));
        QCOMPARE(json.value(QStringLiteral("runs")).toArray().size(), 2);
        QCOMPARE(json.value(QStringLiteral("runs")).toArray().at(1).toObject(), toJson(runs[1]));
        const QJsonObject p50 =
            json.value(QStringLiteral("figures")).toObject().value(QStringLiteral("ttft_ms.p50")).toObject();
        QCOMPARE(p50.value(QStringLiteral("mean")).toDouble(), 105.0);
        QCOMPARE(p50.value(QStringLiteral("interval")).toArray().size(), 2);
        QVERIFY(!p50.contains(QStringLiteral("lower_bound")));
        const QString text =
            repeatsText(runs, {QStringLiteral("a-1.weirrun"), QStringLiteral("a-2.weirrun")});
        for (const char *part : {"2 runs", "1. seed 7", "2. seed 8", "FAIL  a-2.weirrun", "Too slow.",
                                 "ttft p50, ms", "Verdict: FAIL"})
            QVERIFY2(text.contains(QLatin1String(part)), part);
    }
};

QTEST_GUILESS_MAIN(TestRepeats)
#include "tst_repeats.moc"
