// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/jsonschema.h"

#include "base/jsonpointer.h"
#include "base/jsonreader.h"

#include <QHash>
#include <QJsonArray>
#include <QJsonObject>
#include <QSet>

#include <algorithm>

#define VALIJSON_USE_EXCEPTIONS 1 // else it ends the program
#include <valijson/adapters/qtjson_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validation_results.hpp>
#include <valijson/validator.hpp>

namespace weir {

namespace {

/// A keyword whose value is a schema, a list of them, or an object of them by name.
struct Keyword
{
    QStringView name;
    bool isMap = false;     ///< An object there holds schemas by name; else it is one.
    bool isInPlace = false; ///< What it holds is held against the same value.
};

constexpr Keyword keywords[] = {
    {u"allOf", false, true},
    {u"anyOf", false, true},
    {u"oneOf", false, true},
    {u"not", false, true},
    {u"if", false, true},
    {u"then", false, true},
    {u"else", false, true},
    {u"dependencies", true, true},
    {u"items", false, false},
    {u"additionalItems", false, false},
    {u"contains", false, false},
    {u"properties", true, false},
    {u"additionalProperties", false, false},
    {u"propertyNames", false, false},
    {u"definitions", true, false},
    {u"$defs", true, false},
};

constexpr QStringView hostile[] = {u"pattern", u"patternProperties", u"uniqueItems"};
constexpr QStringView unknown[] = {u"prefixItems",      u"unevaluatedProperties", u"unevaluatedItems",
                                   u"dependentSchemas", u"dependentRequired",     u"minContains",
                                   u"maxContains",      u"$dynamicRef",           u"$recursiveRef"};

/// Schemas are small; a generated one that is larger than this is no schema of an answer.
constexpr int mostNodes = 20'000;
constexpr int mostSchemaDepth = 100;
/// Held against one value; alternatives of alternatives multiply.
constexpr qint64 mostHeldAtOnce = 10'000;

struct Child
{
    QString pointer;
    bool isInPlace;
};

std::vector<Child> childrenOf(const QJsonObject &schema, const QString &pointer)
{
    std::vector<Child> children;
    for (const Keyword &keyword : keywords) {
        const QJsonValue value = schema.value(keyword.name);
        const QString at = joinPointer(pointer, keyword.name.toString());
        if (value.isObject() && keyword.isMap) {
            const QJsonObject map = value.toObject();
            for (const QString &key : map.keys())
                children.push_back({joinPointer(at, key), keyword.isInPlace});
        } else if (value.isArray()) {
            for (qsizetype i = 0; i < value.toArray().size(); ++i)
                children.push_back({joinPointer(at, QString::number(i)), keyword.isInPlace});
        } else if (value.isObject()) {
            children.push_back({at, keyword.isInPlace});
        }
    }
    return children;
}

Error refused(const Message &what, const QString &pointer, const Message &advice)
{
    return {what, pointer.isEmpty() ? Message() : Message::verbatim(pointer), advice};
}

/// Goes through a schema for what the library can't be trusted with.
class SchemaWalk
{
public:
    explicit SchemaWalk(const QJsonValue &root) : m_root(root) {}

    std::optional<Error> run()
    {
        visit({}, 0);
        return m_error;
    }

private:
    [[nodiscard]] QJsonValue at(const QString &pointer) const
    {
        const std::optional<QStringList> steps = pointerSteps(pointer);
        return steps ? valueAt(m_root, *steps) : QJsonValue(QJsonValue::Undefined);
    }

    void visit(const QString &pointer, int depth)
    {
        if (m_error || !at(pointer).isObject())
            return;
        if (++m_nodes > mostNodes || depth > mostSchemaDepth) {
            m_error =
                refused(WEIR_TEXT("schema.too_large", "The schema is too large or nested too deep"), pointer,
                        WEIR_TEXT("schema.make_smaller", "Check less of the answer's structure."));
            return;
        }
        const QJsonObject schema = at(pointer).toObject();
        checkKeywords(schema, pointer);
        checkReference(schema, pointer);
        QSet<QString> above;
        heldAtOnce(pointer, above);
        for (const Child &child : childrenOf(schema, pointer))
            visit(child.pointer, depth + 1);
    }

    void checkKeywords(const QJsonObject &schema, const QString &pointer)
    {
        for (const QStringView keyword : hostile) {
            if (schema.contains(keyword) && schema.value(keyword) != QJsonValue(false))
                m_error = refused(
                    Message(WEIR_TEXT("schema.hostile_keyword",
                                      "\"%1\" is not looked at, since an answer could make it take hours"),
                            keyword.toString()),
                    joinPointer(pointer, keyword.toString()),
                    WEIR_TEXT("schema.use_matches",
                              "Take it out; a check of its own with \"matches\" can look for a pattern."));
        }
        for (const QStringView keyword : unknown) {
            if (schema.contains(keyword))
                m_error = refused(Message(WEIR_TEXT("schema.unknown_keyword",
                                                    "\"%1\" is of a later draft of JSON Schema than 7"),
                                          keyword.toString()),
                                  joinPointer(pointer, keyword.toString()),
                                  WEIR_TEXT("schema.use_draft_7", "Write it in the words of draft 7."));
        }
    }

