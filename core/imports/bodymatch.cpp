// SPDX-License-Identifier: GPL-3.0-or-later
#include "imports/bodymatch.h"

#include "base/jsonreader.h"
#include "protocol/texttemplate.h"
#include "scenario/enumnames.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <cmath>
#include <limits>

namespace weir {

namespace {

// What stands for the variables in a rendered template; no body of a person holds them.
const QString modelMark = QStringLiteral("\uE0F2model");
const QString promptMark = QStringLiteral("\uE0F2prompt");
const QString systemMark = QStringLiteral("\uE0F2system");
constexpr int maxTokensMark = 1987654321;

bool isMark(const QJsonValue &value)
{
    return value.toString().contains(QChar(0xE0F2)) || value.toDouble() == maxTokensMark;
}

/// Walks through the rendered template and the given body side by side.
class Comparison
{
public:
    explicit Comparison(MatchedBody &matched) : m_matched(matched) {}

    /// The members of `given` beside or instead of the template's; nothing where they don't go together.
    std::optional<QJsonObject> objects(const QJsonObject &rendered, const QJsonObject &given,
                                       const QString &path)
    {
        QJsonObject extra;
        for (auto member = rendered.begin(); member != rendered.end(); ++member) {
            const QString at = joinPointer(path, member.key());
            if (!given.contains(member.key())) {
                if (!isLeftOut(member.value(), at, extra, member.key()))
                    return std::nullopt;
                continue;
            }
            if (!take(member.value(), given.value(member.key()), at, extra, member.key()))
                return std::nullopt;
        }
        for (auto member = given.begin(); member != given.end(); ++member) {
            if (!rendered.contains(member.key()))
                extra.insert(member.key(), member.value());
        }
        return extra;
    }

    bool hasPrompt = false;
    bool hasSystem = false;

private:
    /// The body lacks what the template has.
    bool isLeftOut(const QJsonValue &rendered, const QString &path, QJsonObject &extra, const QString &key)
    {
        if (rendered.toString() == promptMark || rendered.toString() == systemMark)
            return false;
        if (rendered.toString() == modelMark)
            extra.insert(key, QJsonValue::Null);
        else if (rendered.isObject() || rendered.isArray())
            return leavesOutWhole(rendered, path);
        else if (!isMark(rendered) && rendered.toBool(true))
            m_matched.added.append(path);
        return true;
    }

    /// Whole objects of limits alone ("options") come with a limit only.
    bool leavesOutWhole(const QJsonValue &rendered, const QString &path)
    {
        const QByteArray text = rendered.isObject() ? QJsonDocument(rendered.toObject()).toJson()
                                                    : QJsonDocument(rendered.toArray()).toJson();
        if (text.contains(promptMark.toUtf8()) || text.contains(systemMark.toUtf8()))
            return false;
        if (!text.contains(QByteArray::number(maxTokensMark)))
            m_matched.added.append(path);
        return true;
    }

    bool take(const QJsonValue &rendered, const QJsonValue &given, const QString &path, QJsonObject &extra,
              const QString &key)
    {
        if (rendered.isObject() && given.isObject()) {
            const std::optional<QJsonObject> inner = objects(rendered.toObject(), given.toObject(), path);
            if (inner && !inner->isEmpty())
                extra.insert(key, *inner);
            return inner.has_value();
        }
        if (rendered.isArray())
            return given.isArray() && arrays(rendered.toArray(), given.toArray(), path);
        if (isMark(rendered))
            return capture(rendered, given);
        if (rendered != given)
            extra.insert(key, given);
        return true;
    }

    /// A list is merged as a whole, so nothing in it may differ.
    bool arrays(const QJsonArray &rendered, const QJsonArray &given, const QString &path)
    {
        if (rendered.size() != given.size())
            return false;
        for (qsizetype i = 0; i < rendered.size(); ++i) {
            QJsonObject extra;
            if (!take(rendered.at(i), given.at(i), joinPointer(path, QString::number(i)), extra,
                      QStringLiteral("x")) ||
                !extra.isEmpty())
                return false;
        }
        return true;
    }

    bool capture(const QJsonValue &rendered, const QJsonValue &given)
    {
        if (rendered.isDouble()) {
            const double tokens = given.toDouble(-1);
            if (tokens < 1 || tokens > std::numeric_limits<quint32>::max() || tokens != std::floor(tokens))
                return false;
            m_matched.maxTokens = quint32(tokens);
            return true;
        }
        const QString mark = rendered.toString();
        QString *text = mark == modelMark    ? &m_matched.model
                        : mark == promptMark ? &m_matched.prompt
                        : mark == systemMark ? &m_matched.system
                                             : nullptr;
        if (text == nullptr || !given.isString())
            return false;
        *text = given.toString();
        hasPrompt = hasPrompt || mark == promptMark;
        hasSystem = hasSystem || mark == systemMark;
        return true;
    }

