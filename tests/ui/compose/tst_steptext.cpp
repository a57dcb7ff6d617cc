// SPDX-License-Identifier: GPL-3.0-or-later
#include "compose/steptext.h"
#include "scenario/edit/courses.h"
#include "scenario/edit/steps.h"

#include <QTest>

using namespace weir;
using namespace std::chrono_literals;

class TestStepText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void texts()
    {
        LoadGroup open;
        open.model = OpenLoad{.steps = {RateRamp{5, 20, 10s}, RateStairs{std::nullopt, 5, 3, 10s, 2s},
                                        SpreadStep{1200, 10s}, PauseStep{5s}}};
        QCOMPARE(stepText(open, 0), QStringLiteral("5 → 20 /s"));
        QCOMPARE(stepText(open, 1), QStringLiteral("5 → 15 /s, levels: 3"));
        QCOMPARE(stepText(open, 2), QStringLiteral("1,200 requests"));
        QCOMPARE(stepText(open, 3), QStringLiteral("0 /s"));
        LoadGroup closed;
        closed.model = ClosedLoad{.steps = {UsersStep{5, 1s}}};
        QCOMPARE(stepText(closed, 0), QStringLiteral("5 users"));
    }

    void whatIsNotThereHasNoText()
    {
        LoadGroup group;
        QCOMPARE(stepText(group, 0), QString());
        group.model = TraceLoad{};
        QCOMPARE(stepText(group, 0), QString());
        QCOMPARE(stepText(group, -1), QString());
    }

    void everyStepOfACourseHasOne()
    {
        LoadGroup open;
        open.model = OpenLoad{};
        for (LoadGroup group : {open, LoadGroup()}) {
            for (int course = 0; course < courseTemplateCount; ++course) {
                applyCourse(group, static_cast<CourseTemplate>(course));
                for (int step = 0; step < stepCount(group); ++step)
                    QVERIFY(!stepText(group, step).isEmpty());
            }
        }
    }
};

QTEST_GUILESS_MAIN(TestStepText)
#include "tst_steptext.moc"
