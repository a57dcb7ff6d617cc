// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/bodytrial.h"

#include "base/jsonsyntax.h"
#include "protocol/mediaparts.h"
#include "protocol/texttemplate.h"
#include "scenario/templatetags.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QRegularExpression>

#include <optional>

namespace weir {

namespace {

/// Stands for a text that nobody has seen: it needs its quotes and its escapes.
const QString sampleText = QStringLiteral("a \"text\"");

/// Names that tags without escapes look up: ready JSON, or any part of one.
QStringList rawNames(const QString &body)
{
    static const QRegularExpression raw(QStringLiteral("\\{\\{(?:\\{|&)\\s*([^{}\\s]+)\\s*\\}\\}"));
    QStringList names;
    for (const QRegularExpressionMatch &match : raw.globalMatch(body))
        names.append(match.captured(1));
    return names;
}

/// `value` under a name that may lead into objects: "user.name".
void insertAt(QJsonObject &row, const QString &name, const QJsonValue &value)
{
    const QString first = name.section(u'.', 0, 0);
    if (first == name) {
        row.insert(name, value);
        return;
    }
    QJsonObject inner = row.value(first).toObject();
    insertAt(inner, name.section(u'.', 1), value);
    row.insert(first, inner);
}

/// One kind of request.
struct RequestKind
{
    bool isStreamed;
    bool hasSystem;
    bool hasLimit;
    bool hasMedia;
    [[nodiscard]] QString words() const
    {
        return QStringLiteral("stream=%1 system=%2 max_tokens=%3 media=%4")
            .arg(isStreamed)
            .arg(hasSystem)
            .arg(hasLimit)
            .arg(hasMedia);
    }
};

class Trial
{
public:
    Trial(const VendorPreset &preset, TextTemplate filled, const std::vector<TemplateTag> &tags)
        : m_template(std::move(filled)), m_raw(rawNames(preset.body))
    {
        for (const TemplateTag &tag : tags) {
            if (tag.name != u"." && !bodyVariables().contains(tag.name) &&
                !mediaVariables().contains(tag.name) && !m_fields.contains(tag.name))
                m_fields.append(tag.name);
        }
        for (const QString &name : m_raw)
            m_isOpen = m_isOpen || m_fields.contains(name);
    }

    void run(const RequestKind &kind, BodyTrial &trial) const
    {
        const QJsonObject own = variablesOf(kind);
        std::optional<Message> fault;
        for (const QJsonValue &value : values()) {
            QJsonObject row;
            for (const QString &field : m_fields) {
                if (!value.isUndefined())
                    insertAt(row, field, value);
            }
            const Result<QByteArray> body = m_template.render({&own, &row});
            if (!body)
                continue;
            QJsonParseError error;
            const QJsonDocument document = QJsonDocument::fromJson(*body, &error);
            if (error.error == QJsonParseError::NoError) {
                trial.bodies.push_back(document);
                return;
            }
            if (!fault)
                fault = Message(WEIR_TEXT("preset.body_is_no_json",
                                          "Filled in (%1), the body is no JSON: %2, at its byte %3."),
                                kind.words(), syntaxFault(error, *body), error.offset);
        }
        if (fault && !m_isOpen && trial.fault.isEmpty())
            trial.fault = *fault;
    }

private:
    [[nodiscard]] QJsonValue textFor(const QString &name) const
    {
        return m_raw.contains(name) ? QJsonValue(1) : QJsonValue(sampleText);
    }

    [[nodiscard]] QJsonObject variablesOf(const RequestKind &kind) const
    {
        QJsonObject own{{QStringLiteral("stream"), kind.isStreamed}};
        for (const QString &name : {QStringLiteral("model"), QStringLiteral("prompt"),
                                    QStringLiteral("unique"), QStringLiteral("request_id")})
            own.insert(name, textFor(name));
        const QString system = QStringLiteral("system");
        own.insert(system, kind.hasSystem ? textFor(system) : QJsonValue(QString()));
        if (kind.hasLimit)
            own.insert(QStringLiteral("max_tokens"), 5);
        if (kind.hasMedia) {
            // It reads no file that could be missing.
            [[maybe_unused]] const Result<void> added = MediaParts::sample().addTo(own);
        }
        return own;
    }

    /// What a row's fields may hold; undefined: they are not there.
    [[nodiscard]] std::vector<QJsonValue> values() const
    {
        if (m_fields.isEmpty())
            return {QJsonValue(QJsonValue::Undefined)};
        return {sampleText,
                1,
                QJsonArray{sampleText},
                QJsonArray{QJsonObject{}},
                QJsonObject{},
                QJsonValue(QJsonValue::Undefined)};
    }

    TextTemplate m_template;
    QStringList m_raw;
    QStringList m_fields;  ///< Names that only a row can bring.
    bool m_isOpen = false; ///< A row may bring any piece of the body.
};

} // namespace

Result<BodyTrial> BodyTrial::of(const VendorPreset &preset)
{
    Result<TextTemplate> filled = TextTemplate::compile(preset.body, TemplateEscape::Json);
    if (!filled)
        return filled.error();
    const Result<std::vector<TemplateTag>> tags = templateTags(preset.body);
    if (!tags)
        return tags.error();
    const Trial trial(preset, std::move(*filled), *tags);
    BodyTrial tried;
    for (const bool isStreamed : {true, false}) {
        for (const bool hasSystem : {true, false}) {
            for (const bool hasLimit : {true, false}) {
                for (const bool hasMedia : {false, !preset.takes.isEmpty()})
                    trial.run({isStreamed, hasSystem, hasLimit, hasMedia}, tried);
            }
        }
    }
    return tried;
}

} // namespace weir
