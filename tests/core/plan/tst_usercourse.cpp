// SPDX-License-Identifier: GPL-3.0-or-later
// The course of users against a plain sampling of its definition.
#include "plan/usercourse.h"
#include "planhelpers.h"

#include <QTest>

using namespace weir;
using namespace weir::test;
using namespace std::chrono_literals;

namespace {

using Steps = std::vector<ClosedStep>;

/// Users by the definition: so many whole numbers lie below the level just after `at`.
quint32 sampledUsers(const Steps &steps, Nanoseconds at)
{
    const auto ramp = [](double from, double to, Nanoseconds length, Nanoseconds passed) {
        const double justAfter = (double(passed.count()) + 1e-3) / double(length.count());
        return quint32(std::ceil(from + (to - from) * justAfter));
    };
    for (const ClosedStep &step : steps) {
        if (const auto *level = std::get_if<UsersStep>(&step)) {
            if (at < level->duration)
                return level->users;
            at -= level->duration;
        } else if (const auto *change = std::get_if<UserRamp>(&step)) {
            if (at < change->duration)
                return ramp(change->from, change->to, change->duration, at);
            at -= change->duration;
        }
    }
    return 0;
}

const Steps upAndDown{UserRamp{0, 9, 10us}, UsersStep{9, 5us}, UsersStep{4, 5us},   UserRamp{4, 0, 7us},
                      UsersStep{0, 3us},    UsersStep{2, 3us}, UserRamp{2, 13, 9us}};
constexpr Nanoseconds length = 42us;

} // namespace

