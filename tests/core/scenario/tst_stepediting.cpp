// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/edit/courses.h"
#include "scenario/edit/steps.h"

#include <QTest>

using namespace weir;
using namespace std::chrono_literals;

namespace {

LoadGroup openGroup(std::vector<OpenStep> steps)
{
    LoadGroup group;
    group.model = OpenLoad{.rate = 4, .steps = std::move(steps)};
    if (!std::get<OpenLoad>(group.model).steps.empty())
        group.duration.reset();
    return group;
}

LoadGroup closedGroup(std::vector<ClosedStep> steps)
{
    LoadGroup group;
    group.model = ClosedLoad{.users = 7, .steps = std::move(steps)};
    if (!std::get<ClosedLoad>(group.model).steps.empty())
        group.duration.reset();
    return group;
}

const std::vector<OpenStep> &stepsOf(const LoadGroup &group)
{
    return std::get<OpenLoad>(group.model).steps;
}

} // namespace

class TestStepEditing : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theFirstStepIsWhatTheLoadWas()
    {
        LoadGroup group = openGroup({});
        group.duration = 45s;
        QCOMPARE(addStep(group), 0);
        QCOMPARE(stepsOf(group), (std::vector<OpenStep>{RateStep{4, 45s}}));
        QCOMPARE(group.duration, std::nullopt);
        QCOMPARE(std::get<OpenLoad>(group.model).rate, OpenLoad{}.rate);
        removeStep(group, 0);
        LoadGroup before = openGroup({});
        before.duration = 45s;
        QCOMPARE(group, before);
    }

    void stepsGoOnAtTheLevelReached()
    {
        LoadGroup group = openGroup({RateRamp{1, 9, 10s}, RateStep{2, 5s}});
        QCOMPARE(addStep(group, 0), 1);
        QCOMPARE(stepsOf(group),
                 (std::vector<OpenStep>{RateRamp{1, 9, 10s}, RateStep{9, 30s}, RateStep{2, 5s}}));
        QCOMPARE(addStep(group), 3);
        QCOMPARE(stepsOf(group)[3], (OpenStep{RateStep{2, 30s}}));
    }

    void duplicatesSwapsAndRemoves()
    {
        LoadGroup group = openGroup({RateStep{1, 1s}, AtOnceStep{5}});
        QCOMPARE(duplicateStep(group, 0), 1);
        swapSteps(group, 1, 2);
        QCOMPARE(stepsOf(group), (std::vector<OpenStep>{RateStep{1, 1s}, AtOnceStep{5}, RateStep{1, 1s}}));
        removeStep(group, 0);
        QCOMPARE(stepsOf(group), (std::vector<OpenStep>{AtOnceStep{5}, RateStep{1, 1s}}));
        const LoadGroup before = group;
        removeStep(group, 7);
        swapSteps(group, 0, 2);
        QCOMPARE(duplicateStep(group, -1), -1);
        QCOMPARE(group, before);
    }

    void valuesByTheirNames()
    {
        LoadGroup group = openGroup({RateStairs{std::nullopt, 5, 3, 10s, 2s}});
        QCOMPARE(stepNumber(group, 0, u"from"), std::nullopt);
        QCOMPARE(stepNumber(group, 0, u"levels"), std::optional(3.0));
        QCOMPARE(stepTime(group, 0, u"ramp"), std::optional<Nanoseconds>(2s));
        QVERIFY(stepHas(group, 0, u"from"));
        QVERIFY(!stepHas(group, 0, u"count"));
        setStepNumber(group, 0, u"from", 2.5);
        setStepNumber(group, 0, u"count", 9);
        setStepTime(group, 0, u"level", 7s);
        QCOMPARE(stepsOf(group)[0], (OpenStep{RateStairs{2.5, 5, 3, 7s, 2s}}));
        setStepNumber(group, 0, u"from", std::nullopt);
        setStepNumber(group, 0, u"levels", std::nullopt);
        QCOMPARE(stepsOf(group)[0], (OpenStep{RateStairs{std::nullopt, 5, 3, 7s, 2s}}));
        QCOMPARE(stepNumber(group, 3, u"rate"), std::nullopt);
    }

    void anotherShapeKeepsWhatBothHave()
    {
        LoadGroup group = closedGroup({UserRamp{3, 8, 20s}});
        setStepShape(group, 0, 2);
        QCOMPARE(std::get<ClosedLoad>(group.model).steps[0], (ClosedStep{UserStairs{3, 1, 1, 30s, 0s}}));
        setStepShape(group, 0, 1);
        QCOMPARE(std::get<ClosedLoad>(group.model).steps[0], (ClosedStep{UserRamp{3, 3, 30s}}));
    }

    void rampsBeginWhereTheStepBeforeEnded()
    {
        LoadGroup closed = closedGroup({UsersStep{5, 10s}, UsersStep{20, 10s}});
        setStepShape(closed, 1, 1);
        const std::vector<ClosedStep> &users = std::get<ClosedLoad>(closed.model).steps;
        QCOMPARE(users[1], (ClosedStep{UserRamp{5, 20, 10s}}));
        setStepShape(closed, 1, 0); // and back: the level that it led to
        QCOMPARE(users[1], (ClosedStep{UsersStep{20, 10s}}));
        setStepShape(closed, 0, 1); // nothing is before the first
        QCOMPARE(users[0], (ClosedStep{UserRamp{0, 5, 10s}}));

        LoadGroup open = openGroup({RateRamp{0, 8, 10s}, SpreadStep{100, 10s}});
        setStepShape(open, 1, 1); // a number of requests is no level
        QCOMPARE(stepNumber(open, 1, u"from"), std::optional(8.0));
        QCOMPARE(stepNumber(open, 1, u"to"), std::optional(RateRamp().to));
    }

    void courses_data()
    {
        QTest::addColumn<int>("course");
        for (int i = 0; i < courseTemplateCount; ++i)
            QTest::addRow("course %d", i) << i;
    }

    void courses()
    {
        QFETCH(int, course);
        for (LoadGroup group : {openGroup({}), closedGroup({}), closedGroup({UsersStep{7, 10s}})}) {
            applyCourse(group, static_cast<CourseTemplate>(course));
            QVERIFY(stepCount(group) >= 1);
            QCOMPARE(group.duration, std::nullopt);
            for (int step = 0; step < stepCount(group); ++step) {
                QVERIFY(stepLength(group, step) > 0s);
            }
        }
    }

    void aTraceHasNoSteps()
    {
        LoadGroup group;
        group.model = TraceLoad{};
        const LoadGroup before = group;
        QCOMPARE(addStep(group), -1);
        applyCourse(group, CourseTemplate::Stairs);
        QCOMPARE(stepCount(group), 0);
        QCOMPARE(group, before);
    }

    void aLongCourseIsMadeStepByStep()
    {
        // Every step begins where the last one ended, however the course was made.
        LoadGroup group = openGroup({RateStairs{2.0, 3, 4, 10s, 2s}});
        for (int i = 0; i < 20; ++i) {
            const double reached = stepFigures(group, stepCount(group) - 1).end;
            const int added = addStep(group);
            QCOMPARE(added, i + 1);
            QCOMPARE(stepFigures(group, added).start, reached);
            setStepShape(group, added, 1);
            setStepNumber(group, added, u"from", reached);
            setStepNumber(group, added, u"to", reached + (i % 3 == 0 ? -1 : 2));
        }
        QCOMPARE(stepFigures(group, 0).end, 11.0);
        QCOMPARE(stepCount(group), 21);
    }
};

QTEST_GUILESS_MAIN(TestStepEditing)
#include "tst_stepediting.moc"
