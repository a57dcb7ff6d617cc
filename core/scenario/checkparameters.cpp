// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/checkparts.h"
#include "scenario/fields.h"

#include <cmath>

namespace weir {

namespace {

void checkNumbers(const ModelParameters &parameters, Findings &findings)
{
    const std::optional<double> temperature = parameters.temperature;
    if (temperature && !(*temperature >= 0 && std::isfinite(*temperature)))
        findings.error(QStringLiteral("temperature"),
                       WEIR_TEXT("scenario.temperature_from_zero", "The temperature is a number from 0 on."));
    if (parameters.topP)
        checkShare(findings, QStringLiteral("top_p"), *parameters.topP);
    if (parameters.stop.contains(QString()))
        findings.error(QStringLiteral("stop"), WEIR_TEXT("scenario.stop_text_empty",
                                                         "A text at which the answer ends can't be empty."));
}

/// Where there is JSON, it must be some of this type.
void checkJson(const RawJson &json, QJsonValue::Type type, const QString &key, Findings &findings)
{
    if (json.isEmpty())
        return;
    const Result<QJsonValue> value = json.value();
    if (!value)
        findings.error(key, value.error().message());
    else if (value->type() != type)
        findings.error(key, type == QJsonValue::Array
                                ? WEIR_TEXT("scenario.list_needed", "A list [ ] is needed here.")
                                : WEIR_TEXT("scenario.object_needed", "An object { } is needed here."));
}

/// A vendor that has no place for a parameter would be asked without it.
void checkPlaces(const ModelParameters &parameters, const VendorFacts &facts, Findings &findings)
{
    for (const QString &key : changedKeys(parameters)) {
        if (!facts.parameters.contains(key))
            findings.error(
                key, Message(WEIR_TEXT("scenario.no_place_for_parameter",
                                       "%1 has no place for this parameter. Set it in \"extra_body\", in the "
                                       "service's own words, or name its place in the preset's "
                                       "\"parameters\"."),
                             facts.label));
    }
}

} // namespace

const Target *targetOf(const Scenario &scenario, const RequestTemplate &request)
{
    for (const Target &target : scenario.targets) {
        if (request.target.isEmpty() || target.name == request.target)
            return &target;
    }
    return nullptr;
}

void checkParameters(const Scenario &scenario, const CheckContext &context, Findings findings)
{
    for (std::size_t i = 0; i < scenario.requests.size(); ++i) {
        const RequestTemplate &request = scenario.requests[i];
        Findings here = findings.at(QStringLiteral("requests"), i);
        checkJson(request.extraBody, QJsonValue::Object, QStringLiteral("extra_body"), here);
        if (request.parameters.isEmpty())
            continue;
        Findings inner = here.at(QStringLiteral("parameters"));
        checkNumbers(request.parameters, inner);
        checkJson(request.parameters.tools, QJsonValue::Array, QStringLiteral("tools"), inner);
        checkJson(request.parameters.responseFormat, QJsonValue::Object, QStringLiteral("response_format"),
                  inner);
        if (!request.body.isEmpty()) {
            here.warning(QStringLiteral("parameters"),
                         WEIR_TEXT("scenario.body_has_parameters",
                                   "The request has a body of its own, so its parameters are not sent; "
                                   "write them into the body."));
            continue;
        }
        const Target *target = targetOf(scenario, request);
        if (!target || !context.vendorFacts)
            continue;
        const VendorFacts facts = context.vendorFacts(target->vendor, context.baseFolder);
        if (!facts.label.isEmpty() && !hasErrors(facts.problems))
            checkPlaces(request.parameters, facts, inner);
    }
}

} // namespace weir
