// SPDX-License-Identifier: GPL-3.0-or-later
// The steps of a load, each by itself and together.
#include "base/units.h"
#include "scenario/checkparts.h"
#include "scenario/limits.h"
#include "scenario/loadfigures.h"

#include <algorithm>

namespace weir {

namespace {

/// Reports a length that is not above 0 or beyond what timers reach.
void checkLength(Findings &findings, const QString &key, Nanoseconds time)
{
    checkPositive(findings, key, time);
    checkNotTooLong(findings, key, time);
}

void checkRate(Findings &findings, const QString &key, double rate)
{
    if (!(rate >= 0 && rate <= limits::maxRate))
        findings.error(key, Message(WEIR_TEXT("scenario.step_rate_from_to",
                                              "The rate is from 0 to %1 requests a second."),
                                    formatCount(static_cast<quint64>(limits::maxRate))));
}

void checkUsers(Findings &findings, const QString &key, quint32 users)
{
    if (users > limits::maxUsers)
        findings.error(key, Message(WEIR_TEXT("scenario.step_users_at_most", "Users are at most %1."),
                                    formatCount(limits::maxUsers)));
}

void checkCount(Findings &findings, quint64 count)
{
    if (count < 1 || count > limits::maxStepRequests)
        findings.error(QStringLiteral("count"), Message(WEIR_TEXT("scenario.step_requests_from_to",
                                                                  "Requests of a step are from 1 to %1."),
                                                        formatCount(limits::maxStepRequests)));
}

/// `most`: the highest level that is allowed; the texts speak of a level in the unit of its kind.
template <typename Stairs>
void checkStairs(Findings &findings, const Stairs &step, double most, MessageText below, MessageText above)
{
    if (step.levels < 1 || step.levels > limits::maxLevels)
        findings.error(QStringLiteral("levels"),
                       Message(WEIR_TEXT("scenario.levels_from_to", "Levels are from 1 to %1."),
                               formatCount(limits::maxLevels)));
    checkLength(findings, QStringLiteral("level"), step.level);
    checkNotNegative(findings, QStringLiteral("ramp"), step.ramp);
    const CourseFigures figures = figuresOf(step);
    const QString increment = QStringLiteral("increment");
    if (!(figures.lowest >= 0))
        findings.error(increment, Message(below, QString::number(figures.lowest)));
    else if (!(figures.peak <= most))
        findings.error(increment,
                       Message(above, QString::number(figures.peak), QString::number(most, 'f', 0)));
    else if (step.increment == 0 && step.levels > 1)
        findings.warning(increment, WEIR_TEXT("scenario.stairs_all_alike",
                                              "With an increment of 0 all levels are the same."));
}

struct StepCheck
{
    Findings &findings;

    void operator()(const RateStep &step)
    {
        checkRate(findings, QStringLiteral("rate"), step.rate);
        checkLength(findings, QStringLiteral("duration"), step.duration);
    }
    void operator()(const RateRamp &step)
    {
        checkRate(findings, QStringLiteral("from"), step.from);
        checkRate(findings, QStringLiteral("to"), step.to);
        checkLength(findings, QStringLiteral("duration"), step.duration);
    }
    void operator()(const RateStairs &step)
    {
        checkStairs(findings, step, limits::maxRate,
                    WEIR_TEXT("scenario.rate_stairs_below_zero",
                              "The stairs lead below 0: the lowest level would be %1/s."),
                    WEIR_TEXT("scenario.rate_stairs_too_high", "The stairs lead to %1/s; the most is %2/s."));
    }
    template <typename Counted>
        requires requires(const Counted &step) { step.count, step.duration; }
    void operator()(const Counted &step)
    {
        checkCount(findings, step.count);
        checkLength(findings, QStringLiteral("duration"), step.duration);
        if (step.duration > Nanoseconds{0} && figuresOf(step).peak > limits::maxRate)
            findings.error(
                QStringLiteral("duration"),
                Message(WEIR_TEXT("scenario.step_too_dense",
                                  "So many requests in so short a time are more than %1 a second."),
                        formatCount(static_cast<quint64>(limits::maxRate))));
    }
    void operator()(const AtOnceStep &step)
    {
        if (step.count < 1 || step.count > limits::maxAtOnce)
            findings.error(QStringLiteral("count"), Message(WEIR_TEXT("scenario.at_once_from_to",
                                                                      "Requests at once are from 1 to %1."),
                                                            formatCount(limits::maxAtOnce)));
    }
    void operator()(const PauseStep &step)
    {
        checkLength(findings, QStringLiteral("duration"), step.duration);
    }
    void operator()(const UsersStep &step)
    {
        checkUsers(findings, QStringLiteral("users"), step.users);
        checkLength(findings, QStringLiteral("duration"), step.duration);
    }
    void operator()(const UserRamp &step)
    {
        checkUsers(findings, QStringLiteral("from"), step.from);
        checkUsers(findings, QStringLiteral("to"), step.to);
        checkLength(findings, QStringLiteral("duration"), step.duration);
    }
    void operator()(const UserStairs &step)
    {
        checkStairs(
            findings, step, limits::maxUsers,
            WEIR_TEXT("scenario.user_stairs_below_zero",
                      "The stairs lead below 0: the lowest level would be %1 users."),
            WEIR_TEXT("scenario.user_stairs_too_high", "The stairs lead to %1 users; the most is %2 users."));
    }
};

/// What the checks of single steps let a step have of the levels that all steps may have together.
template <typename Step>
quint32 levelsOf(const Step &step)
{
    if constexpr (requires { step.levels; })
        return std::min(step.levels, limits::maxLevels);
    else
        return 0;
}

template <typename Step>
void checkAllSteps(const std::vector<Step> &steps, Findings &findings, MessageText nothing)
{
    const QString key = QStringLiteral("steps");
    double seconds = 0;
    double area = 0;
    quint64 levels = 0;
    for (std::size_t i = 0; i < steps.size(); ++i) {
        Findings here = findings.at(key, i);
        std::visit(StepCheck{here}, steps[i]);
        const CourseFigures figures = figuresOf(steps[i]);
        seconds += figures.seconds;
        area += figures.area;
        levels += std::visit([](const auto &step) { return levelsOf(step); }, steps[i]);
    }
    if (steps.size() > limits::maxSteps)
        findings.error(key, Message(WEIR_TEXT("scenario.too_many_steps",
                                              "A load has at most %1 steps; use stairs for regular ones."),
                                    formatCount(limits::maxSteps)));
    if (levels > limits::maxLevels)
        findings.error(
            key, Message(WEIR_TEXT("scenario.too_many_levels", "All stairs together have at most %1 levels."),
                         formatCount(limits::maxLevels)));
    if (seconds > toSeconds(limits::maxTime))
        findings.error(key, WEIR_TEXT("scenario.steps_too_long", "All steps together take at most 24 days."));
    if (area <= 0)
        findings.error(key, nothing);
}

} // namespace

void checkSteps(const std::vector<OpenStep> &steps, Findings &findings)
{
    checkAllSteps(steps, findings,
                  WEIR_TEXT("scenario.steps_without_requests", "The steps plan no request at all."));
}

void checkSteps(const std::vector<ClosedStep> &steps, Findings &findings)
{
    checkAllSteps(steps, findings,
                  WEIR_TEXT("scenario.steps_without_users", "The steps plan no user at all."));
}

} // namespace weir
