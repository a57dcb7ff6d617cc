// SPDX-License-Identifier: GPL-3.0-or-later
#include "imports/schemasample.h"

#include "base/jsonpointer.h"

#include <QJsonArray>
#include <QStringList>

namespace weir {

namespace {

constexpr int mostReferences = 32;
constexpr int deepest = 12;

/// Makes a sample; counts its values, since a schema of a few lines can stand for millions.
class Sampler
{
public:
    explicit Sampler(const QJsonObject &document) : m_document(document) {}

    QJsonValue sample(const QJsonValue &given, int depth = 0)
    {
        constexpr int mostValues = 1'000;
        const QString reference = given[u"$ref"].toString();
        if (depth > deepest || ++m_values > mostValues || m_within.contains(reference)) {
            m_isCut = true;
            return QJsonValue::Null;
        }
        if (reference.isEmpty())
            return ofSchema(given, depth);
        m_within.append(reference);
        const QJsonValue made = ofSchema(given, depth);
        m_within.removeLast();
        return made;
    }

    [[nodiscard]] bool isCut() const { return m_isCut; }

private:
    QJsonValue ofSchema(const QJsonValue &given, int depth)
    {
        const QJsonObject schema = resolved(m_document, given).toObject();
        for (const char *key : {"example", "const", "default"}) {
            if (schema.contains(QLatin1String(key)))
                return schema.value(QLatin1String(key));
        }
        for (const char *key : {"examples", "enum"}) {
            const QJsonArray list = schema.value(QLatin1String(key)).toArray();
            if (!list.isEmpty())
                return list.first();
        }
        for (const char *key : {"oneOf", "anyOf"}) {
            const QJsonArray choices = schema.value(QLatin1String(key)).toArray();
            if (!choices.isEmpty() && !schema.contains(u"properties"_qs))
                return sample(choices.first(), depth + 1);
        }
        return ofType(schema, depth);
    }

    QJsonValue ofType(const QJsonObject &schema, int depth)
    {
        const QString type = typeOf(schema);
        if (type == u"object")
            return object(schema, depth);
        if (type == u"array")
            return QJsonArray{sample(schema.value(u"items"), depth + 1)};
        if (type == u"integer" || type == u"number")
            return schema.value(u"minimum").isDouble() ? schema.value(u"minimum") : QJsonValue(1);
        if (type == u"boolean")
            return false;
        return type == u"null" ? QJsonValue(QJsonValue::Null) : QJsonValue(QStringLiteral("string"));
    }

    /// 3.1 may name several.
    static QString typeOf(const QJsonObject &schema)
    {
        const QJsonValue type = schema.value(u"type");
        if (type.isArray())
            return type[0].toString();
        if (type.isString())
            return type.toString();
        return schema.contains(u"properties"_qs) || schema.contains(u"allOf"_qs) ? QStringLiteral("object")
                                                                                 : QString();
    }

    QJsonObject object(const QJsonObject &schema, int depth)
    {
        QJsonObject made;
        for (const QJsonValue &part : schema.value(u"allOf").toArray()) {
            const QJsonObject inner = sample(part, depth + 1).toObject();
            for (auto member = inner.begin(); member != inner.end(); ++member)
                made.insert(member.key(), member.value());
        }
        const QJsonObject properties = schema.value(u"properties").toObject();
        for (const QJsonValue &name : schema.value(u"required").toArray())
            made.insert(name.toString(), sample(properties.value(name.toString()), depth + 1));
        return made;
    }

    const QJsonObject &m_document;
    QStringList m_within; ///< References that led here.
    int m_values = 0;
    bool m_isCut = false;
};

} // namespace

QJsonValue resolved(const QJsonObject &document, const QJsonValue &value)
{
    QJsonValue at = value;
    for (int i = 0; i < mostReferences; ++i) {
        const QString reference = at[u"$ref"].toString();
        if (reference.isEmpty())
            return at;
        if (!reference.startsWith(u"#/"_qs))
            return QJsonValue::Undefined;
        const std::optional<QStringList> steps = pointerSteps(reference.mid(1));
        at = steps ? valueAt(document, *steps) : QJsonValue(QJsonValue::Undefined);
    }
    return QJsonValue::Undefined;
}

QJsonValue schemaSample(const QJsonObject &document, const QJsonValue &schema, bool *isCut)
{
    Sampler sampler(document);
    const QJsonValue made = sampler.sample(schema);
    if (isCut != nullptr)
        *isCut = *isCut || sampler.isCut();
    return made;
}

bool schemaHas(const QJsonObject &document, const QJsonValue &schema, const QString &member)
{
    const QJsonObject object = resolved(document, schema).toObject();
    if (object.value(u"properties").toObject().contains(member))
        return true;
    for (const QJsonValue &part : object.value(u"allOf").toArray()) {
        if (resolved(document, part)[u"properties"].toObject().contains(member))
            return true;
    }
    return false;
}

} // namespace weir