    MatchedBody &m_matched;
};

std::optional<QJsonObject> rendered(const VendorPreset &preset, bool withSystem, bool stream)
{
    const Result<TextTemplate> body = TextTemplate::compile(preset.body, TemplateEscape::Json);
    if (!body)
        return std::nullopt;
    const QJsonObject variables{{QStringLiteral("model"), modelMark},
                                {QStringLiteral("prompt"), promptMark},
                                {QStringLiteral("system"), withSystem ? systemMark : QString()},
                                {QStringLiteral("max_tokens"), maxTokensMark},
                                {QStringLiteral("stream"), stream}};
    const Result<QByteArray> text = body->render({&variables});
    if (!text)
        return std::nullopt;
    const QJsonDocument document = QJsonDocument::fromJson(*text);
    return document.isObject() ? std::optional(document.object()) : std::nullopt;
}

std::optional<MatchedBody> compared(const VendorPreset &preset, const QJsonObject &body, bool withSystem,
                                    bool stream)
{
    const std::optional<QJsonObject> wanted = rendered(preset, withSystem, stream);
    if (!wanted)
        return std::nullopt;
    MatchedBody matched;
    Comparison comparison(matched);
    const std::optional<QJsonObject> extra = comparison.objects(*wanted, body, {});
    if (!extra || !comparison.hasPrompt || comparison.hasSystem != withSystem)
        return std::nullopt;
    matched.extra = *extra;
    return matched;
}

/// Takes the value at a place out of nested objects; those that are empty then go, too.
QJsonValue taken(QJsonObject &object, const QStringList &segments, qsizetype at = 0)
{
    const QString &key = segments[at];
    if (at + 1 == segments.size())
        return object.take(key);
    if (!object.value(key).isObject())
        return QJsonValue::Undefined;
    QJsonObject inner = object.value(key).toObject();
    const QJsonValue value = taken(inner, segments, at + 1);
    if (inner.isEmpty())
        object.remove(key);
    else
        object.insert(key, inner);
    return value;
}

void put(QJsonObject &object, const QStringList &segments, const QJsonValue &value, qsizetype at = 0)
{
    QJsonObject inner = object.value(segments[at]).toObject();
    if (at + 1 < segments.size())
        put(inner, segments, value, at + 1);
    object.insert(segments[at], at + 1 < segments.size() ? QJsonValue(inner) : value);
}

bool isWhole(const QJsonValue &value, double low, double high)
{
    return value.isDouble() && value.toDouble() == std::floor(value.toDouble()) && value.toDouble() >= low &&
           value.toDouble() <= high;
}

QStringList textsOf(const QJsonValue &value)
{
    QStringList texts;
    for (const QJsonValue &text : value.toArray()) {
        if (!text.isString())
            return {};
        texts.append(text.toString());
    }
    return texts;
}

/// False: the value is of a form that Weir's own member can't hold, so it stays where it is.
bool setParameter(MatchedBody &matched, ModelParameter parameter, const QJsonValue &value)
{
    constexpr double largestTokens = std::numeric_limits<quint32>::max();
    constexpr double largestSeed = 9007199254740991.0; // beyond, JSON's numbers are rounded
    ModelParameters &to = matched.parameters;
    switch (parameter) {
    case ModelParameter::MaxTokens:
        if (!isWhole(value, 1, largestTokens))
            return false;
        matched.maxTokens = quint32(value.toDouble());
        return true;
    case ModelParameter::Temperature:
        if (!value.isDouble() || value.toDouble() < 0 || value.toDouble() > 100)
            return false;
        to.temperature = value.toDouble();
        return true;
    case ModelParameter::TopP:
        if (!value.isDouble() || value.toDouble() < 0 || value.toDouble() > 1)
            return false;
        to.topP = value.toDouble();
        return true;
    case ModelParameter::Stop:
        to.stop = textsOf(value);
        return !to.stop.isEmpty();
    case ModelParameter::Seed:
        if (!isWhole(value, -largestSeed, largestSeed))
            return false;
        to.seed = value.toInteger();
        return true;
    case ModelParameter::MinTokens:
        if (!isWhole(value, 1, largestTokens))
            return false;
        to.minTokens = quint32(value.toDouble());
        return true;
    case ModelParameter::IgnoreEos:
        to.ignoreEos = value.toBool();
        return to.ignoreEos;
    case ModelParameter::ReasoningEffort:
        to.reasoningEffort = value.toString();
        return !to.reasoningEffort.isEmpty();
    case ModelParameter::Tools:
        if (!value.isArray())
            return false;
        to.tools = RawJson::of(value);
        return true;
    case ModelParameter::ResponseFormat:
        if (!value.isObject())
            return false;
        to.responseFormat = RawJson::of(value);
        return true;
    }
    return false;
}

void takeParameters(MatchedBody &matched, const VendorPreset &preset)
{
    for (qsizetype i = 0; i < enumNames<ModelParameter>().size(); ++i) {
        const ModelParameter parameter = static_cast<ModelParameter>(i);
        const QStringList *place = preset.parameters.find(parameter);
        if (place == nullptr)
            continue;
        const QJsonValue value = taken(matched.extra, *place);
        if (!value.isUndefined() && !setParameter(matched, parameter, value))
            put(matched.extra, *place, value);
    }
}

} // namespace

std::optional<MatchedBody> matchedBody(const VendorPreset &preset, const QJsonObject &body, bool stream)
{
    for (const bool withSystem : {true, false}) {
        if (std::optional<MatchedBody> matched = compared(preset, body, withSystem, stream)) {
            takeParameters(*matched, preset);
            return matched;
        }
    }
    return std::nullopt;
}

} // namespace weir
