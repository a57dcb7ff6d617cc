// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/pacer.h"
#include "engine/timerqueue.h"

#include <QSignalSpy>
#include <QTest>

using namespace weir;
using namespace std::chrono_literals;

class TestPacer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void wakesNeverEarly()
    {
        int woken = 0;
        TimePoint wokenAt;
        Pacer pacer([&] {
            ++woken;
            wokenAt = MonotonicClock::now();
        });
        const TimePoint due = MonotonicClock::now() + 20ms;
        pacer.wakeAt(due);
        QTRY_COMPARE(woken, 1);
        QVERIFY(wokenAt >= due);
    }

    void aPastMomentGoesOffAtOnce()
    {
        int woken = 0;
        Pacer pacer([&] { ++woken; });
        pacer.wakeAt(TimePoint{});
        QTRY_COMPARE(woken, 1);
    }

    void theLastSettingCounts()
    {
        int woken = 0;
        Pacer pacer([&] { ++woken; });
        pacer.wakeAt(MonotonicClock::now() + 1h);
        pacer.wakeAt(MonotonicClock::now() + 5ms);
        QTRY_COMPARE(woken, 1);
        pacer.wakeAt(MonotonicClock::now() + 5ms);
        pacer.cancel();
        QTest::qWait(30);
        QCOMPARE(woken, 1);
    }

    void queueRunsInOrderAndToTheEnd()
    {
        TimerQueue queue;
        std::vector<int> order;
        queue.add(timePointFromNs(30), [&](TimePoint) { order.push_back(3); });
        queue.add(timePointFromNs(10), [&](TimePoint due) {
            order.push_back(1);
            queue.add(due + 5ns, [&](TimePoint) { order.push_back(2); });
        });
        queue.add(timePointFromNs(30), [&](TimePoint) { order.push_back(4); });
        queue.add(timePointFromNs(31), [&](TimePoint) { order.push_back(5); });
        queue.runDue(timePointFromNs(30));
        QCOMPARE(order, std::vector<int>({1, 2, 3, 4}));
        QCOMPARE(queue.nextDue().value(), timePointFromNs(31));
    }
};

QTEST_GUILESS_MAIN(TestPacer)
#include "tst_pacer.moc"
