// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/check.h"

#include "scenario/checkparts.h"
#include "scenario/limits.h"

#include <algorithm>
#include <memory>

namespace weir {

void checkName(Findings &findings, const QString &name, QSet<QString> &names)
{
    const QString key = QStringLiteral("name");
    if (name.trimmed().isEmpty())
        findings.error(key, WEIR_TEXT("scenario.name_needed", "A name is needed."));
    else if (names.contains(name))
        findings.error(
            key, Message(WEIR_TEXT("scenario.name_taken", "The name \"%1\" is taken; every one must differ."),
                         name));
    names.insert(name);
}

/// It stands in headers and in the names that a service answers with.
static void checkSalt(const QString &salt, Findings &findings)
{
    constexpr qsizetype longestSalt = 26;
    const bool isPlain = std::all_of(salt.begin(), salt.end(),
                                     [](QChar c) { return c.unicode() < 128 && c.isLetterOrNumber(); });
    if (!isPlain || salt.size() > longestSalt)
        findings.error(QStringLiteral("salt"),
                       Message(WEIR_TEXT("scenario.salt_plain",
                                         "A salt is 1 to %1 letters and digits of English, or left out."),
                               longestSalt));
}

/// A context that looks for each vendor's preset once: its folders are read for it.
static CheckContext askingOnce(const CheckContext &context)
{
    CheckContext once = context;
    if (context.vendorFacts)
        once.vendorFacts = [facts = context.vendorFacts,
                            known = std::make_shared<QHash<QString, VendorFacts>>()](const QString &vendor,
                                                                                     const QString &folder) {
            const auto found = known->constFind(vendor);
            return found != known->constEnd() ? *found : *known->insert(vendor, facts(vendor, folder));
        };
    return once;
}

Problems check(const Scenario &scenario, const CheckContext &asked)
{
    const CheckContext context = askingOnce(asked);
    Problems problems;
    Findings findings(problems, {});
    if (scenario.name.trimmed().isEmpty())
        findings.error(QStringLiteral("name"),
                       WEIR_TEXT("scenario.needs_name", "The scenario needs a name."));
    checkTargets(scenario, context, findings);
    // Requests stand before data in the file, but what they may use depends on the data.
    Problems dataProblems;
    const std::vector<DataFacts> data = checkData(scenario, context, Findings(dataProblems, {}));
    checkRequests(scenario, data, findings);
    checkUsage(scenario, context, findings);
    checkParameters(scenario, context, findings);
    problems.insert(problems.end(), dataProblems.begin(), dataProblems.end());
    checkLoad(scenario, context, findings.at(QStringLiteral("load")));
    checkGoals(scenario, findings.at(QStringLiteral("goals")));
    checkSalt(scenario.salt, findings);
    if (scenario.workers && (*scenario.workers < 1 || *scenario.workers > limits::maxWorkers))
        findings.error(QStringLiteral("workers"),
                       Message(WEIR_TEXT("scenario.workers_from_to", "Worker threads are from 1 to %1."),
                               limits::maxWorkers));
    if (scenario.mostEventMib < 1 || scenario.mostEventMib > limits::maxEventMib)
        findings.error(
            QStringLiteral("most_event_mib"),
            Message(WEIR_TEXT("scenario.event_mib_from_to", "One event may have from 1 to %1 MiB."),
                    limits::maxEventMib));
    return problems;
}

Scenario defaultScenario()
{
    Scenario scenario;
    Target target;
    target.name = QStringLiteral("service");
    target.url = QStringLiteral("builtin:");
    scenario.targets.push_back(target);
    RequestTemplate request;
    request.name = QStringLiteral("chat");
    scenario.requests.push_back(request);
    return scenario;
}

} // namespace weir
