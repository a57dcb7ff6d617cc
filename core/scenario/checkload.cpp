// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/units.h"
#include "scenario/checkparts.h"
#include "scenario/limits.h"
#include "scenario/thresholdproblem.h"

#include <algorithm>

namespace weir {

namespace {

void checkModel(const ClosedLoad &closed, Findings &findings)
{
    if (closed.users < 1 || closed.users > limits::maxUsers)
        findings.error(QStringLiteral("users"),
                       QStringLiteral("Users are from 1 to %1.").arg(limits::maxUsers));
    Findings think = findings.at(QStringLiteral("think"));
    checkNotTooLong(think, QStringLiteral("low"), closed.think.low);
    checkNotTooLong(think, QStringLiteral("high"), closed.think.high);
    if (closed.think.low < Nanoseconds{0})
        think.error(QStringLiteral("low"), QStringLiteral("The time can't be negative."));
    if (closed.think.kind == ThinkTime::Kind::Uniform && closed.think.high < closed.think.low)
        think.error(QStringLiteral("high"), QStringLiteral("It must not be less than low."));
}

void checkModel(const OpenLoad &open, Findings &findings)
{
    if (!(open.rate > 0 && open.rate <= limits::maxRate))
        findings.error(QStringLiteral("rate"),
                       QStringLiteral("The rate is above 0 and at most %1 requests a second.")
                           .arg(formatCount(static_cast<quint64>(limits::maxRate))));
    if (open.cap && *open.cap == 0)
        findings.error(QStringLiteral("cap"), QStringLiteral("A cap of 0 lets no request through."));
}

void checkModel(const TraceLoad &, Findings &) {}

void checkLength(const Load &load, Findings &findings)
{
    if (!load.first().duration && !load.first().requests)
        findings.error(QStringLiteral("duration"),
                       QStringLiteral("The load never ends: give it a duration or a number of requests."));
    if (load.first().duration && *load.first().duration <= Nanoseconds{0})
        findings.error(QStringLiteral("duration"), QStringLiteral("The duration must be above 0."));
    checkNotTooLong(findings, QStringLiteral("duration"), load.first().duration.value_or(Nanoseconds{0}));
    checkNotTooLong(findings, QStringLiteral("warmUp"), load.warmUp);
    checkNotTooLong(findings, QStringLiteral("drain"), load.drain);
    if (load.first().requests && *load.first().requests == 0)
        findings.error(QStringLiteral("requests"), QStringLiteral("At least one request is needed."));
    if (load.warmUp < Nanoseconds{0})
        findings.error(QStringLiteral("warmUp"), QStringLiteral("The time can't be negative."));
    else if (load.first().duration && load.warmUp >= *load.first().duration && load.warmUp > Nanoseconds{0})
        findings.warning(
            QStringLiteral("warmUp"),
            QStringLiteral("The warm-up is as long as the measured part or longer; most requests will not "
                           "be in the figures."));
    if (load.drain < Nanoseconds{0})
        findings.error(QStringLiteral("drain"), QStringLiteral("The time can't be negative."));
    else if (load.drain == Nanoseconds{0})
        findings.warning(QStringLiteral("drain"),
                         QStringLiteral("Without time to drain, every request that runs at the end is cut."));
}

void checkShare(Findings &findings, const QString &key, double share)
{
    if (!(share >= 0 && share <= 1))
        findings.error(key, QStringLiteral("The share is from 0 to 1."));
}

void checkPositive(Findings &findings, const QString &key, std::optional<Nanoseconds> time)
{
    if (time && *time <= Nanoseconds{0})
        findings.error(key, QStringLiteral("The time must be above 0."));
}

void checkServiceLevel(const Scenario &scenario, Findings findings)
{
    const ServiceLevel &level = scenario.goals.serviceLevel;
    checkPositive(findings, QStringLiteral("ttft"), level.ttft);
    checkPositive(findings, QStringLiteral("tpot"), level.tpot);
    checkPositive(findings, QStringLiteral("e2e"), level.e2e);
    const bool nothingStreams =
        !scenario.requests.empty() && std::none_of(scenario.requests.begin(), scenario.requests.end(),
                                                   [](const auto &r) { return r.stream; });
    const QString message = QStringLiteral("No request is streamed, so this limit has nothing to measure.");
    if (level.ttft && nothingStreams)
        findings.warning(QStringLiteral("ttft"), message);
    if (level.tpot && nothingStreams)
        findings.warning(QStringLiteral("tpot"), message);
}

} // namespace

void checkNotTooLong(Findings &findings, const QString &key, Nanoseconds time)
{
    if (time > limits::maxTime)
        findings.error(key, QStringLiteral("The time is at most 24 days."));
}

std::optional<double> estimatedRequests(const Load &load)
{
    const std::optional<double> most =
        load.first().requests ? std::optional<double>(static_cast<double>(*load.first().requests))
                              : std::nullopt;
    const OpenLoad *open = std::get_if<OpenLoad>(&load.first().model);
    if (!open || (!load.first().duration && !most))
        return most;
    const double warmUp = open->rate * toSeconds(load.warmUp);
    if (!load.first().duration)
        return warmUp + *most;
    const double byTime = open->rate * toSeconds(*load.first().duration);
    return warmUp + (most ? std::min(*most, byTime) : byTime);
}

void checkLoad(const Load &load, Findings findings)
{
    std::visit([&](const auto &model) { checkModel(model, findings); }, load.first().model);
    checkLength(load, findings);
    const ClosedLoad *closed = std::get_if<ClosedLoad>(&load.first().model);
    if (closed && load.first().requests && *load.first().requests > 0 &&
        *load.first().requests < closed->users)
        findings.warning(
            QStringLiteral("requests"),
            QStringLiteral("There are fewer requests than users, so some users never send one."));
}

void checkGoals(const Scenario &scenario, Findings findings)
{
    const Goals &goals = scenario.goals;
    checkServiceLevel(scenario, findings.at(QStringLiteral("serviceLevel")));
    for (qsizetype i = 0; i < goals.thresholds.size(); ++i) {
        if (const std::optional<QString> problem = thresholdProblem(goals.thresholds[i]))
            findings.at(QStringLiteral("thresholds"), static_cast<std::size_t>(i)).error({}, *problem);
    }
    checkPositive(findings, QStringLiteral("stallLimit"), goals.stallLimit);
    Findings validity = findings.at(QStringLiteral("validity"));
    checkShare(validity, QStringLiteral("achievedShare"), goals.validity.achievedShare);
    checkPositive(validity, QStringLiteral("slipP99"), goals.validity.slipP99);
    checkPositive(validity, QStringLiteral("loopLagP99"), goals.validity.loopLagP99);
    checkShare(validity, QStringLiteral("processorShare"), goals.validity.processorShare);
    checkPositive(validity, QStringLiteral("processorFor"), goals.validity.processorFor);
    checkShare(validity, QStringLiteral("throttledShare"), goals.validity.throttledShare);
    checkShare(validity, QStringLiteral("chunksAboveUsageShare"), goals.validity.chunksAboveUsageShare);
}

} // namespace weir
