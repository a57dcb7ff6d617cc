// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/usagerequest.h"

#include "scenario/checkparts.h"

#include <QRegularExpression>

namespace weir {

bool asksForUsage(const QString &body, const QString &member)
{
    // A body is no JSON before it is rendered, so its text is looked into.
    const QRegularExpression isSet(QStringLiteral("\"%1\"\\s*:\\s*(?!\\s|false\\b|null\\b|0\\b)")
                                       .arg(QRegularExpression::escape(member)));
    return isSet.match(body).hasMatch() || body.contains(u"{{{") || body.contains(u"{{&");
}

void checkUsage(const Scenario &scenario, const CheckContext &context, Findings findings)
{
    for (std::size_t i = 0; context.vendorFacts && i < scenario.requests.size(); ++i) {
        const RequestTemplate &request = scenario.requests[i];
        const Target *target = targetOf(scenario, request);
        if (target == nullptr || !request.stream || request.body.isEmpty())
            continue;
        const VendorFacts facts = context.vendorFacts(target->vendor, context.baseFolder);
        if (!facts.usageMember.isEmpty() && !asksForUsage(request.body, facts.usageMember))
            findings.at(QStringLiteral("requests"), i)
                .warning(QStringLiteral("body"),
                         Message(WEIR_TEXT("request.asks_for_no_usage",
                                           "The body does not ask %2 for token counts (\"%1\"), so it tells "
                                           "none, and chunks are counted in their place."),
                                 facts.usageMember, facts.label));
    }
}

} // namespace weir
