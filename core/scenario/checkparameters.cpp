// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/inputfile.h"
#include "base/keptinput.h"
#include "scenario/checkparts.h"
#include "scenario/enumnames.h"
#include "scenario/fields.h"
#include "scenario/mediasource.h"

#include <QFileInfo>

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
    if (const Result<QJsonValue> value = json.value(type); !value)
        findings.error(key, value.error().message());
}

/// Pictures or sounds that the vendor can't be given.
void checkTaken(const QStringList &sources, const QString &key, const VendorFacts &facts, Findings &findings)
{
    if (sources.isEmpty())
        return;
    if (!facts.takes.contains(key)) {
        findings.error(key,
                       Message(WEIR_TEXT("scenario.media_not_taken",
                                         "%1 takes none of these with a prompt, by its preset's \"takes\"."),
                               facts.label));
        return;
    }
    Findings list = findings.at(key);
    for (qsizetype i = 0; i < sources.size(); ++i) {
        if (isMediaUrl(sources[i]) && !facts.takes.contains(key + QStringLiteral("_by_url")))
            list.error(QString::number(i),
                       Message(WEIR_TEXT("scenario.media_by_url",
                                         "%1 fetches nothing from the web; save it and name its file."),
                               facts.label));
    }
}

/// Whether there are such files; what they hold is looked into when a run is prepared.
void checkFiles(const QStringList &sources, const QString &key, const CheckContext &context,
                Findings &findings)
{
    Findings list = findings.at(key);
    for (qsizetype i = 0; i < sources.size(); ++i) {
        const QString &source = sources[i];
        const QString at = QString::number(i);
        if (source.trimmed().isEmpty())
            list.error(at, WEIR_TEXT("scenario.media_unnamed", "A path or an address is needed here."));
        if (source.trimmed().isEmpty() || isMediaAddress(source) || source.contains(u"{{") ||
            !context.readData)
            continue;
        const QString path = inputPath(source, context.baseFolder);
        if (!QFileInfo::exists(path))
            list.error(at,
                       Message(WEIR_TEXT("scenario.tokenizer_no_file", "There is no file \"%1\"."), path));
        else if (const Message why = whyNoInput(path); !why.isEmpty())
            list.error(at, Message(WEIR_TEXT("scenario.tokenizer_not_readable",
                                             "The file \"%1\" can't be read: %2."),
                                   path, why));
        else if (QFileInfo(path).size() > largestMediaFile)
            list.error(at, Message(WEIR_TEXT("scenario.media_too_large",
                                             "The file \"%1\" has more than %2 MiB, the most of a picture or "
                                             "a sound."),
                                   path, largestMediaFile >> 20));
    }
}

/// A vendor that has no place for a parameter would be asked without it.
void checkPlaces(const RequestTemplate &request, const CheckContext &context, const Target *target,
                 Findings &findings)
{
    const QStringList keys = changedKeys(request.parameters);
    const bool hasMedia = !request.images.isEmpty() || !request.audio.isEmpty();
    if (!target || !context.vendorFacts || (keys.isEmpty() && !request.maxTokens && !hasMedia))
        return;
    const VendorFacts facts = context.vendorFacts(target->vendor, context.baseFolder);
    if (facts.label.isEmpty() || hasErrors(facts.problems))
        return;
    Findings inner = findings.at(QStringLiteral("parameters"));
    for (const QString &key : keys) {
        if (!facts.parameters.contains(key))
            inner.error(key, noPlaceFor(facts.label).message());
    }
    const QString limit = enumName(ModelParameter::MaxTokens);
    if (request.maxTokens && !facts.parameters.contains(limit))
        findings.error(limit, noPlaceFor(facts.label).message());
    checkTaken(request.images, QStringLiteral("images"), facts, findings);
    checkTaken(request.audio, QStringLiteral("audio"), facts, findings);
}

/// What a body of the request's own does not hold is not sent.
void checkOwnBody(const RequestTemplate &request, Findings &findings)
{
    if (!request.parameters.isEmpty())
        findings.warning(QStringLiteral("parameters"),
                         WEIR_TEXT("scenario.body_has_parameters",
                                   "The request has a body of its own, so its parameters are not sent; "
                                   "write them into the body."));
    if (!request.extraBody.isEmpty() && request.body.trimmed().startsWith(u'['))
        findings.error(QStringLiteral("extra_body"),
                       WEIR_TEXT("scenario.body_is_list",
                                 "The request's own body is a list [ ], into which nothing can be merged."));
}

} // namespace

Error noPlaceFor(const QString &vendor)
{
    return {
        Message(WEIR_TEXT("scenario.no_place_for_parameter", "%1 has no place for this parameter"), vendor),
        {},
        WEIR_TEXT("scenario.no_place_advice",
                  "Set it in \"extra_body\", in the service's own words, or name its place in the "
                  "preset's \"parameters\".")};
}

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
        Findings inner = here.at(QStringLiteral("parameters"));
        checkNumbers(request.parameters, inner);
        checkJson(request.parameters.tools, QJsonValue::Array, QStringLiteral("tools"), inner);
        checkJson(request.parameters.responseFormat, QJsonValue::Object, QStringLiteral("response_format"),
                  inner);
        checkFiles(request.images, QStringLiteral("images"), context, here);
        checkFiles(request.audio, QStringLiteral("audio"), context, here);
        if (request.body.isEmpty())
            checkPlaces(request, context, targetOf(scenario, request), here);
        else
            checkOwnBody(request, here);
    }
}

} // namespace weir
