// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metrics/blockscript.h"
#include "metrics/longrun.h"
#include "metrics/survivalcurve.h"

#include <QTest>

#include <cmath>
#include <numbers>

using namespace weir;
using namespace weir::test;
using namespace std::chrono_literals;

namespace {

constexpr std::array<double, 1> median{50};

bool isNear(double actual, double expected, double tolerance = 1e-9)
{
    return std::abs(actual - expected) <= tolerance;
}

BlockTotals cosine(int order, double height)
{
    BlockTotals totals{};
    for (std::size_t block = 0; block < timeBlockCount; ++block)
        totals[block] = height * std::sqrt(2.0 / 48) *
                        std::cos(std::numbers::pi * order * (static_cast<double>(block) + 0.5) / 48);
    return totals;
}

/// 1 to 480, ten in each block: of the lower 240 six in each block of the first half and four in the others.
std::vector<BlockSample> uneven()
{
    std::vector<BlockSample> samples;
    double low = 1;
    double high = 241;
    for (quint16 block = 0; block < timeBlockCount; ++block) {
        const int lows = block < 24 ? 6 : 4;
        for (int i = 0; i < 10; ++i)
            samples.push_back({i < lows ? low++ : high++, block, false});
    }
    std::sort(samples.begin(), samples.end());
    return samples;
}

/// `count` of the values that `draw` gives, each in a block at random.
template <typename Draw>
std::vector<BlockSample> scattered(int count, quint64 seed, Draw &&draw)
{
    Random random(seed);
    std::vector<BlockSample> samples;
    for (int i = 0; i < count; ++i) {
        const quint16 block = static_cast<quint16>(random.below(timeBlockCount));
        samples.push_back({draw(random), block, false});
    }
    std::sort(samples.begin(), samples.end());
    return samples;
}

double exponential(Random &random)
{
    return random.exponential(100);
}

} // namespace

class TestIntervals : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tellsTheBlockOfAMoment();
    void tellsWhereABlockBeginsAndEnds_data();
    void tellsWhereABlockBeginsAndEnds();
    void spreadsAmountsOverBlocks();
    void seesNoMeanInACosine();
    void takesFewerCosinesOfALongMemory();
    void followsTheCurveWithBounds();
    void looksAtManySharesAsAtEach();
    void readsTheMedianBackThroughItsRanks();
    void leavesIndependentSamplesTheirCount();
    void countsSamplesOfOneMomentOnce();
    void givesNoIntervalOfTooFew();
    void leavesTheUpperEndOpenBeyondTheCurve();
    void boundsAMeanWithBoundsFromBelow();
    void givesRatesTheSpreadOfTheirBlocks();
    void givesAShareOfNoneAWidth();
    void takesGapsOfARequestAsOneUnit();
    void countsBoundsOfGaps();
    void holdsTheTruthOfAQueue_data();
    void holdsTheTruthOfAQueue();
};

