// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/loadfigures.h"

#include <QTest>

#include <cmath>

using namespace weir;
using namespace std::chrono_literals;

Q_DECLARE_METATYPE(weir::OpenStep)
Q_DECLARE_METATYPE(weir::ClosedStep)
Q_DECLARE_METATYPE(weir::Load)

namespace {

/// Compares with the rounding of a few operations allowed for.
bool isNear(double value, double expected)
{
    return std::abs(value - expected) <= 1e-9 * std::max(1.0, std::abs(expected));
}

bool areNear(const CourseFigures &a, const CourseFigures &b)
{
    return isNear(a.seconds, b.seconds) && isNear(a.start, b.start) && isNear(a.end, b.end) &&
           isNear(a.lowest, b.lowest) && isNear(a.peak, b.peak) && isNear(a.area, b.area);
}

QByteArray textOf(const CourseFigures &f)
{
    return QStringLiteral("%1 s, %2..%3, %4..%5, area %6")
        .arg(f.seconds)
        .arg(f.start)
        .arg(f.end)
        .arg(f.lowest)
        .arg(f.peak)
        .arg(f.area)
        .toUtf8();
}

LoadGroup open(std::vector<OpenStep> steps, std::optional<Nanoseconds> duration = std::nullopt)
{
    LoadGroup group;
    group.model = OpenLoad{.rate = 3, .steps = std::move(steps)};
    group.duration = duration;
    return group;
}

Load loadOf(const LoadGroup &group, Nanoseconds warmUp = 0s)
{
    Load load;
    load.groups = {group};
    load.warmUp = warmUp;
    return load;
}

} // namespace

