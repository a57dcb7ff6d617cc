// SPDX-License-Identifier: GPL-3.0-or-later
// The load as a whole: how its groups, warm-up and limits go together.
#include "base/duration.h"
#include "base/units.h"
#include "scenario/checkparts.h"
#include "scenario/limits.h"
#include "scenario/loadfigures.h"

#include <algorithm>
#include <cmath>

namespace weir {

namespace {

/// When the load ends by its plan, in seconds since the run's start; infinite when only requests are counted
/// or a trace's file decides.
double plannedSeconds(const Load &load)
{
    double latest = 0;
    for (const LoadGroup &group : load.groups) {
        const bool isTrace = std::holds_alternative<TraceLoad>(group.model);
        const double length = isTrace ? std::numeric_limits<double>::infinity() : courseOf(group).seconds;
        latest = std::max(latest, toSeconds(group.startAfter) + length);
    }
    return toSeconds(load.warmUp) + latest;
}

void checkWarmUp(const Load &load, Findings &findings)
{
    const QString key = QStringLiteral("warm_up");
    checkNotNegative(findings, key, load.warmUp);
    if (load.warmUp <= Nanoseconds{0})
        return;
    const double measured = plannedSeconds(load) - toSeconds(load.warmUp);
    if (toSeconds(load.warmUp) >= measured)
        findings.warning(key, WEIR_TEXT("scenario.long_warm_up",
                                        "The warm-up is as long as the measured part or longer; "
                                        "most requests will not be in the figures."));
    const bool anyLoad = std::any_of(load.groups.begin(), load.groups.end(), [](const LoadGroup &group) {
        return group.startAfter <= Nanoseconds{0} && courseOf(group).start > 0;
    });
    if (!anyLoad)
        findings.warning(key, WEIR_TEXT("scenario.idle_warm_up",
                                        "The warm-up holds the level at which the load begins, and that is "
                                        "0: it only delays the run. Begin with a step above 0."));
}

void checkLimit(const Load &load, Findings &findings)
{
    if (!load.maxDuration)
        return;
    const QString key = QStringLiteral("max_duration");
    checkPositive(findings, key, load.maxDuration);
    checkNotTooLong(findings, key, *load.maxDuration);
    const double planned = plannedSeconds(load);
    if (*load.maxDuration <= load.warmUp)
        findings.error(
            key, WEIR_TEXT("scenario.limit_inside_warm_up",
                           "The limit ends the run before the warm-up does, so nothing would be measured."));
    else if (std::isfinite(planned) && toSeconds(*load.maxDuration) < planned)
        findings.warning(key, Message(WEIR_TEXT("scenario.limit_cuts_load",
                                                "The limit cuts the load short: its plan takes %1."),
                                      formatTime(Nanoseconds{qint64(std::min(planned, 1e9) * 1e9)})));
}

void checkTotals(const Load &load, Findings &findings)
{
    double users = 0;
    double rate = 0;
    for (const LoadGroup &group : load.groups)
        (group.isOpen() ? rate : users) += courseOf(group).peak;
    if (load.groups.size() > limits::maxGroups)
        findings.error(
            QStringLiteral("groups"),
            Message(WEIR_TEXT("scenario.too_many_groups", "There are at most %1 groups; this load has %2."),
                    limits::maxGroups, load.groups.size()));
    if (load.groups.size() > 1 && users > limits::maxUsers)
        findings.error(QStringLiteral("groups"),
                       Message(WEIR_TEXT("scenario.too_many_users_together",
                                         "All groups together have at most %1 users."),
                               formatCount(limits::maxUsers)));
    if (load.groups.size() > 1 && rate > limits::maxRate)
        findings.error(QStringLiteral("groups"),
                       Message(WEIR_TEXT("scenario.too_many_requests_together",
                                         "All groups together make at most %1 requests a second."),
                               formatCount(static_cast<quint64>(limits::maxRate))));
}

} // namespace

void checkLoad(const Scenario &scenario, const CheckContext &context, Findings findings)
{
    const Load &load = scenario.load;
    if (load.groups.empty()) {
        findings.error(QStringLiteral("groups"),
                       WEIR_TEXT("scenario.group_needed", "At least one group is needed."));
        return;
    }
    QSet<QString> names;
    // A load of more groups can't run, and looking into all of them would take long.
    for (std::size_t i = 0; i < std::min<std::size_t>(load.groups.size(), limits::maxGroups); ++i) {
        const bool several = load.groups.size() > 1;
        Findings here = several ? findings.at(QStringLiteral("groups"), i) : findings;
        if (several)
            checkName(here, load.groups[i].name, names);
        checkGroup(scenario, load.groups[i], context, here);
    }
    checkTotals(load, findings);
    checkWarmUp(load, findings);
    checkNotNegative(findings, QStringLiteral("drain"), load.drain);
    if (load.drain == Nanoseconds{0})
        findings.warning(QStringLiteral("drain"),
                         WEIR_TEXT("scenario.no_time_to_drain",
                                   "Without time to drain, every request that runs at the end is cut."));
    checkLimit(load, findings);
}

} // namespace weir