class TestUserCourse : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void usersAreThoseOfTheDefinition()
    {
        const UserCourse course(userLoad(upAndDown), 0);
        for (Nanoseconds at{0}; at < length + 5us; ++at)
            QCOMPARE(course.usersAt(at), sampledUsers(upAndDown, at));
        QCOMPARE(course.end(), std::optional(length));
        QCOMPARE(course.mostUsers(), 13u);
    }

    void thereFromIsTheFirstMoment_data()
    {
        QTest::addColumn<double>("factor");
        QTest::newRow("as planned") << 1.0;
        QTest::newRow("more") << 2.6;
        QTest::newRow("fewer") << 0.3;
        QTest::newRow("paused") << 0.0;
    }

    void thereFromIsTheFirstMoment()
    {
        QFETCH(double, factor);
        UserCourse course(userLoad(upAndDown), 0);
        course.steer(6us, factor);
        course.steer(31us, 1);
        for (const quint32 user : {0u, 5u, 12u, 20u}) {
            std::optional<Nanoseconds> next;
            for (Nanoseconds at = length; at >= 0ns; --at) {
                if (course.usersAt(at) > user)
                    next = at;
                QCOMPARE(course.thereFrom(user, at), next);
            }
        }
    }

    void userTimeIsTheSum_data() { thereFromIsTheFirstMoment_data(); }

    void userTimeIsTheSum()
    {
        QFETCH(double, factor);
        UserCourse course(userLoad(upAndDown), 0);
        course.steer(8'300ns, factor);
        course.steer(17us, 1.5);
        for (const auto &[from, to] : {std::pair<Nanoseconds, Nanoseconds>{0ns, 50us},
                                       {2'345ns, 9us},
                                       {7us, 7'001ns},
                                       {12us, 36us},
                                       {5us, 5us}}) {
            Nanoseconds whole{0};
            for (const quint32 index : {0u, 1u, 2u}) {
                Nanoseconds sampled{0};
                for (Nanoseconds at = from; at < to; ++at) {
                    for (quint32 user = index; user < course.usersAt(at); user += 3)
                        ++sampled;
                }
                QCOMPARE(course.userTime(from, to, index, 3), sampled);
                whole += sampled;
            }
            QCOMPARE(course.userTime(from, to, 0, 1), whole);
        }
    }

    void steeringMultiplies()
    {
        UserCourse course(userLoad({UsersStep{10, 100s}}), 0);
        course.steer(10s, 0.25);
        QCOMPARE(course.usersAt(10s - 1ns), 10u);
        QCOMPARE(course.usersAt(10s), 3u); // 2.5, rounded
        course.steer(20s, 0);
        QCOMPARE(course.usersAt(20s), 0u);
        QVERIFY(!course.thereFrom(0, 20s));
        course.steer(30s, 1);
        QCOMPARE(course.thereFrom(0, 20s), std::optional(Nanoseconds{30s}));
        course.steer(40s, 5);
        QCOMPARE(course.mostUsers(), 50u);
        QCOMPARE(course.usersAt(99s), 50u);
        QCOMPARE(course.usersAt(100s), 0u);
        // A later word about an earlier moment replaces all that was to come.
        course.steer(15s, 2);
        QCOMPARE(course.usersAt(50s), 20u);
        course.steer(16s, std::numeric_limits<double>::infinity());
        QCOMPARE(course.usersAt(50s), 100'000u);
    }

    void stairs()
    {
        const UserCourse jumps(userLoad({UserStairs{{}, 5, 3, 10s, 0s}}), 0);
        QCOMPARE(jumps.usersAt(0s), 5u);
        QCOMPARE(jumps.usersAt(10s), 10u);
        QCOMPARE(jumps.usersAt(29s), 15u);
        QCOMPARE(jumps.end(), std::optional(Nanoseconds{30s}));
        const UserCourse ramps(userLoad({UserStairs{{}, 5, 2, 10s, 5s}}), 0);
        QCOMPARE(ramps.usersAt(0s), 1u);
        QCOMPARE(ramps.usersAt(4s), 5u);
        QCOMPARE(ramps.usersAt(15s), 6u);
        QCOMPARE(ramps.thereFrom(9, 0s), std::optional(Nanoseconds{19s}));
        QCOMPARE(ramps.end(), std::optional(Nanoseconds{30s}));
        const UserCourse down(userLoad({UserStairs{9, -4, 4, 10s, 0s}}), 0);
        QCOMPARE(down.usersAt(25s), 1u);
        QCOMPARE(down.usersAt(35s), 0u);
    }

    void withoutStepsUsersStay()
    {
        Load load;
        load.first().model = ClosedLoad{7, {}};
        load.first().duration = 30s;
        load.warmUp = 5s;
        const UserCourse timed(load, 0);
        QCOMPARE(timed.usersAt(0s), 7u);
        QCOMPARE(timed.end(), std::optional(Nanoseconds{35s}));
        QCOMPARE(timed.userTime(0s, 1h, 0, 1), Nanoseconds{245s});
        load.first().duration.reset();
        load.first().requests = 100;
        const UserCourse counted(load, 0);
        QVERIFY(!counted.end());
        QCOMPARE(counted.usersAt(24h * 365), 7u);
        load.maxDuration = 60s;
        QCOMPARE(UserCourse(load, 0).end(), std::optional(Nanoseconds{60s}));
    }

    void warmUpHoldsTheFirstLevel()
    {
        Load load = userLoad({UsersStep{4, 10s}, UsersStep{8, 10s}});
        load.warmUp = 5s;
        QCOMPARE(UserCourse(load, 0).usersAt(0s), 4u);
        QCOMPARE(UserCourse(load, 0).usersAt(15s), 8u);
        load.first().startAfter = 5s;
        const UserCourse later(load, 0);
        QCOMPARE(later.usersAt(9s), 0u);
        QCOMPARE(later.usersAt(10s), 4u);
        QCOMPARE(later.thereFrom(5, 0s), std::optional(Nanoseconds{20s}));
        QCOMPARE(plannedLength(load, {}).value(), Nanoseconds{30s});
    }

    void hugeCoursesAreExact()
    {
        const UserCourse course(userLoad({UserRamp{0, 100'000, 24h * 24}}), 0);
        const Nanoseconds each = Nanoseconds{24h * 24} / 100'000;
        QCOMPARE(course.thereFrom(99'999, 0s), std::optional(each * 99'999));
        QCOMPARE(course.usersAt(each * 5'000), 5'001u);
        QCOMPARE(course.usersAt(each * 5'000 - 1ns), 5'000u);
        QCOMPARE(UserCourse(userLoad({UserStairs{1, 1, 4'000'000'000u, 1s, 0s}}), 0).mostUsers(), 10'000u);
    }
};

QTEST_GUILESS_MAIN(TestUserCourse)
#include "tst_usercourse.moc"
