// SPDX-License-Identifier: GPL-3.0-or-later
// Who gets the next request: turns, weights, loads, draws.
#include "service/model/balancer.h"

#include <QTest>

#include <cmath>
#include <map>

using namespace weir;
using namespace std::chrono_literals;

namespace {

using Candidates = std::vector<BalancerCandidate>;
using Turns = QList<quint32>;

constexpr std::array<Balancing, 4> kinds{Balancing::RoundRobin, Balancing::LeastConnections,
                                         Balancing::LatencyWeighted, Balancing::TwoChoices};

Turns turns(Balancer &balancer, const Candidates &candidates, int count)
{
    Turns chosen;
    for (int i = 0; i < count; ++i)
        chosen.append(balancer.choose(candidates));
    return chosen;
}

std::map<quint32, int> counts(Balancing kind, const Candidates &candidates, int draws)
{
    Balancer balancer(kind, 11);
    std::map<quint32, int> counted;
    for (int i = 0; i < draws; ++i)
        ++counted[balancer.choose(candidates)];
    return counted;
}

/// Within five standard deviations of a share's count.
bool isNear(int count, int draws, double share)
{
    return std::abs(count - draws * share) <= 5 * std::sqrt(draws * share * (1 - share));
}

} // namespace

class TestBalancer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void turnsByWeight_data();
    void turnsByWeight();
    void leastLoad_data();
    void leastLoad();
    void equalsTakeTurns();
    void latencyShares();
    void twoChoices();
    void comesAndGoes();
    void sameSeedSameChoices();
};

void TestBalancer::turnsByWeight_data()
{
    QTest::addColumn<Candidates>("candidates");
    QTest::addColumn<Turns>("expected");
    QTest::newRow("alone") << Candidates{{7}} << Turns{7, 7, 7};
    QTest::newRow("alike") << Candidates{{0}, {1}, {2}} << Turns{0, 1, 2, 0, 1, 2};
    // The example of nginx's change "smooth weighted round robin": weights 5, 1, 1 give a a b a c a a.
    QTest::newRow("smooth") << Candidates{{0, 1.0}, {1, 0.2}, {2, 0.2}}
                            << Turns{0, 0, 1, 0, 2, 0, 0, 0, 0, 1, 0, 2, 0, 0};
}

void TestBalancer::turnsByWeight()
{
    QFETCH(Candidates, candidates);
    QFETCH(Turns, expected);
    Balancer balancer(Balancing::RoundRobin, 1);
    QCOMPARE(turns(balancer, candidates, int(expected.size())), expected);
}

void TestBalancer::leastLoad_data()
{
    QTest::addColumn<Candidates>("candidates");
    QTest::addColumn<quint32>("expected");
    QTest::newRow("least") << Candidates{{0, 1, 5}, {1, 1, 3}, {2, 1, 4}} << 1U;
    QTest::newRow("tie") << Candidates{{0, 1, 5}, {1, 1, 3}, {2, 1, 3}} << 1U;
    QTest::newRow("warming waits") << Candidates{{0, 0.2, 0}, {1, 1, 3}} << 1U;
    QTest::newRow("warming's turn") << Candidates{{0, 0.2, 0}, {1, 1, 5}} << 0U;
}

void TestBalancer::leastLoad()
{
    QFETCH(Candidates, candidates);
    Balancer balancer(Balancing::LeastConnections, 1);
    QTEST(balancer.choose(candidates), "expected");
}

void TestBalancer::equalsTakeTurns()
{
    Balancer balancer(Balancing::LeastConnections, 1);
    QCOMPARE(turns(balancer, {{0}, {3}, {9}}, 7), (Turns{3, 9, 0, 3, 9, 0, 3}));
}

void TestBalancer::latencyShares()
{
    // Inverse latencies 1 : 1/2 : 1/2 x 1/2 (half a weight), the unknown one as the known mean 5/3 s.
    const Candidates candidates{{0, 1, 0, 1s}, {1, 1, 0, 2s}, {2, 0.5, 0, 2s}, {3, 1, 0, 0s}};
    const double sum = 1 + 0.5 + 0.25 + 0.6;
    constexpr int draws = 20'000;
    std::map<quint32, int> counted = counts(Balancing::LatencyWeighted, candidates, draws);
    QVERIFY(isNear(counted[0], draws, 1 / sum));
    QVERIFY(isNear(counted[1], draws, 0.5 / sum));
    QVERIFY(isNear(counted[2], draws, 0.25 / sum));
    QVERIFY(isNear(counted[3], draws, 0.6 / sum));
}

void TestBalancer::twoChoices()
{
    // Of three alike the most loaded one loses every pair, the least loaded wins both of its own.
    constexpr int draws = 20'000;
    std::map<quint32, int> counted = counts(Balancing::TwoChoices, {{0, 1, 1}, {1, 1, 5}, {2, 1, 9}}, draws);
    QVERIFY(isNear(counted[0], draws, 2.0 / 3));
    QVERIFY(isNear(counted[1], draws, 1.0 / 3));
    QCOMPARE(counted[2], 0);
}

void TestBalancer::comesAndGoes()
{
    for (const Balancing kind : kinds) {
        Balancer balancer(kind, 5);
        for (quint32 first = 0; first < 2000; ++first) {
            const Candidates candidates{{first}, {first + 1}};
            const quint32 chosen = balancer.choose(candidates);
            QVERIFY(chosen == first || chosen == first + 1);
        }
    }
    // One that was away for a moment takes its turn as if it had stayed.
    Balancer balancer(Balancing::RoundRobin, 1);
    QCOMPARE(turns(balancer, {{0}, {1}}, 3), (Turns{0, 1, 0}));
    QCOMPARE(turns(balancer, {{0}}, 2), (Turns{0, 0}));
    QCOMPARE(turns(balancer, {{0}, {1}}, 2), (Turns{1, 0}));
}

void TestBalancer::sameSeedSameChoices()
{
    const Candidates candidates{{0, 1, 1, 1s}, {1, 1, 2, 1s}, {2, 1, 3, 1s}};
    for (const Balancing kind : {Balancing::LatencyWeighted, Balancing::TwoChoices}) {
        Balancer one(kind, 5);
        Balancer two(kind, 5);
        Balancer other(kind, 6);
        const Turns drawn = turns(one, candidates, 200);
        QCOMPARE(turns(two, candidates, 200), drawn);
        QVERIFY(turns(other, candidates, 200) != drawn);
    }
}

QTEST_GUILESS_MAIN(TestBalancer)
#include "tst_balancer.moc"
