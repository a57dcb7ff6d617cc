// SPDX-License-Identifier: GPL-3.0-or-later
// The order of waiting: priorities, places at the front, cancelling, time-outs.
#include "base/random.h"
#include "service/model/waitqueue.h"

#include <QTest>

#include <algorithm>

using namespace weir;
using namespace std::chrono_literals;

namespace {

constexpr TimePoint start{};

struct Push
{
    quint32 slot = 0;
    int priority = 0;
    bool front = false;
};
using Pushes = QList<Push>;
using Slots = QList<quint32>;

Slots drained(WaitQueue &queue)
{
    Slots slots;
    while (!queue.isEmpty())
        slots.append(queue.pop().slot);
    return slots;
}

} // namespace

class TestWaitQueue : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void order_data();
    void order();
    void removesFromTheMiddle();
    void evictsTheLongestFirst();
    void matchesASortedList();
};

void TestWaitQueue::order_data()
{
    QTest::addColumn<Pushes>("pushes");
    QTest::addColumn<bool>("priorities");
    QTest::addColumn<Slots>("expected");
    QTest::newRow("none") << Pushes{} << true << Slots{};
    QTest::newRow("first come") << Pushes{{5, 0, false}, {3, 0, false}, {4, 0, false}} << true
                                << Slots{5, 3, 4};
    QTest::newRow("jump ahead") << Pushes{{1, 0, false}, {2, 9, false}, {3, -1, false}, {4, 9, false}} << true
                                << Slots{2, 4, 1, 3};
    QTest::newRow("priorities off") << Pushes{{1, 0, false}, {2, 9, false}, {3, -1, false}} << false
                                    << Slots{1, 2, 3};
    QTest::newRow("front of its priority")
        << Pushes{{1, 1, false}, {2, 0, false}, {3, 0, true}, {4, 0, true}} << true << Slots{1, 4, 3, 2};
    QTest::newRow("front with priorities off") << Pushes{{1, 7, false}, {2, 0, true}} << false << Slots{2, 1};
    QTest::newRow("extreme priorities")
        << Pushes{{1, std::numeric_limits<int>::min(), false}, {2, std::numeric_limits<int>::max(), false}}
        << true << Slots{2, 1};
}

void TestWaitQueue::order()
{
    QFETCH(Pushes, pushes);
    QFETCH(bool, priorities);
    WaitQueue queue(priorities);
    for (const Push &push : pushes)
        queue.push({push.slot, push.priority, start}, push.front);
    QCOMPARE(queue.size(), std::size_t(pushes.size()));
    QTEST(drained(queue), "expected");
    QVERIFY(queue.isEmpty() && !queue.oldest());
}

void TestWaitQueue::removesFromTheMiddle()
{
    WaitQueue queue(true);
    for (quint32 slot = 0; slot < 5; ++slot)
        queue.push({slot, 0, start});
    QVERIFY(queue.remove(2));
    QVERIFY(!queue.remove(2));
    QVERIFY(!queue.remove(77));
    QCOMPARE(queue.front().slot, 0U);
    QCOMPARE(drained(queue), (Slots{0, 1, 3, 4}));
}

void TestWaitQueue::evictsTheLongestFirst()
{
    WaitQueue queue(true);
    queue.push({1, 0, start + 3s});
    queue.push({2, 9, start + 1s});
    queue.push({3, 0, start + 2s});
    queue.push({4, 0, start + 1s}, true);
    QCOMPARE(queue.oldest(), std::optional(start + 1s));
    QVERIFY(queue.evictBefore(start + 1s).empty());
    QCOMPARE(queue.evictBefore(start + 1s + 1ns), (std::vector<quint32>{2, 4}));
    QCOMPARE(queue.oldest(), std::optional(start + 2s));
    QCOMPARE(queue.evictBefore(start + 1h), (std::vector<quint32>{3, 1}));
    QVERIFY(queue.isEmpty());
}

void TestWaitQueue::matchesASortedList()
{
    // Whatever happens in between: pop() gives what a stable sort by priority of those left gives.
    Random random(4);
    WaitQueue queue(true);
    std::vector<WaitQueue::Entry> list;
    for (quint32 slot = 0; slot < 3000; ++slot) {
        const WaitQueue::Entry entry{slot, int(random.below(5)) - 2, start + Nanoseconds(random.below(1000))};
        queue.push(entry);
        list.push_back(entry);
        if (random.below(3) == 0) {
            const auto gone = list.begin() + qptrdiff(random.below(list.size()));
            QVERIFY(queue.remove(gone->slot));
            list.erase(gone);
        }
    }
    std::ranges::stable_sort(list, std::ranges::greater{}, &WaitQueue::Entry::priority);
    QCOMPARE(queue.size(), list.size());
    for (const WaitQueue::Entry &entry : list)
        QCOMPARE(queue.pop().slot, entry.slot);
}

QTEST_GUILESS_MAIN(TestWaitQueue)
#include "tst_waitqueue.moc"
