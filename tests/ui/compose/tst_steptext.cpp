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

    void countsHaveTheirSingular()
    {
        LoadGroup closed;
        closed.model = ClosedLoad{.steps = {UsersStep{1, 1s}, UserRamp{1, 5, 1s}}};
        QCOMPARE(stepText(closed, 0), QStringLiteral("1 user"));
        QCOMPARE(stepText(closed, 1), QStringLiteral("1 → 5 users"));
        LoadGroup open;
        open.model = OpenLoad{.steps = {AtOnceStep{1}}};
        QCOMPARE(stepText(open, 0), QStringLiteral("1 request"));
    }

    void levelsAreTyped_data()
    {
        QTest::addColumn<int>("step");
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("shown"); // null: refused
        QTest::newRow("rate") << 0 << "12.5"
                              << "12.5 /s";
        QTest::newRow("with its unit") << 0 << "7 /s"
                                       << "7 /s";
        QTest::newRow("as it is shown") << 1 << "5 → 20 /s"
                                        << "5 → 20 /s";
        QTest::newRow("by a hyphen") << 1 << "3-30"
                                     << "3 → 30 /s";
        QTest::newRow("one for both ends") << 1 << "4"
                                           << "4 /s";
        QTest::newRow("thousands") << 2 << "1,500"
                                   << "1,500 requests";
        QTest::newRow("half a request") << 2 << "1.5" << QString();
        QTest::newRow("no request") << 2 << "0" << QString();
        QTest::newRow("no number") << 0 << "many" << QString();
        QTest::newRow("too many numbers") << 0 << "1 → 2" << QString();
        QTest::newRow("beyond every limit") << 0 << "99999999999" << QString();
        QTest::newRow("stairs have a form") << 3 << "5" << QString();
        QTest::newRow("a pause has no level") << 4 << "5" << QString();
    }

    void levelsAreTyped()
    {
        QFETCH(int, step);
        QFETCH(QString, text);
        QFETCH(QString, shown);
        LoadGroup group;
        group.model = OpenLoad{.steps = {RateStep{1, 1s}, RateRamp{1, 2, 1s}, SpreadStep{10, 1s},
                                         RateStairs{std::nullopt, 5, 3, 10s, 2s}, PauseStep{5s}}};
        const LoadGroup before = group;
        QCOMPARE(setStepLevels(group, step, text), !shown.isNull());
        QCOMPARE(hasTypedLevels(group, step), step < 3);
        if (shown.isNull())
            QCOMPARE(group, before);
        else
            QCOMPARE(stepText(group, step), shown);
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
