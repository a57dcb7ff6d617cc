// SPDX-License-Identifier: GPL-3.0-or-later
#include "plan/loadsignature.h"

#include <QTest>

using namespace weir;
using namespace std::chrono_literals;

namespace {

/// 1 s and 40 gaps of 100 ms: 5 s an answer.
FixedStream fiveSeconds()
{
    return {1s, 100ms, 41};
}

LoadGroup closedGroup(quint32 users, Nanoseconds think = 0s)
{
    LoadGroup group;
    ClosedLoad closed;
    closed.users = users;
    closed.think.low = think;
    group.model = closed;
    return group;
}

LoadGroup openGroup(double rate, std::optional<quint32> cap = {})
{
    LoadGroup group;
    OpenLoad open;
    open.rate = rate;
    open.cap = cap;
    group.model = open;
    return group;
}

Load loadOf(std::vector<LoadGroup> groups)
{
    Load load;
    load.groups = std::move(groups);
    return load;
}

} // namespace

class TestLoadSignature : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void peaks_data()
    {
        QTest::addColumn<LoadGroup>("group");
        QTest::addColumn<LoadKind>("kind");
        QTest::addColumn<double>("streams");
        QTest::addColumn<double>("rate");
        QTest::newRow("users") << closedGroup(20) << LoadKind::Closed << 20.0 << 4.0;
        QTest::newRow("users that think") << closedGroup(20, 5s) << LoadKind::Closed << 20.0 << 2.0;
        QTest::newRow("rate") << openGroup(4) << LoadKind::Open << 20.0 << 4.0;
        QTest::newRow("rate under a cap") << openGroup(4, 10) << LoadKind::Open << 10.0 << 2.0;
    }
    void peaks()
    {
        QFETCH(LoadGroup, group);
        const LoadSignature signature = signatureOf(loadOf({group}), fiveSeconds(), {}, 2);
        QTEST(signature.kind, "kind");
        QTEST(signature.streams, "streams");
        QTEST(signature.requestsPerSecond, "rate");
        QCOMPARE(signature.chunksPerSecond, signature.requestsPerSecond * 41);
        QCOMPARE(signature.workers, 2U);
    }

    void coursesCountAtTheirHeaviest_data()
    {
        QTest::addColumn<LoadGroup>("group");
        QTest::addColumn<double>("least");
        QTest::addColumn<double>("most");
        LoadGroup stairs = closedGroup(1);
        stairs.duration.reset();
        std::get<ClosedLoad>(stairs.model).steps = {UserStairs{10, 10, 3, 20s}, UsersStep{5, 60s}};
        QTest::newRow("user stairs") << stairs << 30.0 << 30.0;
        LoadGroup ramp = openGroup(1);
        ramp.duration.reset();
        std::get<OpenLoad>(ramp.model).steps = {RateRamp{0, 10, 60s}, RateStep{10, 30s},
                                                RateRamp{10, 0, 60s}};
        QTest::newRow("ramp up, hold, ramp down") << ramp << 49.0 << 51.0;
        LoadGroup burst = openGroup(1);
        burst.duration.reset();
        std::get<OpenLoad>(burst.model).steps = {PauseStep{10s}, AtOnceStep{500}, PauseStep{30s}};
        QTest::newRow("at once") << burst << 499.0 << 501.0;
    }
    void coursesCountAtTheirHeaviest()
    {
        QFETCH(LoadGroup, group);
        QFETCH(double, least);
        QFETCH(double, most);
        const double streams = signatureOf(loadOf({group}), fiveSeconds(), {}, 1).streams;
        QVERIFY2(streams >= least && streams <= most, qPrintable(QString::number(streams)));
    }

    void groupsAddUp()
    {
        const LoadSignature sum =
            signatureOf(loadOf({closedGroup(20), openGroup(4), closedGroup(1)}), fiveSeconds(), {}, 1);
        QVERIFY(sum.kind == LoadKind::Mixed);
        QCOMPARE(sum.streams, 41.0);
    }

    void paceBoundsTheRate()
    {
        LoadGroup group = closedGroup(20);
        std::get<ClosedLoad>(group.model).pace = 10s;
        QCOMPARE(signatureOf(loadOf({group}), fiveSeconds(), {}, 1).requestsPerSecond, 2.0);
    }

    void tokensAreTheWeightedMean()
    {
        Scenario scenario;
        scenario.requests.resize(2);
        scenario.requests[0].weight = 3;
        scenario.requests[0].maxTokens = 10;
        scenario.requests[1].weight = 1; // without a limit
        QCOMPARE(withTokensOf({}, scenario).tokens, (3 * 10.0 + defaultAnswerTokens) / 4);
        scenario.requests.clear();
        QCOMPARE(withTokensOf({}, scenario).tokens, double(defaultAnswerTokens));
    }

    void oneTokenHasNoGap()
    {
        const FixedStream stream{1s, 100ms, 1};
        QCOMPARE(stream.length(), Nanoseconds(1s));
    }
};

QTEST_GUILESS_MAIN(TestLoadSignature)
#include "tst_loadsignature.moc"
