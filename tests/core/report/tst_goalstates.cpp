// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/chartcsv.h"
#include "report/goallines.h"
#include "report/goalstates.h"
#include "report/timecharts.h"

#include <QTest>

using namespace weir;
using namespace std::chrono_literals;

class TestGoalStates : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whileTheRunGoesOn();
    void nothingMeasuredYet();
    void whenItIsOver();
    void undecidedStaysOpen();
    void partsStayOpenWhileTheRunGoesOn();
    void eachGoalIsALineInItsChart();
    void theTableHasTheLine();
};

namespace {

Goals goals()
{
    Goals goals;
    goals.thresholds = {QStringLiteral("ttft p(50) < 500ms"),
                        QStringLiteral("ttft max < 300ms"),
                        QStringLiteral("goodput_share >= 0.5"),
                        QStringLiteral("tokens_per_second > 100"),
                        QStringLiteral("ttft{request:chat} p(50) < 1s"),
                        QStringLiteral("no threshold")};
    goals.errorBudget = 0.05;
    return goals;
}

} // namespace

void TestGoalStates::whileTheRunGoesOn()
{
    Snapshot snapshot;
    Histogram ttft;
    ttft.record(400ms);
    snapshot.ttft = snapshot.e2e = std::make_shared<const Histogram>(ttft);
    snapshot.goodputShare = 1;
    snapshot.requests.started = 10;
    snapshot.requests.failed = 1;
    const std::vector<GoalState> states = goalStates(snapshot, goals());
    QCOMPARE(states.size(), std::size_t(7));
    QVERIFY(states[0].standing == GoalState::Standing::Held);
    QVERIFY2(states[0].measured.english().startsWith(u"400"), qPrintable(states[0].measured.english()));
    QVERIFY(std::abs(*states[0].margin - 0.2) < 0.01);
    QVERIFY(marginText(states[0]).english().endsWith(u"left"));
    QVERIFY(states[1].standing == GoalState::Standing::Broken);
    QVERIFY(marginText(states[1]).english().endsWith(u"beyond"));
    QVERIFY(states[2].standing == GoalState::Standing::Held);
    QCOMPARE(*states[2].margin, 1.0);
    // A rate is one of the window, which the end alone knows; parts are not told apart live.
    for (const std::size_t open : {3, 4, 5}) {
        QVERIFY(states[open].standing == GoalState::Standing::Open);
        QVERIFY(states[open].measured.isEmpty() && !states[open].meaning.isEmpty());
    }
    QCOMPARE(states[6].expression, QStringLiteral("error_rate <= 5%"));
    QVERIFY(states[6].standing == GoalState::Standing::Broken);
    QCOMPARE(*states[6].margin, -1.0);
}

void TestGoalStates::nothingMeasuredYet()
{
    for (const GoalState &state : goalStates(Snapshot(), goals())) {
        QVERIFY(state.standing == GoalState::Standing::Open);
        QCOMPARE(standingText(state).english(), QStringLiteral("open"));
        QVERIFY(marginText(state).isEmpty());
    }
}

void TestGoalStates::whenItIsOver()
{
    Summary summary;
    summary.thresholds = {{QStringLiteral("ttft p(50) < 500ms"), 250.0, true},
                          {QStringLiteral("tokens_per_second > 100"), 80.0, false},
                          {QStringLiteral("ttft p(99) < 1s"), std::nullopt, false}};
    summary.requests.started = 100;
    summary.requests.failed = 1;
    summary.hanging = 5;
    const std::vector<GoalState> states = goalStates(summary, goals());
    QCOMPARE(states.size(), std::size_t(4));
    QCOMPARE(*states[0].margin, 0.5);
    QCOMPARE(states[0].measured.english(), QStringLiteral("250 ms"));
    QVERIFY(std::abs(*states[1].margin + 0.2) < 1e-9);
    QVERIFY(states[1].standing == GoalState::Standing::Broken);
    QCOMPARE(states[2].measured.english(), QStringLiteral("no sample"));
    QVERIFY(!states[2].margin);
    // What hung until the end counts as the verdict counts it.
    QVERIFY(states[3].standing == GoalState::Standing::Broken);
    QCOMPARE(states[3].measured.english(), QStringLiteral("6.00 %"));
}

