// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/unreached.h"

#include <QTest>

using namespace weir;
using namespace std::chrono_literals;

namespace {

const TimePoint zero{100s};

RequestRecord ended(Nanoseconds from, Nanoseconds to, OutcomeClass outcome)
{
    RequestRecord record;
    record.started = zero + from;
    record.closed = zero + to;
    record.outcome.outcome = outcome;
    return record;
}

WorkerBatch batchOf(Nanoseconds at, std::vector<RequestRecord> records, quint64 bytes = 0)
{
    WorkerBatch batch;
    batch.at = zero + at;
    batch.finished = std::move(records);
    batch.bytes = bytes;
    return batch;
}

} // namespace

/// Users who can't reach their target, and runs that can't reach any.
class TestUnreached : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void usersPauseLongerAndLonger()
    {
        UnreachedPause pause;
        const UserIndex user{3};
        for (const Nanoseconds expected :
             {100ms, 200ms, 400ms, 800ms, 1600ms, 3200ms, 5000ms, 5000ms, 5000ms})
            QCOMPARE(pause.after(user, OutcomeClass::ConnectRefused), expected);
        QCOMPARE(pause.after(UserIndex{4}, OutcomeClass::DnsFailure), Nanoseconds(100ms));
        // Whoever meets somebody, however rude, begins anew.
        QCOMPARE(pause.after(user, OutcomeClass::Http5xx), Nanoseconds(0));
        QCOMPARE(pause.after(user, OutcomeClass::TlsFailure), Nanoseconds(100ms));
        for (int i = 0; i < 100; ++i)
            QVERIFY(pause.after(user, OutcomeClass::ConnectTimeout) <= 5s);
    }

    void tenSecondsWithoutAnybodyAreTooLong()
    {
        UnreachedWatch watch;
        for (int second = 0; second < 10; ++second) {
            watch.add(batchOf(second * 1s + 100ms,
                              {ended(second * 1s, second * 1s + 1ms, OutcomeClass::ConnectRefused)}));
            QVERIFY(!watch.goneFor());
        }
        watch.add(batchOf(10s + 100ms, {ended(10s, 10s + 1ms, OutcomeClass::ConnectRefused)}));
        QCOMPARE(watch.goneFor(), std::optional<Nanoseconds>(10s + 1ms));
    }

    void aByteFromAnywhereIsSomebody_data()
    {
        QTest::addColumn<bool>("ofAnOpenStream");
        QTest::newRow("a stream goes on") << true;
        QTest::newRow("a head without a body") << false;
    }

    void aByteFromAnywhereIsSomebody()
    {
        QFETCH(const bool, ofAnOpenStream);
        RequestRecord answered = ended(7s, 7s + 5ms, OutcomeClass::Http5xx);
        answered.headers = answered.closed;
        UnreachedWatch watch;
        for (int second = 0; second <= 16; ++second) {
            watch.add(batchOf(second * 1s + 100ms,
                              {ended(second * 1s, second * 1s + 1ms, OutcomeClass::ConnectFailed)}));
            if (second == 7)
                watch.add(ofAnOpenStream ? batchOf(7s + 200ms, {}, 40) : batchOf(7s + 200ms, {answered}));
            QVERIFY2(!watch.goneFor(), qPrintable(QString::number(second)));
        }
        watch.add(batchOf(18s, {ended(17s + 900ms, 18s, OutcomeClass::ConnectFailed)}));
        QVERIFY(watch.goneFor()); // since the byte
    }

    void aLongAttemptShowsItsWholeTime()
    {
        UnreachedWatch watch;
        watch.add(batchOf(12s, {ended(1s, 11s, OutcomeClass::ConnectTimeout)}));
        QCOMPARE(watch.goneFor(), std::optional<Nanoseconds>(10s));
        UnreachedWatch other;
        other.add(batchOf(2s, {}, 1));
        other.add(batchOf(12s, {ended(1s, 11s, OutcomeClass::ConnectTimeout)}));
        QVERIFY(!other.goneFor());
    }

    void refusalsOfOtherKindsTellNothing()
    {
        UnreachedWatch watch;
        for (int second = 0; second <= 20; ++second)
            watch.add(batchOf(second * 1s, {ended(second * 1s, second * 1s,
                                                  second % 2 == 0 ? OutcomeClass::TlsFailure
                                                                  : OutcomeClass::ClosedBeforeResponse)}));
        QVERIFY(!watch.goneFor());
    }
};

QTEST_GUILESS_MAIN(TestUnreached)
#include "tst_unreached.moc"
