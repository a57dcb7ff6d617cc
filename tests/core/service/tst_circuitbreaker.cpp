// SPDX-License-Identifier: GPL-3.0-or-later
// When a replica is taken out, and how it comes back.
#include "service/model/circuitbreaker.h"

#include <QTest>

using namespace weir;
using namespace std::chrono_literals;

namespace {

constexpr TimePoint start{};

BreakerConfig configOf(bool enabled = true)
{
    BreakerConfig config;
    config.enabled = enabled;
    config.slowFactor = 3;
    config.slowAnswers = 4;
    config.failures = 3;
    config.open = 30s;
    return config;
}

/// A good answer of a replica as fast as the others.
CircuitBreaker::Answer good(quint32 slot, quint32 count = 1)
{
    return {slot, 100ms, 100ms, count, 100ms};
}

CircuitBreaker tripped()
{
    CircuitBreaker breaker(configOf());
    for (quint32 slot = 0; slot < 3; ++slot)
        (void)breaker.noteFailure(slot, start);
    return breaker;
}

} // namespace

class TestCircuitBreaker : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void failuresInARow_data();
    void failuresInARow();
    void slowAnswers_data();
    void slowAnswers();
    void opensForAWhile();
    void oneTrialDecides_data();
    void oneTrialDecides();
    void aTrialThatIsGoneFreesItsPlace();
    void lateOutcomesCountForNothing();
    void offDoesNothing();
};

void TestCircuitBreaker::failuresInARow_data()
{
    QTest::addColumn<QByteArray>("outcomes"); ///< f: failure, s: success
    QTest::addColumn<bool>("open");
    QTest::newRow("none") << QByteArray() << false;
    QTest::newRow("two") << QByteArray("ff") << false;
    QTest::newRow("three") << QByteArray("fff") << true;
    QTest::newRow("a success between") << QByteArray("ffsff") << false;
    QTest::newRow("three at last") << QByteArray("ffsfff") << true;
}

void TestCircuitBreaker::failuresInARow()
{
    QFETCH(QByteArray, outcomes);
    CircuitBreaker breaker(configOf());
    bool opened = false;
    quint32 slot = 0;
    for (const char outcome : outcomes) {
        QVERIFY(!opened);
        opened = outcome == 'f' ? breaker.noteFailure(slot, start) : breaker.noteSuccess(good(slot), start);
        ++slot;
    }
    QTEST(opened, "open");
    QTEST(!breaker.admits(start), "open");
}

void TestCircuitBreaker::slowAnswers_data()
{
    QTest::addColumn<int>("mean"); ///< Of the replica, ms.
    QTest::addColumn<quint32>("count");
    QTest::addColumn<int>("others");
    QTest::addColumn<bool>("open");
    QTest::newRow("too few") << 900 << 3U << 100 << false;
    QTest::newRow("slow") << 900 << 4U << 100 << true;
    QTest::newRow("just not") << 300 << 40U << 100 << false;
    QTest::newRow("just") << 301 << 4U << 100 << true;
    QTest::newRow("others unknown") << 900 << 40U << 0 << false;
}

void TestCircuitBreaker::slowAnswers()
{
    QFETCH(int, mean);
    QFETCH(quint32, count);
    QFETCH(int, others);
    CircuitBreaker breaker(configOf());
    const bool opened = breaker.noteSuccess(
        {1, 1ms, std::chrono::milliseconds(mean), count, std::chrono::milliseconds(others)}, start);
    QTEST(opened, "open");
    QTEST(!breaker.admits(start), "open");
}

void TestCircuitBreaker::opensForAWhile()
{
    CircuitBreaker breaker = tripped();
    QVERIFY(!breaker.admits(start) && !breaker.admits(start + 30s - 1ns));
    QVERIFY(breaker.admits(start + 30s));
    breaker.begin(7, start + 30s);
    QVERIFY(!breaker.admits(start + 1h)); // one at a time
}

void TestCircuitBreaker::oneTrialDecides_data()
{
    QTest::addColumn<int>("answer"); ///< ms; 0: failure
    QTest::addColumn<bool>("opened");
    QTest::newRow("good") << 120 << false;
    QTest::newRow("just good") << 300 << false;
    QTest::newRow("slow") << 301 << true;
    QTest::newRow("failed") << 0 << true;
}

void TestCircuitBreaker::oneTrialDecides()
{
    QFETCH(int, answer);
    QFETCH(bool, opened);
    CircuitBreaker breaker = tripped();
    breaker.begin(7, start + 40s);
    const TimePoint end = start + 41s;
    // The mean of before does not count against it.
    const bool again =
        answer == 0 ? breaker.noteFailure(7, end)
                    : breaker.noteSuccess({7, std::chrono::milliseconds(answer), 900ms, 50, 100ms}, end);
    QCOMPARE(again, opened);
    QCOMPARE(breaker.admits(end), !opened);
    if (opened) {
        QVERIFY(!breaker.admits(end + 30s - 1ns) && breaker.admits(end + 30s));
        return;
    }
    // A clean record: as many slow answers and failures as before open it.
    QVERIFY(!breaker.noteSuccess({8, 900ms, 900ms, 53, 100ms}, end));
    QVERIFY(!breaker.noteFailure(9, end) && !breaker.noteFailure(10, end));
    QVERIFY(breaker.noteFailure(11, end));
}

void TestCircuitBreaker::aTrialThatIsGoneFreesItsPlace()
{
    CircuitBreaker breaker = tripped();
    breaker.begin(7, start + 30s);
    breaker.endTrial(6); // another one
    QVERIFY(!breaker.admits(start + 31s));
    breaker.endTrial(7);
    QVERIFY(breaker.admits(start + 31s));
}

void TestCircuitBreaker::lateOutcomesCountForNothing()
{
    CircuitBreaker breaker = tripped();
    QVERIFY(!breaker.noteSuccess(good(20), start + 1s));
    for (quint32 slot = 21; slot < 30; ++slot)
        QVERIFY(!breaker.noteFailure(slot, start + 1s));
    QVERIFY(!breaker.admits(start + 29s) && breaker.admits(start + 30s));
    breaker.begin(7, start + 30s);
    QVERIFY(!breaker.noteSuccess(good(31), start + 31s));
    QVERIFY(!breaker.noteFailure(32, start + 31s));
    QVERIFY(!breaker.admits(start + 31s)); // the trial is still under way
    QVERIFY(!breaker.noteSuccess(good(7), start + 32s));
    QVERIFY(breaker.admits(start + 32s));
}

void TestCircuitBreaker::offDoesNothing()
{
    CircuitBreaker breaker(configOf(false));
    for (quint32 slot = 0; slot < 100; ++slot) {
        QVERIFY(!breaker.noteFailure(slot, start));
        QVERIFY(!breaker.noteSuccess({slot, 10s, 10s, 100, 1ms}, start));
        QVERIFY(breaker.admits(start));
    }
}

QTEST_APPLESS_MAIN(TestCircuitBreaker)
#include "tst_circuitbreaker.moc"
