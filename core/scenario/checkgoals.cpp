// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/checkparts.h"
#include "scenario/thresholdpart.h"
#include "scenario/thresholdproblem.h"

#include <algorithm>

namespace weir {

namespace {

void checkServiceLevel(const Scenario &scenario, Findings findings)
{
    const ServiceLevel &level = scenario.goals.serviceLevel;
    checkPositive(findings, QStringLiteral("ttft"), level.ttft);
    checkPositive(findings, QStringLiteral("tpot"), level.tpot);
    checkPositive(findings, QStringLiteral("e2e"), level.e2e);
    const bool nothingStreams =
        !scenario.requests.empty() && std::none_of(scenario.requests.begin(), scenario.requests.end(),
                                                   [](const auto &r) { return r.stream; });
    const MessageText message = WEIR_TEXT("scenario.nothing_streams",
                                          "No request is streamed, so this limit has nothing to measure.");
    if (level.ttft && nothingStreams)
        findings.warning(QStringLiteral("ttft"), message);
    if (level.tpot && nothingStreams)
        findings.warning(QStringLiteral("tpot"), message);
}

} // namespace

void checkGoals(const Scenario &scenario, Findings findings)
{
    const Goals &goals = scenario.goals;
    checkServiceLevel(scenario, findings.at(QStringLiteral("service_level")));
    for (qsizetype i = 0; i < goals.thresholds.size(); ++i) {
        if (const std::optional<Message> problem = thresholdProblem(goals.thresholds[i]))
            findings.at(QStringLiteral("thresholds"), static_cast<std::size_t>(i)).error({}, *problem);
        else if (const std::optional<Message> wrong =
                     partProblem(parseThreshold(goals.thresholds[i]).value(), scenario))
            findings.at(QStringLiteral("thresholds"), static_cast<std::size_t>(i)).error({}, *wrong);
        else if (const std::optional<Message> doubt = thresholdDoubt(goals.thresholds[i]))
            findings.at(QStringLiteral("thresholds"), static_cast<std::size_t>(i)).warning({}, *doubt);
    }
    checkShare(findings, QStringLiteral("error_budget"), goals.errorBudget);
    checkPositive(findings, QStringLiteral("stall_limit"), goals.stallLimit);
    Findings validity = findings.at(QStringLiteral("validity"));
    checkShare(validity, QStringLiteral("achieved_share"), goals.validity.achievedShare);
    checkPositive(validity, QStringLiteral("slip_p99"), goals.validity.slipP99);
    checkPositive(validity, QStringLiteral("loop_lag_p99"), goals.validity.loopLagP99);
    checkShare(validity, QStringLiteral("processor_share"), goals.validity.processorShare);
    checkPositive(validity, QStringLiteral("processor_for"), goals.validity.processorFor);
    checkShare(validity, QStringLiteral("throttled_share"), goals.validity.throttledShare);
    checkShare(validity, QStringLiteral("chunks_above_usage_share"), goals.validity.chunksAboveUsageShare);
}

} // namespace weir
