// SPDX-License-Identifier: GPL-3.0-or-later
// What steering does to a plan, and that shares stay parts of one whole however far each has been read.
#include "planhelpers.h"

#include <QTest>

using namespace weir;
using namespace weir::test;
using namespace std::chrono_literals;

namespace {

struct Act
{
    Nanoseconds at;
    double factor;
};

/// Reads a sequence as a load driver does: one arrival is held until its time has come, and each act reaches
/// the driver `late` after its moment.
std::vector<Arrival> driven(ArrivalSequence &sequence, const std::vector<Act> &acts, Nanoseconds late = 0ns)
{
    std::vector<Arrival> used;
    std::optional<Arrival> held = sequence.next();
    const auto useUntil = [&](Nanoseconds now) {
        while (held && held->at < now) {
            used.push_back(*held);
            held = sequence.next();
        }
    };
    for (const Act &act : acts) {
        useUntil(act.at + late);
        sequence.steer(act.at, act.factor, held);
        if (!held)
            held = sequence.next();
    }
    useUntil(Nanoseconds::max());
    return used;
}

std::vector<Arrival> driven(const Load &load, const std::vector<Act> &acts, quint64 seed = 3)
{
    return driven(*arrivalsOf(load, 0, seed, {}).value(), acts);
}

qint64 between(const std::vector<Arrival> &plan, Nanoseconds from, Nanoseconds to)
{
    return std::count_if(plan.begin(), plan.end(),
                         [&](const Arrival &a) { return a.at >= from && a.at < to; });
}

void addKinds()
{
    QTest::addColumn<int>("arrivals");
    QTest::newRow("even") << static_cast<int>(Arrivals::Even);
    QTest::newRow("poisson") << static_cast<int>(Arrivals::Poisson);
    QTest::newRow("uniform") << static_cast<int>(Arrivals::Uniform);
    QTest::newRow("gamma") << static_cast<int>(Arrivals::Gamma);
}

Load mixedLoad(Arrivals kind)
{
    Load load = stepLoad({RateRamp{0, 80, 4s}, SpreadStep{300, 3s}, AtOnceStep{20}, RateStep{90, 3s},
                          PeakStep{200, 4s}, PauseStep{1s}, RateStairs{50.0, 30, 3, 1s, 500ms}},
                         kind, 0.4);
    load.warmUp = 1500ms;
    return load;
}

} // namespace