void TestGoalStates::undecidedStaysOpen()
{
    Summary summary;
    ThresholdResult result{QStringLiteral("tokens_per_second > 100"), 80.0, false};
    result.isDecided = false;
    summary.thresholds = {result};
    QVERIFY(goalStates(summary, Goals()).front().standing == GoalState::Standing::Open);
}

void TestGoalStates::partsStayOpenWhileTheRunGoesOn()
{
    Snapshot snapshot;
    Histogram ttft;
    ttft.record(400ms);
    snapshot.ttft = std::make_shared<const Histogram>(ttft);
    Goals goals;
    for (const QString &part : {QStringLiteral("request:a"), QStringLiteral("target:a"),
                                QStringLiteral("group:a"), QStringLiteral("level:1")})
        goals.thresholds << QStringLiteral("ttft{%1} p(50) < 1s").arg(part);
    const std::vector<GoalState> states = goalStates(snapshot, goals);
    for (std::size_t i = 0; i < 4; ++i)
        QVERIFY2(states[i].standing == GoalState::Standing::Open, qPrintable(states[i].expression));
}

void TestGoalStates::eachGoalIsALineInItsChart()
{
    std::vector<GoalState> states(7);
    states[0].expression = QStringLiteral("ttft p(99) < 500ms");
    states[0].standing = GoalStanding::Held;
    states[1].expression = QStringLiteral("itl p(99) < 50ms");
    states[2].expression = QStringLiteral("tokens_per_second > 100");
    states[2].standing = GoalStanding::Broken;
    states[3].expression = QStringLiteral("requests_per_second >= 8");
    states[4].expression = QStringLiteral("ttft count > 100");              // no time
    states[5].expression = QStringLiteral("ttft{request:chat} p(50) < 1s"); // not of all
    states[6].expression = QStringLiteral("no threshold");

    const std::vector<ChartLimit> ttft = ttftOverTime(TimeCurves(), states).limits;
    QCOMPARE(ttft.size(), std::size_t(1));
    QCOMPARE(ttft[0].y, 500.0);
    QVERIFY(ttft[0].standing == GoalStanding::Held);
    QCOMPARE(ttft[0].label.english(), QStringLiteral("ttft p(99) < 500ms: held"));
    const std::vector<ChartLimit> gaps = gapsOverTime(TimeCurves(), states).limits;
    QCOMPARE(gaps.size(), std::size_t(1));
    QCOMPARE(gaps[0].y, 50.0);
    const std::vector<ChartLimit> rates = throughputOverTime(TimeCurves(), false, states).limits;
    QCOMPARE(rates.size(), std::size_t(2));
    QVERIFY(rates[0].side == AxisSide::Right && rates[0].y == 8);
    QVERIFY(rates[1].side == AxisSide::Left && rates[1].y == 100);
    QVERIFY(rates[1].label.english().endsWith(QStringLiteral("broken")));
    // Chunks are no tokens.
    QCOMPARE(throughputOverTime(TimeCurves(), true, states).limits.size(), std::size_t(1));
}

void TestGoalStates::theTableHasTheLine()
{
    GoalState goal;
    goal.expression = QStringLiteral("ttft p(99) < 500ms");
    ChartData chart = ttftOverTime(TimeCurves(), {goal});
    chart.series.resize(1);
    chart.series[0].points = {{1, 200}, {2, 300}};
    chart.markers = {{2, Message::verbatim(QStringLiteral("mark"))}};
    QCOMPARE(toCsv(chart), QByteArray("time (s),p50 (ms),ttft p(99) < 500ms: open,marker\r\n"
                                      "1,200,500,\r\n2,300,500,mark\r\n"));
}

QTEST_GUILESS_MAIN(TestGoalStates)
#include "tst_goalstates.moc"
