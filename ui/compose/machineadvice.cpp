// SPDX-License-Identifier: GPL-3.0-or-later
#include "compose/machineadvice.h"

#include "base/units.h"
#include "plan/tokenlengths.h"

#include <QCoreApplication>

namespace weir {

namespace {

/// Gives the texts of this file a context for translators.
struct MachineAdvice
{
    Q_DECLARE_TR_FUNCTIONS(MachineAdvice)
};

} // namespace

QString adviceText(const MachineNeeds &needs, const MachineFacts &facts)
{
    QStringList sentences{
        MachineAdvice::tr(
            "Needs about %1 connections, %2 threads and %3 of memory; the run file may grow to %4.")
            .arg(formatCount(needs.streams), formatCount(needs.threads), formatBytes(needs.memory),
                 formatBytes(needs.runFile))};
    const std::vector<LimitProblem> problems = checkLimits(needs, facts);
    for (const LimitProblem &problem : problems)
        sentences << problem.error.text();
    if (problems.empty())
        sentences << MachineAdvice::tr("This machine has it.");
    if (!needs.isBounded)
        sentences << MachineAdvice::tr("Without a cap a slow service makes it more.");
    return sentences.join(u' ');
}

std::optional<double> mostOutputTokens(const Scenario &scenario, double requests)
{
    double weights = 0;
    double tokens = 0;
    for (const RequestTemplate &request : scenario.requests) {
        const std::optional<double> most =
            request.maxTokens ? std::optional<double>(*request.maxTokens) : std::nullopt;
        const std::optional<double> mean = meanTokens(request.outputTokens);
        if (!mean && !most)
            return std::nullopt;
        weights += request.weight;
        tokens += request.weight * (mean ? *mean : *most);
    }
    if (weights <= 0)
        return std::nullopt;
    return requests * tokens / weights;
}

} // namespace weir