class TestSteering : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void evenArrivalsKeepTheirAmount()
    {
        const std::vector<Arrival> plan = driven(stepLoad({RateStep{1, 20s}}), {{10'300ms, 10}});
        // 10.3 requests have come; the next is due when 0.7 more have, at ten times the rate.
        QCOMPARE(plan[10].at, Nanoseconds{10s});
        QCOMPARE(plan[11].at, Nanoseconds{10'370ms});
        QCOMPARE(plan[12].at, Nanoseconds{10'470ms});
        QCOMPARE(plan.size(), std::size_t{108}); // 10.3 + 9.7 x 10 = 107.3
        for (std::size_t i = 0; i < plan.size(); ++i)
            QCOMPARE(plan[i].request, RequestId{i});
    }

    void pausedArrivalsResume()
    {
        const std::vector<Arrival> plan = driven(stepLoad({RateStep{10, 20s}}), {{5s, 0}, {9s, 1}});
        QCOMPARE(between(plan, 0s, 5s), 50);
        QCOMPARE(between(plan, 5s, 9s), 0);
        QCOMPARE(between(plan, 9s, 20s), 110);
        QCOMPARE(plan[50].at, Nanoseconds{9s});
    }

    void laterActReplacesEarlier()
    {
        const Load load = stepLoad({RateStep{10, 20s}});
        QVERIFY(driven(load, {{5s, 3}, {10s, 1}}) != driven(load, {}));
        QCOMPARE(driven(load, {{5s, 3}, {10s, 0.5}}).size(), std::size_t{250});
        QVERIFY(driven(load, {{5s, 3}, {5s, 1}}) == driven(load, {}));
        QVERIFY(driven(load, {{5s, std::nan("")}}) == driven(load, {{5s, 0}}));
    }

    void factorOneChangesNothing_data() { addKinds(); }

    void factorOneChangesNothing()
    {
        QFETCH(int, arrivals);
        const Load load = mixedLoad(static_cast<Arrivals>(arrivals));
        QVERIFY(driven(load, {{1s, 1}, {6s, 1}, {13'100ms, 1}}) == driven(load, {}));
    }

    void gapsStayWhenACountIsSteered()
    {
        const Load load = stepLoad({SpreadStep{50, 5s}, RateStep{50, 5s}}, Arrivals::Poisson);
        std::vector<Arrival> plain = driven(load, {});
        std::vector<Arrival> steered = driven(load, {{1s, 3}, {4s, 1}});
        QVERIFY(steered.size() > plain.size());
        while (!plain.empty() && plain.back().at >= 5s) {
            QCOMPARE(steered.back().at, plain.back().at);
            plain.pop_back();
            steered.pop_back();
        }
        QCOMPARE(plain.size(), std::size_t{50});
    }

    void countsScale_data() { addKinds(); }

    void countsScale()
    {
        QFETCH(int, arrivals);
        const Load load = stepLoad({SpreadStep{100, 10s}, AtOnceStep{40}, PauseStep{5s}, PeakStep{60, 10s}},
                                   static_cast<Arrivals>(arrivals));
        const std::vector<Arrival> all = driven(load, {{0s, 0.5}});
        QCOMPARE(between(all, 0s, 10s), 50);
        QCOMPARE(between(all, 10s, 15s), 20);
        QCOMPARE(between(all, 15s, 1h), 30);
        const std::vector<Arrival> some = driven(load, {{10s, 2}, {15s, 3}});
        QCOMPARE(between(some, 0s, 10s), 100);
        QCOMPARE(between(some, 10s, 15s), 80); // the jump at that very moment is steered
        QCOMPARE(between(some, 15s, 1h), 180);
        const std::vector<Arrival> inside = driven(load, {{4s, 0}, {6s, 1}, {20s, 0}});
        QCOMPARE(between(inside, 4s, 6s), 0);
        QVERIFY(std::abs(double(between(inside, 6s, 10s)) - 40) < 15);
        QCOMPARE(between(inside, 20s, 1h), 0);
    }

    void randomRatesScale()
    {
        for (const Arrivals kind : {Arrivals::Poisson, Arrivals::Gamma, Arrivals::Uniform}) {
            const std::vector<Arrival> plan = driven(stepLoad({RateStep{100, 100s}}, kind, 2), {{50s, 3}});
            QVERIFY(std::abs(double(between(plan, 0s, 50s)) - 5'000) < 300);
            QVERIFY(std::abs(double(between(plan, 50s, 100s)) - 15'000) < 500);
        }
    }

    void requestsLimitHolds_data() { addKinds(); }

    void requestsLimitHolds()
    {
        QFETCH(int, arrivals);
        Load load = stepLoad({}, static_cast<Arrivals>(arrivals));
        std::get<OpenLoad>(load.first().model).rate = 10;
        load.first().requests = 200;
        for (const double factor : {0.25, 1.0, 4.0}) {
            const std::vector<Arrival> plan = driven(load, {{5s, factor}});
            QCOMPARE(plan.size(), std::size_t{200});
            QVERIFY(plan.back().at > seconds(5 + 10 / factor) && plan.back().at < seconds(5 + 22 / factor));
        }
    }

    void farArrivalIsTakenBack()
    {
        // One arrival a minute: without taking it back the second would come in a minute, whatever is asked.
        const auto sequence = arrivalsOf(stepLoad({RateStep{1.0 / 60, 1h}}), 0, 1, {}).value();
        sequence->next();
        std::optional<Arrival> held = sequence->next();
        QCOMPARE(held->at, Nanoseconds{60s});
        sequence->steer(30s, 60, held);
        QVERIFY(!held);
        QCOMPARE(sequence->next(), std::optional(Arrival{RequestId{1}, 30'500ms}));
        // One that is due before stays with the caller.
        held = sequence->next();
        sequence->steer(40s, 0, held);
        QCOMPARE(held->at, Nanoseconds{31'500ms});
    }

    void endedPlanGoesOnWhenSteeredBeforeItsEnd()
    {
        const auto sequence = arrivalsOf(stepLoad({RateStep{1, 10s}}), 0, 1, {}).value();
        QCOMPARE(allOf(*sequence).size(), std::size_t{10});
        std::optional<Arrival> held;
        sequence->steer(9'500ms, 4, held);
        QCOMPARE(sequence->next()->at, Nanoseconds{9'625ms});
        QVERIFY(sequence->next().has_value());
        QVERIFY(!sequence->next());
    }

    void sharesUniteToTheWhole_data()
    {
        QTest::addColumn<int>("arrivals");
        QTest::addColumn<int>("count");
        for (const int count : {1, 2, 7, 64}) {
            QTest::addRow("even of %d", count) << static_cast<int>(Arrivals::Even) << count;
            QTest::addRow("poisson of %d", count) << static_cast<int>(Arrivals::Poisson) << count;
            QTest::addRow("uniform of %d", count) << static_cast<int>(Arrivals::Uniform) << count;
            QTest::addRow("gamma of %d", count) << static_cast<int>(Arrivals::Gamma) << count;
        }
    }

    void sharesUniteToTheWhole()
    {
        QFETCH(int, arrivals);
        QFETCH(int, count);
        const Load load = mixedLoad(static_cast<Arrivals>(arrivals));
        const std::vector<std::vector<Act>> runs{
            {}, {{3s, 2}}, {{500ms, 3}, {5s, 0}, {7'200ms, 1.7}, {8'500ms, 0.2}, {12s, 4}, {30s, 2}}};
        for (const std::vector<Act> &acts : runs) {
            const std::vector<Arrival> together = united(quint32(count), [&](quint32 index) {
                return driven(*shareOf(arrivalsOf(load, 0, 5, {}).value(), index, quint32(count), 1), acts);
            });
            const std::vector<Arrival> whole = driven(load, acts, 5);
            QVERIFY(whole.size() > 500);
            QVERIFY(together == whole);
            for (std::size_t i = 0; i < whole.size(); ++i) {
                QCOMPARE(whole[i].request, RequestId{i});
                QVERIFY(i == 0 || whole[i].at >= whole[i - 1].at);
            }
        }
    }

    void lateActsGiveNoNumberTwice_data() { addKinds(); }

    void lateActsGiveNoNumberTwice()
    {
        QFETCH(int, arrivals);
        const Load load = mixedLoad(static_cast<Arrivals>(arrivals));
        const std::vector<Act> acts{{3s, 2}, {7s, 0.5}, {12s, 3}};
        std::vector<Arrival> used = driven(*arrivalsOf(load, 0, 5, {}).value(), acts, 130ms);
        for (std::size_t i = 1; i < used.size(); ++i)
            QVERIFY(used[i].request > used[i - 1].request);
        // All are from the plan that was steered in time, but those that were used before the act arrived.
        const std::vector<Arrival> intime = driven(load, acts, 5);
        std::size_t same = 0;
        for (const Arrival &arrival : used)
            same += std::find(intime.begin(), intime.end(), arrival) != intime.end() ? 1 : 0;
        QVERIFY(same < used.size());
        QVERIFY(used.size() - same < 60);
    }

private:
    static Nanoseconds seconds(double s) { return Nanoseconds{std::llround(s * 1e9)}; }
};

QTEST_GUILESS_MAIN(TestSteering)
#include "tst_steering.moc"