    void checkReference(const QJsonObject &schema, const QString &pointer)
    {
        if (!schema.contains(u"$ref"))
            return;
        const QString target = schema.value(u"$ref").toString();
        const bool isThere =
            target.startsWith(u'#') && (at(target.mid(1)).isObject() || at(target.mid(1)).isBool());
        if (!isThere)
            m_error = refused(
                Message(WEIR_TEXT("schema.no_such_reference", "Nothing in this schema is at \"%1\""), target),
                joinPointer(pointer, QStringLiteral("$ref")),
                WEIR_TEXT("schema.refer_inside",
                          "Refer to a part of the same schema, such as \"#/$defs/name\"."));
    }

    /// How many schemas hold themselves against one value where this one does. One that holds itself would
    /// never come to an end; each "anyOf" of references multiplies.
    qint64 heldAtOnce(const QString &pointer, QSet<QString> &above)
    {
        if (m_error || !at(pointer).isObject())
            return 0;
        if (const auto known = m_held.constFind(pointer); known != m_held.constEnd())
            return *known;
        if (above.contains(pointer)) {
            m_error = refused(
                WEIR_TEXT("schema.loop", "The schema refers to itself without going deeper into the value"),
                pointer, WEIR_TEXT("schema.break_loop", "Take the reference out."));
            return 0;
        }
        above.insert(pointer);
        const QJsonObject schema = at(pointer).toObject();
        qint64 held = 1;
        if (const QString target = schema.value(u"$ref").toString(); target.startsWith(u'#'))
            held += heldAtOnce(target.mid(1), above);
        for (const Child &child : childrenOf(schema, pointer)) {
            if (child.isInPlace)
                held += heldAtOnce(child.pointer, above);
        }
        above.remove(pointer);
        if (held > mostHeldAtOnce && !m_error)
            m_error = refused(
                Message(WEIR_TEXT("schema.too_many_at_once",
                                  "The references here make more than %1 schemas of one value"),
                        mostHeldAtOnce),
                pointer,
                WEIR_TEXT("schema.fewer_alternatives", "Name fewer alternatives, or look less deep."));
        m_held.insert(pointer, held);
        return held;
    }

    QJsonValue m_root;
    std::optional<Error> m_error;
    QHash<QString, qint64> m_held; ///< Of those that have no loop.
    int m_nodes = 0;
};

/// Without the keywords that are remarks, which the library would evaluate or resolve, at every place where a
/// schema stands.
QJsonValue withoutRemarks(const QJsonValue &value)
{
    if (!value.isObject())
        return value;
    QJsonObject schema = value.toObject();
    for (const QStringView remark : {u"format", u"$id", u"$schema"})
        schema.remove(remark);
    for (const Keyword &keyword : keywords) {
        const QJsonValue inner = schema.value(keyword.name);
        if (inner.isObject() && keyword.isMap) {
            QJsonObject map = inner.toObject();
            for (const QString &key : map.keys())
                map.insert(key, withoutRemarks(map.value(key)));
            schema.insert(keyword.name, map);
        } else if (inner.isArray()) {
            QJsonArray list;
            for (const QJsonValue &element : inner.toArray())
                list.append(withoutRemarks(element));
            schema.insert(keyword.name, list);
        } else if (inner.isObject()) {
            schema.insert(keyword.name, withoutRemarks(inner));
        }
    }
    return schema;
}

} // namespace

Result<JsonSchema> JsonSchema::compile(const QJsonValue &schema)
{
    if (!schema.isObject())
        return Error{WEIR_TEXT("schema.no_object", "A schema is an object"),
                     {},
                     WEIR_TEXT("schema.write_object", "Write an object like {\"type\": \"object\"}.")};
    if (std::optional<Error> refused = SchemaWalk(schema).run())
        return *std::move(refused);
    const QJsonValue clean = withoutRemarks(schema);
    const std::shared_ptr<valijson::Schema> compiled = std::make_shared<valijson::Schema>();
    try {
        valijson::SchemaParser parser(valijson::SchemaParser::kDraft7);
        parser.populateSchema(valijson::adapters::QtJsonAdapter(clean), *compiled);
    } catch (const std::exception &fault) {
        return Error{Message(WEIR_TEXT("schema.refused", "This is no schema: %1"),
                             Message::verbatim(QString::fromUtf8(fault.what()))),
                     {},
                     WEIR_TEXT("schema.see_draft_7", "See draft 7 of JSON Schema.")};
    }
    return JsonSchema(compiled);
}

std::optional<JsonSchema::Fault> JsonSchema::fault(const QJsonValue &value) const
{
    valijson::Validator validator;
    valijson::ValidationResults results;
    if (validator.validate(*m_schema, valijson::adapters::QtJsonAdapter(value), &results))
        return std::nullopt;
    valijson::ValidationResults::Error error;
    results.popError(error);
    QString where;
    for (const std::string &step : error.context)
        where += QString::fromStdString(step);
    return Fault{where, QString::fromStdString(error.description)};
}

int depthOf(const QJsonValue &value)
{
    int deepest = 0;
    if (value.isArray()) {
        for (const QJsonValue &element : value.toArray())
            deepest = std::max(deepest, depthOf(element));
        return deepest + 1;
    }
    if (value.isObject()) {
        const QJsonObject object = value.toObject();
        for (QJsonObject::const_iterator member = object.begin(); member != object.end(); ++member)
            deepest = std::max(deepest, depthOf(member.value()));
        return deepest + 1;
    }
    return 0;
}

} // namespace weir