class TestLoadFigures : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void openSteps_data()
    {
        QTest::addColumn<OpenStep>("step");
        QTest::addColumn<QList<double>>("expected"); ///< The members of CourseFigures in their order.
        using D = QList<double>;
        QTest::newRow("rate") << OpenStep(RateStep{5, 10s}) << D{10, 5, 5, 5, 5, 50};
        QTest::newRow("sub-second") << OpenStep(RateStep{100, 250ms}) << D{0.25, 100, 100, 100, 100, 25};
        QTest::newRow("ramp") << OpenStep(RateRamp{2, 8, 10s}) << D{10, 2, 8, 2, 8, 50};
        QTest::newRow("ramp down") << OpenStep(RateRamp{8, 0, 10s}) << D{10, 8, 0, 0, 8, 40};
        QTest::newRow("stairs from") << OpenStep(RateStairs{5, 10, 3, 10s, 0s}) << D{30, 5, 25, 5, 25, 450};
        QTest::newRow("stairs with ramps")
            << OpenStep(RateStairs{5, 10, 3, 10s, 2s}) << D{34, 5, 25, 5, 25, 450 + 20 + 40};
        QTest::newRow("stairs led up to")
            << OpenStep(RateStairs{std::nullopt, 10, 2, 10s, 2s}) << D{24, 0, 20, 0, 20, 300 + 10 + 30};
        QTest::newRow("stairs of one level")
            << OpenStep(RateStairs{std::nullopt, 10, 1, 10s, 0s}) << D{10, 10, 10, 10, 10, 100};
        QTest::newRow("stairs down below 0")
            << OpenStep(RateStairs{5, -4, 3, 1s, 0s}) << D{3, 5, -3, -3, 5, 3};
        QTest::newRow("spread") << OpenStep(SpreadStep{40, 10s}) << D{10, 4, 4, 4, 4, 40};
        QTest::newRow("at once") << OpenStep(AtOnceStep{40}) << D{0, 0, 0, 0, 0, 40};
        QTest::newRow("pause") << OpenStep(PauseStep{3s}) << D{3, 0, 0, 0, 0, 0};
    }

    void openSteps()
    {
        QFETCH(OpenStep, step);
        QFETCH(QList<double>, expected);
        const CourseFigures figures = figuresOf(step);
        const CourseFigures wanted{expected[0], expected[1], expected[2],
                                   expected[3], expected[4], expected[5]};
        QVERIFY2(areNear(figures, wanted), textOf(figures));
    }

    void aPeakIsDensestInItsMiddle()
    {
        const CourseFigures figures = figuresOf(PeakStep{1000, 10s});
        QCOMPARE(figures.area, 1000.0);
        QCOMPARE(figures.start, 0.0);
        // The edge of the course by halving, then the count that a tenth of a second in the middle holds, by
        // the slope there and by erf itself.
        double edge = 0;
        for (double step = 4; step > 1e-12; step /= 2)
            edge += std::erf(edge + step) < 1000.0 / 1002 ? step : 0;
        const double slope = figures.peak * 0.1;
        const double exact = 1002 * std::erf(edge * 2 / 10 * 0.1 / 2);
        QVERIFY2(std::abs(slope - exact) < 0.001 * exact, qPrintable(QString::number(figures.peak)));
    }

    void closedSteps()
    {
        QVERIFY(areNear(figuresOf(UsersStep{5, 10s}), {10, 5, 5, 5, 5, 50}));
        QVERIFY(areNear(figuresOf(UserRamp{10, 0, 10s}), {10, 10, 0, 0, 10, 50}));
        QVERIFY(areNear(figuresOf(UserStairs{20, -5, 3, 10s, 0s}), {30, 20, 10, 10, 20, 450}));
    }

    void absurdStairsDoNotOverflow()
    {
        const CourseFigures figures = figuresOf(RateStairs{1, 1, 4'000'000'000U, Nanoseconds::max(), 0s});
        QVERIFY(figures.seconds > 1e19);
        QVERIFY(figures.area > 1e28);
    }

    void coursesAreCutByTheirLimits()
    {
        const std::vector<OpenStep> steps{RateStep{5, 10s}, AtOnceStep{7}, RateStep{20, 10s}};
        QCOMPARE(courseOf(open(steps)).area, 257.0);
        QCOMPARE(courseOf(open(steps, 15s)).area, 157.0);
        QCOMPARE(courseOf(open(steps, 15s)).seconds, 15.0);
        QCOMPARE(courseOf(open(steps), 5).area, 25.0);
        QCOMPARE(courseOf(open({}, 10s)).area, 30.0);
        QVERIFY(std::isinf(courseOf(open({})).seconds));
    }

    void estimates_data()
    {
        QTest::addColumn<Load>("load");
        QTest::addColumn<double>("expected"); ///< Below 0: not known.
        const auto row = [](const char *name, const Load &load, double expected) {
            QTest::newRow(name) << load << expected;
        };
        row("rate", loadOf(open({}, 10s)), 30);
        row("rate and warm-up", loadOf(open({}, 10s), 5s), 45);
        LoadGroup counted = open({}, 10s);
        counted.requests = 12;
        row("count comes first", loadOf(counted), 12);
        row("steps", loadOf(open({RateRamp{0, 10, 10s}, AtOnceStep{5}})), 55);
        row("warm-up of a course that begins at 0", loadOf(open({RateRamp{0, 10, 10s}}), 5s), 50);
        LoadGroup late = open({}, 10s);
        late.startAfter = 20s;
        row("late groups have no warm-up", loadOf(late, 5s), 30);
        Load limited = loadOf(open({}, 1h));
        limited.maxDuration = 10s;
        row("hard limit", limited, 30);
        LoadGroup users;
        users.model = ClosedLoad{.users = 4};
        row("answers decide", loadOf(users), -1);
        users.model = ClosedLoad{.users = 4, .iterations = 5};
        row("iterations", loadOf(users), 20);
        users.requests = 7;
        row("iterations and requests", loadOf(users), 7);
        LoadGroup trace;
        trace.model = TraceLoad{};
        row("a trace's file decides", loadOf(trace), -1);
        Load two = loadOf(open({}, 10s));
        two.groups.push_back(users);
        row("two groups", two, 37);
        two.groups.push_back(trace);
        row("one of several is not known", two, -1);
    }

    void estimates()
    {
        QFETCH(Load, load);
        QFETCH(double, expected);
        const std::optional<double> count = estimatedRequests(load);
        QCOMPARE(count.has_value(), expected >= 0);
        if (count)
            QVERIFY2(isNear(*count, expected), qPrintable(QString::number(*count)));
    }
};

QTEST_GUILESS_MAIN(TestLoadFigures)
#include "tst_loadfigures.moc"
