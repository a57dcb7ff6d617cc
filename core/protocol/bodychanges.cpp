// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/bodychanges.h"

#include "base/jsonmerge.h"
#include "protocol/presetlisting.h"
#include "scenario/check.h"
#include "scenario/enumnames.h"
#include "scenario/templatetags.h"

#include <QJsonArray>

#include <utility>

namespace weir {

namespace {

Error noWay(const QStringList &segments)
{
    return {Message(WEIR_TEXT("template.place_blocked",
                              "The body has no object on the way to /%1, where the vendor has a parameter"),
                    segments.join(u'/')),
            {},
            {}};
}

/// What is set, by its name; without what is a template's business.
std::vector<std::pair<ModelParameter, QJsonValue>> plainParameters(const ModelParameters &parameters)
{
    std::vector<std::pair<ModelParameter, QJsonValue>> plain;
    if (parameters.temperature)
        plain.emplace_back(ModelParameter::Temperature, *parameters.temperature);
    if (parameters.topP)
        plain.emplace_back(ModelParameter::TopP, *parameters.topP);
    if (!parameters.stop.isEmpty())
        plain.emplace_back(ModelParameter::Stop, QJsonArray::fromStringList(parameters.stop));
    if (parameters.seed)
        plain.emplace_back(ModelParameter::Seed, *parameters.seed);
    if (parameters.minTokens)
        plain.emplace_back(ModelParameter::MinTokens, qint64(*parameters.minTokens));
    if (parameters.ignoreEos)
        plain.emplace_back(ModelParameter::IgnoreEos, true);
    if (!parameters.reasoningEffort.isEmpty())
        plain.emplace_back(ModelParameter::ReasoningEffort, parameters.reasoningEffort);
    return plain;
}

/// Where the vendor has the parameter.
Result<QStringList> placeOf(const VendorPreset &vendor, ModelParameter parameter, const QString &member)
{
    if (const QStringList *place = vendor.parameters.find(parameter))
        return *place;
    return noPlaceFor(vendorLabel(vendor)).within(Message::verbatim(member));
}

} // namespace

Result<BodyChanges> BodyChanges::compile(const RequestTemplate &request, const VendorPreset &vendor,
                                         const QString &jsonPath)
{
    BodyChanges changes;
    if (request.body.isEmpty()) {
        if (const Result<void> added = changes.addParameters(request, vendor, jsonPath); !added)
            return added.error();
    }
    if (request.extraBody.isEmpty())
        return changes;
    Result<Value> extra =
        compileValue(request.extraBody, QJsonValue::Object, jsonPath + QStringLiteral("/extra_body"));
    if (!extra)
        return extra.error();
    changes.m_extra = std::move(*extra);
    return changes;
}

Result<void> BodyChanges::addParameters(const RequestTemplate &request, const VendorPreset &vendor,
                                        const QString &jsonPath)
{
    const QStringList *limit = vendor.parameters.find(ModelParameter::MaxTokens);
    if (limit && !looksUp(vendor.body, enumName(ModelParameter::MaxTokens)))
        m_maxTokens = *limit;
    const QString path = jsonPath + QStringLiteral("/parameters/");
    for (const auto &[parameter, value] : plainParameters(request.parameters)) {
        Result<QStringList> place = placeOf(vendor, parameter, path + enumName(parameter));
        if (!place)
            return place.error();
        m_changes.push_back({std::move(*place), {value, nullptr, {}}});
    }
    for (const auto &[parameter, json, type] :
         {std::tuple(ModelParameter::Tools, &request.parameters.tools, QJsonValue::Array),
          std::tuple(ModelParameter::ResponseFormat, &request.parameters.responseFormat,
                     QJsonValue::Object)}) {
        if (json->isEmpty())
            continue;
        const QString member = path + enumName(parameter);
        Result<QStringList> place = placeOf(vendor, parameter, member);
        if (!place)
            return place.error();
        Result<Value> value = compileValue(*json, type, member);
        if (!value)
            return value.error();
        m_changes.push_back({std::move(*place), std::move(*value)});
    }
    return {};
}

Result<BodyChanges::Value> BodyChanges::compileValue(const RawJson &json, QJsonValue::Type type,
                                                     const QString &member)
{
    const Result<QJsonValue> fixed = json.value(type);
    if (!fixed)
        return fixed.error().within(Message::verbatim(member));
    if (!json.text.contains(u"{{"))
        return Value{*fixed, nullptr, member};
    Result<TextTemplate> filled = TextTemplate::compile(json.text, TemplateEscape::Json);
    if (!filled)
        return filled.error().within(Message::verbatim(member));
    return Value{{}, std::make_shared<const TextTemplate>(std::move(*filled)), member};
}

Result<QJsonValue> BodyChanges::valueOf(const Value &value, const std::vector<const QJsonObject *> &scopes)
{
    if (!value.filled)
        return value.fixed;
    const Result<QByteArray> json = value.filled->render(scopes);
    if (!json)
        return json.error().within(Message::verbatim(value.member));
    const Result<QJsonValue> filled = RawJson{QString::fromUtf8(*json)}.value();
    return filled ? filled : filled.error().within(Message::verbatim(value.member));
}

Result<QJsonDocument> BodyChanges::apply(const QJsonDocument &body, std::optional<quint32> maxTokens,
                                         const std::vector<const QJsonObject *> &scopes) const
{
    if (!body.isObject())
        return Error{WEIR_TEXT("template.body_is_list",
                               "The body is a list [ ], so nothing can be set in it or merged into it"),
                     {},
                     {}};
    QJsonObject object = body.object();
    if (m_maxTokens && maxTokens && !putMember(object, *m_maxTokens, qint64(*maxTokens)))
        return noWay(*m_maxTokens);
    for (const Change &change : m_changes) {
        const Result<QJsonValue> value = valueOf(change.value, scopes);
        if (!value)
            return value.error();
        if (!putMember(object, change.segments, *value))
            return noWay(change.segments);
    }
    if (m_extra) {
        const Result<QJsonValue> extra = valueOf(*m_extra, scopes);
        if (!extra)
            return extra.error();
        object = mergedJson(std::move(object), extra->toObject());
    }
    return QJsonDocument(object);
}

QStringList settableParameters(const VendorPreset &vendor)
{
    QStringList names = vendor.parameters.names();
    const QString limit = enumName(ModelParameter::MaxTokens);
    if (!names.contains(limit) && looksUp(vendor.body, limit))
        names.append(limit);
    return names;
}

} // namespace weir
