// SPDX-License-Identifier: GPL-3.0-or-later
#include "loadoptions.h"

#include "base/duration.h"
#include "scenario/enumnames.h"
#include "scenario/limits.h"
#include "wholenumber.h"

namespace weir::cli {

namespace {

Error badOption(const QString &option, const Message &what, const Message &advice)
{
    return {what, Message::verbatim(option), advice};
}

Result<Nanoseconds> durationOf(const QString &option, const std::string &text)
{
    Result<Nanoseconds> duration = parseDuration(QString::fromStdString(text));
    if (!duration)
        return badOption(option, duration.error().what, duration.error().advice);
    return duration;
}

/// "even", "poisson", "uniform" or "gamma:SHAPE".
Result<void> applyArrivals(const QString &text, OpenLoad &open)
{
    const QString option = QStringLiteral("--arrivals");
    const QString name = text.section(u':', 0, 0);
    const qsizetype value = enumNames<Arrivals>().indexOf(name);
    if (value < 0)
        return badOption(option, {WEIR_TEXT("cli.not_known", "\"%1\" is not known"), text},
                         WEIR_TEXT("cli.arrivals_known", "Use even, uniform, poisson or gamma:SHAPE."));
    open.arrivals = static_cast<Arrivals>(value);
    const bool isGamma = open.arrivals == Arrivals::Gamma;
    bool isNumber = false;
    const double shape = text.section(u':', 1).toDouble(&isNumber);
    if (isGamma && !(isNumber && shape > 0))
        return badOption(
            option, WEIR_TEXT("cli.gamma_shape_missing", "Gamma arrivals need a shape above 0"),
            WEIR_TEXT("cli.gamma_like",
                      "Write gamma:0.5 for bursts, gamma:4 for regular gaps; gamma:1 is poisson."));
    if (!isGamma && text.contains(u':'))
        return badOption(option, {WEIR_TEXT("cli.arrivals_without_number", "\"%1\" takes no number"), name},
                         WEIR_TEXT("cli.only_gamma_has_shape", "Only gamma has a shape: gamma:0.5."));
    if (isGamma)
        open.burstiness = shape;
    return {};
}

/// A level that the command line sets takes the place of the scenario's steps.
template <typename Model>
void clearSteps(LoadGroup &group, Model &model)
{
    if (model.steps.empty())
        return;
    model.steps.clear();
    if (!group.duration && !group.requests)
        group.duration = LoadGroup{}.duration;
}

} // namespace

void LoadOptions::addLevelTo(CLI::App &command)
{
    command.add_option("--vus", vus, "Closed load: simulated users")->check(wholeNumber(1, limits::maxUsers));
    command.add_option("--rate", rate, "Open load: requests a second")
        ->check(numberAboveZero(limits::maxRate));
    command.add_option("--cap", cap, "Open load: most streams open at once")
        ->check(wholeNumber(1, std::numeric_limits<quint32>::max()));
    command.add_option("--arrivals", arrivals,
                       "Open load: even, uniform, poisson or gamma:SHAPE (below 1 bursty, above regular)");
}

void LoadOptions::addEndTo(CLI::App &command)
{
    command.add_option("--ramp", ramp, "Users or rate climb from 0 for so long before the duration begins");
    command.add_option("--warmup", warmUp,
                       "So long at the load's first level before the figures begin, like 10s");
    command.add_option("--duration", duration, "How long, like 30s, 5m, 1h30m (default 30s)");
    command.add_option("--requests", requests, "How many requests; alone, the run ends when they are done")
        ->check(wholeNumber(1));
}

bool LoadOptions::isGiven() const
{
    return vus || cap || rate || requests || !arrivals.empty() || !duration.empty() || !ramp.empty();
}

Result<void> LoadOptions::applyOpen(LoadGroup &group) const
{
    if (std::holds_alternative<TraceLoad>(group.model) && !rate && arrivals.empty()) {
        std::get<TraceLoad>(group.model).cap = cap;
        return {};
    }
    const OpenLoad *before = std::get_if<OpenLoad>(&group.model);
    OpenLoad open = before ? *before : OpenLoad{};
    if (rate) {
        open.rate = *rate;
        clearSteps(group, open);
    }
    if (cap)
        open.cap = cap;
    if (!arrivals.empty()) {
        if (Result<void> applied = applyArrivals(QString::fromStdString(arrivals), open); !applied)
            return applied;
    }
    if (!before && !rate)
        return badOption(
            cap ? QStringLiteral("--cap") : QStringLiteral("--arrivals"),
            WEIR_TEXT("cli.open_load_needs_rate",
                      "This is of an open load, and nothing says how many requests come a second"),
            WEIR_TEXT("cli.give_rate", "Give --rate too."));
    if (!before && !group.duration && !group.requests)
        group.duration = LoadGroup{}.duration;
    group.model = open;
    return {};
}

Result<void> LoadOptions::applyModel(LoadGroup &group) const
{
    const bool wantsOpen = rate || cap || !arrivals.empty();
    if (vus && wantsOpen)
        return badOption(
            QStringLiteral("--vus"),
            WEIR_TEXT("cli.users_and_rate", "Users (closed load) and a rate (open load) exclude each other"),
            WEIR_TEXT("cli.give_vus_or_rate", "Give --vus, or --rate with --cap and --arrivals."));
    if (wantsOpen)
        return applyOpen(group);
    if (!vus)
        return {};
    const ClosedLoad *before = std::get_if<ClosedLoad>(&group.model);
    ClosedLoad closed = before ? *before : ClosedLoad{};
    closed.users = *vus;
    clearSteps(group, closed);
    if (!before && !group.duration && !group.requests)
        group.duration = LoadGroup{}.duration;
    group.model = closed;
    return {};
}

Result<void> LoadOptions::applyEnd(LoadGroup &group) const
{
    if (requests) {
        group.requests = requests;
        if (duration.empty())
            group.duration.reset(); // the run ends when they are done
    }
    if (duration.empty())
        return {};
    const Result<Nanoseconds> length = durationOf(QStringLiteral("--duration"), duration);
    if (!length)
        return length.error();
    group.duration = *length;
    return {};
}

Result<void> LoadOptions::applyRamp(LoadGroup &group) const
{
    if (ramp.empty())
        return {};
    const QString option = QStringLiteral("--ramp");
    const Result<Nanoseconds> length = durationOf(option, ramp);
    if (!length)
        return length.error();
    if (!group.duration)
        return badOption(
            option,
            WEIR_TEXT("cli.ramp_without_duration", "A ramp needs to know how long the load holds after it"),
            WEIR_TEXT("cli.give_duration", "Give a --duration too."));
    const Nanoseconds hold = *group.duration;
    if (OpenLoad *open = std::get_if<OpenLoad>(&group.model); open && open->steps.empty()) {
        open->steps = {RateRamp{0, open->rate, *length}, RateStep{open->rate, hold}};
        open->rate = OpenLoad{}.rate; // the steps say it now
    } else if (ClosedLoad *closed = std::get_if<ClosedLoad>(&group.model); closed && closed->steps.empty()) {
        closed->steps = {UserRamp{0, closed->users, *length}, UsersStep{closed->users, hold}};
        closed->users = ClosedLoad{}.users;
    } else {
        return badOption(option,
                         WEIR_TEXT("cli.load_has_course", "The scenario's load has a course of its own"),
                         WEIR_TEXT("cli.give_rate_or_vus", "Give --rate or --vus too, which replaces it."));
    }
    group.duration.reset();
    return {};
}

Result<void> LoadOptions::applyWarmUp(Load &load) const
{
    if (warmUp.empty())
        return {};
    const Result<Nanoseconds> length = durationOf(QStringLiteral("--warmup"), warmUp);
    if (!length)
        return length.error();
    load.warmUp = *length;
    return {};
}

Result<void> LoadOptions::apply(Load &load) const
{
    if (const Result<void> warmed = applyWarmUp(load); !warmed || !isGiven())
        return warmed;
    if (load.groups.size() != 1)
        return badOption(
            QStringLiteral("load"),
            {WEIR_TEXT("cli.many_groups",
                       "The scenario has %1 load groups, and the options for the load don't say which "
                       "they mean"),
             load.groups.size()},
            WEIR_TEXT("cli.change_group_with_set",
                      "Change one with --set, like --set load.groups.0.duration=1m."));
    LoadGroup &group = load.first();
    if (Result<void> model = applyModel(group); !model)
        return model;
    if (Result<void> end = applyEnd(group); !end)
        return end;
    return applyRamp(group);
}

} // namespace weir::cli
