// SPDX-License-Identifier: GPL-3.0-or-later
// Each item is worked on once, however many threads share them.
#include "base/parallel.h"

#include <QTest>

#include <array>
#include <atomic>

using namespace weir;

class TestParallel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void eachItemOnce_data();
    void eachItemOnce();
    void eachWorkerAlone();
};

void TestParallel::eachItemOnce_data()
{
    QTest::addColumn<int>("count");
    for (const int count : {0, 1, 2, 3, 1000})
        QTest::newRow(qPrintable(QString::number(count))) << count;
}

void TestParallel::eachItemOnce()
{
    QFETCH(const int, count);
    std::array<std::atomic<int>, 1000> calls{};
    forEachInParallel(static_cast<std::size_t>(count), [&calls](std::size_t item) { ++calls.at(item); });
    for (int item = 0; item < 1000; ++item)
        QCOMPARE(calls[static_cast<std::size_t>(item)].load(), item < count ? 1 : 0);
}

void TestParallel::eachWorkerAlone()
{
    constexpr std::size_t count = 1000;
    std::array<std::atomic<int>, count> calls{};
    std::atomic<std::size_t> workers{0};
    std::atomic<bool> overlapped{false};
    forEachByWorkers(count, [&]() -> Worker {
        ++workers;
        const auto isBusy = std::make_shared<std::atomic<bool>>(false); // memory of its own
        return [&, isBusy](std::size_t item) {
            if (isBusy->exchange(true))
                overlapped = true;
            ++calls.at(item);
            *isBusy = false;
        };
    });
    for (const std::atomic<int> &called : calls)
        QCOMPARE(called.load(), 1);
    QVERIFY(!overlapped);
    QVERIFY(workers >= 1 && workers <= std::max(1U, std::thread::hardware_concurrency()));
}

QTEST_GUILESS_MAIN(TestParallel)
#include "tst_parallel.moc"
