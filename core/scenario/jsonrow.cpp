// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/jsonrow.h"

#include "base/jsonreader.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <simdjson.h>

namespace weir {

namespace {

namespace dom = simdjson::dom;

Message tooManyDigits()
{
    return WEIR_TEXT("data.too_many_digits",
                     "a number has more digits than 64 bits hold, or is not written as JSON writes it; "
                     "put long ones in quotes");
}

QString textOf(std::string_view utf8)
{
    return QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size()));
}

/// Makes Qt's values of simdjson's. The parser bounds the nesting, and so the depth of the calls.
class Converter
{
public:
    QJsonValue value(const dom::element &element, const QString &path)
    {
        switch (element.type()) {
        case dom::element_type::ARRAY:
            return list(element.get_array().value_unsafe(), path);
        case dom::element_type::OBJECT:
            return object(element.get_object().value_unsafe(), path);
        case dom::element_type::STRING:
            return textOf(element.get_string().value_unsafe());
        case dom::element_type::INT64:
            return QJsonValue(static_cast<qint64>(element.get_int64().value_unsafe()));
        case dom::element_type::UINT64:
            note(tooManyDigits());
            return {};
        case dom::element_type::DOUBLE:
            return element.get_double().value_unsafe();
        case dom::element_type::BOOL:
            return element.get_bool().value_unsafe();
        case dom::element_type::NULL_VALUE:
            break;
        }
        return {};
    }
    QJsonObject object(const dom::object &object, const QString &path)
    {
        QJsonObject made;
        for (const dom::key_value_pair member : object) {
            const QString key = textOf(member.key);
            const QString own = joinPointer(path, key);
            if (made.contains(key))
                note(Message(WEIR_TEXT("data.key_twice", "the key %1 stands there more than once"), own));
            made.insert(key, value(member.value, own));
        }
        return made;
    }
    [[nodiscard]] const Message &fault() const { return m_fault; }

private:
    QJsonArray list(const dom::array &list, const QString &path)
    {
        QJsonArray made;
        for (const dom::element item : list)
            made.append(value(item, joinPointer(path, QString::number(made.size()))));
        return made;
    }
    void note(const Message &fault)
    {
        if (m_fault.isEmpty())
            m_fault = fault;
    }

    Message m_fault;
};

/// Where and why: simdjson tells neither in words for people.
JsonFault faultOf(QByteArrayView json)
{
    if (json.startsWith("\xef\xbb\xbf"))
        return {
            WEIR_TEXT("data.mark_inside", "a byte order mark stands before it, as where files were joined"),
            0};
    QJsonParseError error;
    QJsonDocument::fromJson(json.toByteArray(), &error);
    const std::optional<JsonFault> inText = textFault(json);
    if (error.error == QJsonParseError::NoError)
        return inText.value_or(JsonFault{tooManyDigits(), std::nullopt});
    if (inText && *inText->offset < error.offset)
        return *inText;
    return {syntaxFault(error, json), error.offset};
}

} // namespace

struct JsonRowParser::Parser
{
    dom::parser parser;
};

JsonRowParser::JsonRowParser() : m_parser(std::make_unique<Parser>()) {}
JsonRowParser::JsonRowParser(const JsonRowParser & /*other*/) : JsonRowParser() {}
JsonRowParser::JsonRowParser(JsonRowParser &&other) noexcept = default;
JsonRowParser &JsonRowParser::operator=(const JsonRowParser & /*other*/)
{
    return *this; // nothing in it but memory to work with
}
JsonRowParser &JsonRowParser::operator=(JsonRowParser &&other) noexcept = default;
JsonRowParser::~JsonRowParser() = default;

std::optional<JsonFault> JsonRowParser::parse(QByteArrayView json, QJsonObject &row)
{
    dom::element root;
    if (m_parser->parser.parse(json.data(), static_cast<std::size_t>(json.size())).get(root) !=
        simdjson::SUCCESS)
        return faultOf(json);
    // simdjson takes some halves of characters.
    if (json.contains('\\')) {
        if (std::optional<JsonFault> fault = textFault(json))
            return fault;
    }
    dom::object object;
    if (root.get(object) != simdjson::SUCCESS)
        return JsonFault{WEIR_TEXT("data.no_object", "it is no object { }"), 0};
    Converter converter;
    row = converter.object(object, QString());
    if (!converter.fault().isEmpty())
        return JsonFault{converter.fault(), std::nullopt};
    return std::nullopt;
}

} // namespace weir
