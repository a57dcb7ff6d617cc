// SPDX-License-Identifier: GPL-3.0-or-later
// When the memory guard acts, and by which step, from figures that the test makes up.
#include "engine/memoryguard.h"

#include <QSemaphore>
#include <QTest>

using namespace weir;
using namespace std::chrono_literals;

namespace {

constexpr quint64 mega = quint64{1} << 20;
using Relief = std::optional<MemoryRelief>;

/// A process of 100 MB that may grow by 400.
class Looked
{
public:
    Relief at(Nanoseconds since, quint64 residentMega)
    {
        return m_watch.look(residentMega * mega, timePointFromNs(0) + since, tally);
    }
    /// All workers have answered; so many streams were ended.
    void answer(quint64 ended)
    {
        tally.ended += ended;
        tally.answered = tally.asked.load();
    }
    [[nodiscard]] TimePoint calmUntil() const { return m_watch.calmUntil(); }

    ReliefTally tally;

private:
    MemoryWatch m_watch{100 * mega, 400 * mega};
};

} // namespace

class TestMemoryGuard : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void limitIsAQuarterOfWhatIsFree()
    {
        QCOMPARE(memoryLimitFor(16'000 * mega), 4'000 * mega);
        QCOMPARE(memoryLimitFor(1'000 * mega), 512 * mega);
        QCOMPARE(memoryLimitFor(std::nullopt), 512 * mega);
    }

    void nothingBelowTheLimit()
    {
        Looked looked;
        QCOMPARE(looked.at(1s, 100), Relief());
        QCOMPARE(looked.at(2s, 499), Relief());
        QCOMPARE(looked.at(3s, 120), Relief());
    }

    void silenceCountsFromWhenTheGrowthBegan()
    {
        Looked looked;
        static_cast<void>(looked.at(1s, 200));
        static_cast<void>(looked.at(2s, 250));
        static_cast<void>(looked.at(3s, 350)); // more than half
        static_cast<void>(looked.at(4s, 501));
        QCOMPARE(looked.calmUntil(), timePointFromNs(0) + 2s);
    }

    void stepsFollowOnlyWhereTheOneBeforeEndedNothing()
    {
        Looked looked;
        QCOMPARE(looked.at(1s, 510), Relief(MemoryRelief::EndLargest));
        QCOMPARE(looked.at(1100ms, 600), Relief()); // it had no time to show
        QCOMPARE(looked.at(1400ms, 600), Relief(MemoryRelief::EndQuiet));
        looked.answer(3);
        QCOMPARE(looked.at(1500ms, 700), Relief()); // still being given back
        QCOMPARE(looked.at(1800ms, 150), Relief());
        QCOMPARE(looked.at(9s, 510), Relief(MemoryRelief::EndLargest)); // the next flood begins anew
    }

    void whatNobodyGivesBackIsNotASecondFault()
    {
        Looked looked;
        QCOMPARE(looked.at(1s, 510), Relief(MemoryRelief::EndLargest));
        looked.answer(1);
        QCOMPARE(looked.at(1400ms, 505), Relief()); // fragments: no stream holds them
        QCOMPARE(looked.at(2s, 600), Relief());     // some room beside them
        QCOMPARE(looked.at(3s, 610), Relief(MemoryRelief::EndLargest));
    }

    void aWorkerThatIsBusyIsWaitedFor()
    {
        Looked looked;
        looked.tally.asked = 1;
        QCOMPARE(looked.at(1s, 510), Relief(MemoryRelief::EndLargest));
        QCOMPARE(looked.at(3s, 520), Relief());
        QCOMPARE(looked.at(4100ms, 530), Relief(MemoryRelief::EndQuiet));
    }

    void whereNothingHelpsTheLoadEnds()
    {
        Looked looked;
        QCOMPARE(looked.at(1s, 510), Relief(MemoryRelief::EndLargest));
        QCOMPARE(looked.at(2s, 520), Relief(MemoryRelief::EndQuiet));
        QCOMPARE(looked.at(3s, 530), Relief(MemoryRelief::EndAll));
        QCOMPARE(looked.at(4s, 530), Relief(MemoryRelief::EndAll));

        Looked rushed; // twice the limit
        QCOMPARE(rushed.at(1s, 910), Relief(MemoryRelief::EndAll));
    }

    void threadLooksAndActs()
    {
        QVERIFY(processResidentBytes() > mega);
        std::atomic<quint64> resident{100 * mega};
        QSemaphore acted;
        const std::shared_ptr<ReliefTally> tally = std::make_shared<ReliefTally>();
        const MemoryGuard guard(
            400 * mega, tally, [&acted](MemoryRelief, TimePoint) { acted.release(); },
            [&resident] { return resident.exchange(600 * mega); });
        QVERIFY(acted.tryAcquire(1, 20'000));
    }
};

QTEST_GUILESS_MAIN(TestMemoryGuard)
#include "tst_memoryguard.moc"
