// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/edit/steps.h"

#include "scenario/fields.h"

#include <algorithm>
#include <cmath>

namespace weir {

namespace {

/// Calls `use` with the list of steps; nothing for a trace.
template <typename Group, typename Use>
void withSteps(Group &group, Use use)
{
    std::visit(
        [&](auto &model) {
            if constexpr (requires { model.steps; })
                use(model.steps);
        },
        group.model);
}

/// Calls `use` with the step itself, whatever its shape; nothing when there is no such step.
template <typename Group, typename Use>
void withStep(Group &group, int step, Use use)
{
    withSteps(group, [&](auto &steps) {
        if (step >= 0 && std::size_t(step) < steps.size())
            std::visit([&](auto &shape) { use(shape); }, steps[std::size_t(step)]);
    });
}

/// Calls `use` with the step's member of that name, if it has one.
template <typename Group, typename Use>
void withMember(Group &group, int step, QStringView key, Use use)
{
    withStep(group, step, [&](auto &shape) {
        describe(FieldsOf<std::remove_cvref_t<decltype(shape)>>{}, [&](QStringView name, auto member) {
            if (name == key)
                use(shape.*member);
        });
    });
}

template <typename Member>
struct NumberOf
{
    static constexpr bool isNumber = std::is_arithmetic_v<Member>;
    using Type = Member;
};
template <typename Member>
struct NumberOf<std::optional<Member>> : NumberOf<Member>
{
};

Nanoseconds nanosecondsOf(double seconds)
{
    return Nanoseconds{std::llround(std::clamp(seconds, 0.0, 9e9) * 1e9)};
}

template <typename Step, std::size_t... Index>
Step stepOfShape(int shape, std::index_sequence<Index...>)
{
    Step made;
    ((shape == int(Index) ? void(made = std::variant_alternative_t<Index, Step>{}) : void()), ...);
    return made;
}

/// A ramp begins at the level before it and leads to that of the step it was made of; what is made of a ramp
/// holds the level that it led to. `before`: the group before the step at that place had another shape.
void carryLevels(const LoadGroup &before, int step, LoadGroup &after)
{
    const bool hadLevels = !stepHas(before, step, u"count");
    const double reached = stepFigures(before, step).end;
    if (stepHas(after, step, u"from") && stepHas(after, step, u"to") && !stepHas(before, step, u"from"))
        setStepNumber(after, step, u"from", step > 0 ? stepFigures(before, step - 1).end : 0);
    for (const QStringView key : {u"to", u"rate", u"users"}) {
        if (hadLevels && stepHas(after, step, key) && !stepHas(before, step, key))
            setStepNumber(after, step, key, reached);
    }
}

} // namespace

int stepCount(const LoadGroup &group)
{
    int count = 0;
    withSteps(group, [&](const auto &steps) { count = int(steps.size()); });
    return count;
}

int stepShape(const LoadGroup &group, int step)
{
    int shape = -1;
    withSteps(group, [&](const auto &steps) {
        if (step >= 0 && std::size_t(step) < steps.size())
            shape = int(steps[std::size_t(step)].index());
    });
    return shape;
}

void setStepShape(LoadGroup &group, int step, int shape)
{
    if (stepShape(group, step) < 0)
        return;
    const LoadGroup before = group;
    withSteps(group, [&](auto &steps) {
        using Step = typename std::remove_cvref_t<decltype(steps)>::value_type;
        steps[std::size_t(step)] =
            stepOfShape<Step>(shape, std::make_index_sequence<std::variant_size_v<Step>>());
    });
    for (const QStringView key : {u"rate", u"users", u"from", u"to", u"increment", u"levels", u"count"}) {
        if (const std::optional<double> value = stepNumber(before, step, key))
            setStepNumber(group, step, key, value);
    }
    for (const QStringView key : {u"duration", u"level", u"ramp"}) {
        if (const std::optional<Nanoseconds> value = stepTime(before, step, key))
            setStepTime(group, step, key, *value);
    }
    carryLevels(before, step, group);
}

std::optional<double> stepNumber(const LoadGroup &group, int step, QStringView key)
{
    std::optional<double> number;
    withMember(group, step, key, [&](const auto &member) {
        using Member = std::remove_cvref_t<decltype(member)>;
        if constexpr (std::is_arithmetic_v<Member>)
            number = static_cast<double>(member);
        else if constexpr (NumberOf<Member>::isNumber)
            number = member ? std::optional(static_cast<double>(*member)) : std::nullopt;
    });
    return number;
}

void setStepNumber(LoadGroup &group, int step, QStringView key, std::optional<double> value)
{
    withMember(group, step, key, [&](auto &member) {
        using Member = std::remove_cvref_t<decltype(member)>;
        if constexpr (std::is_arithmetic_v<Member>)
            member = value ? static_cast<Member>(*value) : member;
        else if constexpr (NumberOf<Member>::isNumber)
            member = value ? Member(static_cast<typename NumberOf<Member>::Type>(*value)) : Member();
    });
}

std::optional<Nanoseconds> stepTime(const LoadGroup &group, int step, QStringView key)
{
    std::optional<Nanoseconds> time;
    withMember(group, step, key, [&](const auto &member) {
        if constexpr (std::is_same_v<std::remove_cvref_t<decltype(member)>, Nanoseconds>)
            time = member;
    });
    return time;
}

void setStepTime(LoadGroup &group, int step, QStringView key, Nanoseconds value)
{
    withMember(group, step, key, [&](auto &member) {
        if constexpr (std::is_same_v<std::remove_cvref_t<decltype(member)>, Nanoseconds>)
            member = value;
    });
}

bool stepHas(const LoadGroup &group, int step, QStringView key)
{
    bool has = false;
    withMember(group, step, key, [&](const auto &) { has = true; });
    return has;
}

int addStep(LoadGroup &group, int step)
{
    const int count = stepCount(group);
    const int last = step < 0 ? count - 1 : std::min(step, count - 1);
    const double level = count == 0 ? constantLevel(group) : stepFigures(group, last).end;
    const Nanoseconds length =
        count == 0 ? group.duration.value_or(std::chrono::seconds{30}) : std::chrono::seconds{30};
    if (OpenLoad *open = std::get_if<OpenLoad>(&group.model))
        open->steps.insert(open->steps.begin() + last + 1, RateStep{level, length});
    else if (ClosedLoad *closed = std::get_if<ClosedLoad>(&group.model))
        closed->steps.insert(closed->steps.begin() + last + 1, UsersStep{quint32(level), length});
    else
        return -1;
    if (count == 0) {
        setConstantLevel(group, 1); // the steps say it now
        group.duration.reset();
    }
    return last + 1;
}

int duplicateStep(LoadGroup &group, int step)
{
    if (stepShape(group, step) < 0)
        return -1;
    withSteps(group, [&](auto &steps) {
        const auto copy = steps[std::size_t(step)];
        steps.insert(steps.begin() + step + 1, copy);
    });
    return step + 1;
}

void removeStep(LoadGroup &group, int step)
{
    if (stepShape(group, step) < 0)
        return;
    const CourseFigures removed = stepFigures(group, step);
    withSteps(group, [&](auto &steps) { steps.erase(steps.begin() + step); });
    if (stepCount(group) > 0)
        return;
    setConstantLevel(group, removed.peak > 0 ? removed.peak : 1);
    if (!group.duration && !group.requests)
        group.duration =
            removed.seconds > 0 ? nanosecondsOf(removed.seconds) : Nanoseconds{std::chrono::seconds{30}};
}

void swapSteps(LoadGroup &group, int step, int with)
{
    if (stepShape(group, step) < 0 || stepShape(group, with) < 0)
        return;
    withSteps(group, [&](auto &steps) { std::swap(steps[std::size_t(step)], steps[std::size_t(with)]); });
}

CourseFigures stepFigures(const LoadGroup &group, int step)
{
    CourseFigures figures;
    withStep(group, step, [&](const auto &shape) { figures = figuresOf(shape); });
    return figures;
}

Nanoseconds stepLength(const LoadGroup &group, int step)
{
    return nanosecondsOf(stepFigures(group, step).seconds);
}

double constantLevel(const LoadGroup &group)
{
    if (const OpenLoad *open = std::get_if<OpenLoad>(&group.model))
        return open->rate;
    const ClosedLoad *closed = std::get_if<ClosedLoad>(&group.model);
    return closed ? closed->users : 0;
}

void setConstantLevel(LoadGroup &group, double level)
{
    if (OpenLoad *open = std::get_if<OpenLoad>(&group.model))
        open->rate = level;
    else if (ClosedLoad *closed = std::get_if<ClosedLoad>(&group.model))
        closed->users = static_cast<quint32>(std::max(1.0, level));
}

} // namespace weir