void TestIntervals::tellsTheBlockOfAMoment()
{
    const TimeBlocks blocks(10s, 58s);
    QCOMPARE(blocks.of(9s), quint16{0});
    QCOMPARE(blocks.of(10'999ms), quint16{0});
    QCOMPARE(blocks.of(11s), quint16{1});
    QCOMPARE(blocks.of(58s), quint16{47});
    QCOMPARE(blocks.of(90s), quint16{47});
    QCOMPARE(TimeBlocks(5s, 5s).of(6s), quint16{0});
}

void TestIntervals::tellsWhereABlockBeginsAndEnds_data()
{
    QTest::addColumn<qint64>("from");
    QTest::addColumn<qint64>("to");
    QTest::newRow("even") << qint64{10'000} << qint64{10'480};
    QTest::newRow("odd") << qint64{7} << qint64{1'016};
    QTest::newRow("shorter than its blocks") << qint64{5} << qint64{22};
    QTest::newRow("none") << qint64{5} << qint64{5};
}

void TestIntervals::tellsWhereABlockBeginsAndEnds()
{
    QFETCH(const qint64, from);
    QFETCH(const qint64, to);
    const TimeBlocks blocks(Nanoseconds{from}, Nanoseconds{to});
    QVERIFY(!TimeBlocks::Stretch{}.holds(0s));
    for (qint64 at = from - 3; at < to + 3; ++at) {
        const TimeBlocks::Stretch stretch = blocks.stretchOf(Nanoseconds{at});
        QVERIFY(stretch.holds(Nanoseconds{at}));
        for (qint64 other = from - 3; other < to + 3; ++other)
            QCOMPARE(stretch.holds(Nanoseconds{other}), blocks.of(Nanoseconds{other}) == stretch.block);
    }
}

void TestIntervals::spreadsAmountsOverBlocks()
{
    const TimeBlocks blocks(10s, 58s);
    BlockTotals totals{};
    blocks.spread(totals, 10'500ms, 12'500ms, 4);
    QVERIFY(isNear(totals[0], 1) && isNear(totals[1], 2) && isNear(totals[2], 1) && totals[3] == 0);
    // Half of it lies behind the window's end, and all of the next before its begin.
    blocks.spread(totals, 57s, 59s, 2);
    QVERIFY(isNear(totals[47], 1) && totals[46] == 0);
    blocks.spread(totals, 5s, 9s, 7);
    QVERIFY(isNear(totals[0], 1));
    blocks.spread(totals, 20s, 20s, 3);
    QVERIFY(isNear(totals[10], 3));
}

void TestIntervals::seesNoMeanInACosine()
{
    QVERIFY(isNear(cosineCoefficient(halves(5, 5), 1), 0));
    QVERIFY(isNear(cosineCoefficient(cosine(3, 2), 3), 2));
    QVERIFY(isNear(cosineCoefficient(cosine(3, 2), 4), 0));
}

void TestIntervals::takesFewerCosinesOfALongMemory()
{
    // All in the fast half: twelve cosines, of which one has a square of 4.
    const LongRunVariance fast = *longRunVariance(cosine(7, 2), 48);
    QCOMPARE(fast.freedom, 12);
    QVERIFY(isNear(fast.variance, 48 * 4.0 / 12));
    // All in the slow half, down to the last four.
    const LongRunVariance slow = *longRunVariance(cosine(1, 3), 48);
    QCOMPARE(slow.freedom, 4);
    QVERIFY(isNear(slow.variance, 48 * 9.0 / 4));
    QCOMPARE(longRunVariance(cosine(7, 2), 8)->freedom, 7);
    QVERIFY(!longRunVariance(cosine(7, 2), 4));
}

void TestIntervals::followsTheCurveWithBounds()
{
    // One of three ends at 1, one is left at 2, one ends at 3: S is 2/3 up to 3 and then 0.
    const std::vector<BlockSample> samples{{1, 0, false}, {2, 1, true}, {3, 2, false}};
    const SurvivalCurve<BlockSample> curve(samples);
    QCOMPARE(curve.valueAt(0.33, false), 1.0);
    QCOMPARE(curve.valueAt(0.34, false), 3.0);
    QVERIFY(isNear(curve.mean(), 1 + 2.0 / 3 * 2));
    const Influence influence = curve.influences(std::array{&curve.steps().front()}).front();
    QVERIFY(isNear(influence.blocks[0], 2.0 / 9));
    QVERIFY(isNear(influence.blocks[1], -1.0 / 9));
    QVERIFY(isNear(influence.blocks[2], -1.0 / 9));
    QVERIFY(isNear(influence.squares, 2.0 / 27));
    // The mean of 1 and 3: each moves it by half its distance from it.
    const std::vector<BlockSample> known{{1, 0, false}, {3, 1, false}};
    const Influence onMean = SurvivalCurve<BlockSample>(known).influences({}).back();
    QVERIFY(isNear(onMean.blocks[0], -0.5));
    QVERIFY(isNear(onMean.blocks[1], 0.5));
}

void TestIntervals::looksAtManySharesAsAtEach()
{
    std::vector<BlockSample> samples =
        scattered(5'000, 11, [](Random &random) { return std::floor(exponential(random)); });
    for (std::size_t i = 0; i < samples.size(); i += 7)
        samples[i].censored = true;
    std::sort(samples.begin(), samples.end());
    const SurvivalCurve<BlockSample> curve(samples);
    std::vector<const CurveStep *> steps;
    for (const double share : {0.01, 0.1, 0.3, 0.5, 0.7, 0.9, 0.95})
        steps.push_back(curve.stepFor(share));
    steps.insert(steps.begin() + 3, nullptr); // of a share that has none
    CurveMemory memory;
    for (std::size_t count = 0; count <= steps.size(); ++count) {
        const std::vector<Influence> all = curve.influences(std::span(steps).first(count));
        QCOMPARE(all.size(), count + 1);
        for (std::size_t i = 0; i < count; ++i) {
            // A memory that another curve has left behind changes nothing.
            const SurvivalCurve<BlockSample> again(samples, memory);
            const CurveStep *step =
                steps[i] == nullptr
                    ? nullptr
                    : &again.steps()[static_cast<std::size_t>(steps[i] - curve.steps().data())];
            const Influence alone = again.influences(std::array{step}).front();
            QVERIFY(alone.blocks == all[i].blocks);
            QCOMPARE(alone.squares, all[i].squares);
            QCOMPARE(alone.squares > 0, step != nullptr);
        }
        QVERIFY(all.back().blocks == curve.influences({}).back().blocks);
    }
}

void TestIntervals::readsTheMedianBackThroughItsRanks()
{
    // The counts below the median are 1 above and 1 below what they should be: their squares of the first
    // four cosines are 38.921, 0, 4.337 and 0, so the variance of all is 48 * 43.258 / 4 = 519.10, that of
    // the share 519.10 / 480^2, and the samples are worth 110.96. t of 4 is 2.776: 0.5 +- 0.13179, ranks 177
    // and 304.
    const std::vector<BlockSample> samples = uneven();
    const SampleIntervals found = sampleIntervals(samples, median);
    QVERIFY(isNear(found.ranks[0].effectiveCount, 110.9617, 1e-3));
    QCOMPARE(found.ranks[0].interval, (Interval{177, 304}));
}

void TestIntervals::leavesIndependentSamplesTheirCount()
{
    const std::vector<BlockSample> samples = scattered(1'000, 7, exponential);
    const SampleIntervals found = sampleIntervals(samples, std::array<double, 2>{50, 99});
    QVERIFY(isNear(found.ranks[0].effectiveCount, 1'000, 1e-6));
    QVERIFY(isNear(found.ranks[1].effectiveCount, 1'000, 1e-6));
    QVERIFY(found.ranks[0].interval->low < 69.3 && 69.3 < found.ranks[0].interval->high);
    QVERIFY(found.mean->low < 100 && 100 < found.mean->high);
    // Half the width of a mean of 1,000 such values is 6.2 by the normal distribution.
    QVERIFY(found.mean->high - found.mean->low > 6 && found.mean->high - found.mean->low < 25);
}

void TestIntervals::countsSamplesOfOneMomentOnce()
{
    std::vector<BlockSample> samples = scattered(1'000, 7, exponential);
    for (BlockSample &sample : samples)
        sample.block = static_cast<quint16>(sample.block % 2);
    const SampleIntervals found = sampleIntervals(samples, median);
    QCOMPARE(found.ranks[0].effectiveCount, 2.0);
    QVERIFY(!found.ranks[0].interval);
    QVERIFY(!found.mean);
}

void TestIntervals::givesNoIntervalOfTooFew()
{
    std::vector<BlockSample> samples;
    for (quint16 i = 0; i < 9; ++i)
        samples.push_back({100.0 + i, static_cast<quint16>(5 * i), false});
    const SampleIntervals found = sampleIntervals(samples, median);
    QVERIFY(!found.ranks[0].interval);
    QVERIFY(!found.mean);
    QVERIFY(!sampleIntervals({}, median).ranks[0].interval);
    QVERIFY(!rateInterval(halves(1, 1), 10, 9));
    BlockTotals oneBlock{};
    oneBlock[3] = 100;
    QVERIFY(!rateInterval(oneBlock, 10, 100));
    QVERIFY(!shareInterval(oneBlock, oneBlock));
}

void TestIntervals::leavesTheUpperEndOpenBeyondTheCurve()
{
    // Of 100 samples one is expected above p99: no sample bounds it.
    const std::vector<BlockSample> few = scattered(100, 3, exponential);
    const std::optional<Interval> high = sampleIntervals(few, std::array<double, 1>{99}).ranks[0].interval;
    QVERIFY(high && std::isfinite(high->low) && std::isinf(high->high));
    // A deadline that one in 18 misses: p95 can be told from below alone, p99 not at all.
    std::vector<BlockSample> cut = scattered(1'000, 3, exponential);
    for (BlockSample &sample : cut)
        sample = sample.value > 290 ? BlockSample{290, sample.block, true} : sample;
    const SampleIntervals found = sampleIntervals(cut, std::array<double, 3>{50, 95, 99});
    QVERIFY(std::isfinite(found.ranks[0].interval->high));
    QVERIFY(found.ranks[1].interval && std::isinf(found.ranks[1].interval->high));
    QVERIFY(found.ranks[1].interval->low > 230);
    QVERIFY(!found.ranks[2].interval);
}

void TestIntervals::boundsAMeanWithBoundsFromBelow()
{
    std::vector<BlockSample> samples = scattered(480, 11, exponential);
    samples.push_back({2'000, 3, true});
    const std::optional<Interval> mean = sampleIntervals(samples, median).mean;
    QVERIFY(mean && mean->low < 105 && std::isinf(mean->high));
    // A bound in the middle leaves the end of the curve alone.
    samples.back() = {100, 3, true};
    std::sort(samples.begin(), samples.end());
    QVERIFY(std::isfinite(sampleIntervals(samples, median).mean->high));
}

void TestIntervals::givesRatesTheSpreadOfTheirBlocks()
{
    // The same variance as of the median above: 480 +- 2.776 * sqrt(519.10), over 48 s.
    const Interval rate = *rateInterval(halves(11, 9), 48, 480);
    QVERIFY(isNear(rate.low, 8.68213, 1e-5));
    QVERIFY(isNear(rate.high, 11.31787, 1e-5));
    // One that can't be: never below zero.
    QCOMPARE(rateInterval(halves(10, 0.01), 48, 240)->low, 0.0);
}

void TestIntervals::givesAShareOfNoneAWidth()
{
    // Wilson's with t of 12: t^2 = 4.7472, and 4.7472 / 480 / (1 + 4.7472 / 480) is the upper end.
    const Interval none = *shareInterval(halves(0, 0), halves(10, 10));
    QVERIFY(isNear(none.low, 0));
    QVERIFY(isNear(none.high, 0.0097932, 1e-6));
    const Interval all = *shareInterval(halves(10, 10), halves(10, 10));
    QVERIFY(isNear(all.low, 1 - 0.0097932, 1e-6));
    QVERIFY(isNear(all.high, 1));
    // Six and four of ten: worth 110.96 requests, so t^2 / n = 7.7086 / 110.96 = 0.069472 with t of 4, and
    // half the width is sqrt(0.069472 / 4 + 0.069472^2 / 4) / 1.069472 = 0.12744.
    const Interval half = *shareInterval(halves(6, 4), halves(10, 10));
    QVERIFY(isNear(half.low, 0.5 - 0.12744, 1e-5));
    QVERIFY(isNear(half.high, 0.5 + 0.12744, 1e-5));
}

void TestIntervals::takesGapsOfARequestAsOneUnit()
{
    // 40 requests of 300 gaps, each at a pace of its own.
    BlockedGaps gaps;
    Random random(5);
    for (quint16 request = 0; request < 40; ++request) {
        const Nanoseconds pace{static_cast<qint64>((10 + 20 * random.uniform()) * 1e6)};
        for (int i = 0; i < 300; ++i)
            gaps.add(request, pace);
    }
    QCOMPARE(gaps.known().count(), quint64{12'000});
    const SampleIntervals found = gaps.intervals(median);
    QVERIFY(found.ranks[0].effectiveCount < 120);
    const double width = found.ranks[0].interval->high - found.ranks[0].interval->low;
    QVERIFY(width > 1e6 && width < 16e6);
    QVERIFY(BlockedGaps().intervals(median).ranks.size() == 1);
}

void TestIntervals::countsBoundsOfGaps()
{
    BlockedGaps gaps;
    for (quint16 block = 0; block < timeBlockCount; ++block) {
        for (int i = 0; i < 9; ++i)
            gaps.add(block, 20ms);
        gaps.addCensored(block, 3s);
    }
    QCOMPARE(gaps.bounds().count(), quint64{48});
    const SampleIntervals found = gaps.intervals(std::array<double, 2>{50, 95});
    QCOMPARE(found.ranks[0].interval->low, 20e6);
    QVERIFY(!found.ranks[1].interval);
    QVERIFY(found.mean && std::isinf(found.mean->high));
}

void TestIntervals::holdsTheTruthOfAQueue_data()
{
    QTest::addColumn<double>("load");
    QTest::addColumn<double>("seconds");
    QTest::addColumn<double>("trueMedian");
    QTest::addColumn<double>("trueMean");
    // M/M/4 of mean 1: the wait is over t with probability C exp(-4 (1 - load) t), C by Erlang's formula
    // (0.17391 and 0.59637), and the mean time 1 + C / (4 (1 - load)). The median solves the sum of both
    // parts.
    QTest::newRow("half the capacity") << 0.5 << 1'500.0 << 0.78341 << 1.08696;
    QTest::newRow("four fifths") << 0.8 << 8'000.0 << 1.34620 << 1.74546;
}

void TestIntervals::holdsTheTruthOfAQueue()
{
    QFETCH(double, load);
    QFETCH(double, seconds);
    QFETCH(double, trueMedian);
    QFETCH(double, trueMean);
    constexpr int runs = 60;
    int medians = 0;
    int means = 0;
    int rates = 0;
    double sum = 0;
    for (int i = 0; i < runs; ++i) {
        const QueueRun run = playQueue(load, seconds, static_cast<quint64>(i));
        const SampleIntervals found = sampleIntervals(run.e2e, median);
        const auto holds = [](const std::optional<Interval> &interval, double truth) {
            return interval && interval->low <= truth && truth <= interval->high ? 1 : 0;
        };
        medians += holds(found.ranks[0].interval, trueMedian * 1e9);
        means += holds(found.mean, trueMean * 1e9);
        rates += holds(rateInterval(run.arrivals, seconds, run.count), 4 * load);
        sum += SurvivalCurve<BlockSample>(run.e2e).mean() / 1e9;
    }
    QVERIFY2(isNear(sum / runs, trueMean, 0.05 * trueMean), qPrintable(QString::number(sum / runs)));
    // 95 % of 60 are 57; an interval that takes requests for independent holds some 20 at four fifths.
    QVERIFY2(medians >= 52, qPrintable(QString::number(medians)));
    QVERIFY2(means >= 52, qPrintable(QString::number(means)));
    QVERIFY2(rates >= 52, qPrintable(QString::number(rates)));
    // They are not simply too wide.
    QVERIFY(medians + means + rates < 3 * runs);
}

QTEST_APPLESS_MAIN(TestIntervals)
#include "tst_intervals.moc"
