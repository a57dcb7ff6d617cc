// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/orderedjson.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QLocale>
#include <QVariant>

#include <cmath>

namespace weir {

namespace {

QByteArray escapedUnit(char16_t unit)
{
    return "\\u" + QByteArray::number(unit, 16).rightJustified(4, '0');
}

/// A surrogate without its partner has no UTF-8 form, so it is escaped like a control character.
bool needsEscape(const QString &text, qsizetype at)
{
    const QChar c = text[at];
    if (c < u' ' || c == u'\x7f')
        return true;
    if (c.isHighSurrogate())
        return at + 1 >= text.size() || !text[at + 1].isLowSurrogate();
    if (c.isLowSurrogate())
        return at == 0 || !text[at - 1].isHighSurrogate();
    return false;
}

QByteArray quoted(const QString &text)
{
    QByteArray out = "\"";
    qsizetype plainFrom = 0;
    const auto flush = [&](qsizetype to) {
        out += QStringView(text).sliced(plainFrom, to - plainFrom).toUtf8();
        plainFrom = to + 1;
    };
    for (qsizetype i = 0; i < text.size(); ++i) {
        const char16_t unit = text[i].unicode();
        if (unit == u'"' || unit == u'\\') {
            flush(i);
            out += '\\';
            out += static_cast<char>(unit);
        } else if (unit == u'\n') {
            flush(i);
            out += "\\n";
        } else if (unit == u'\t') {
            flush(i);
            out += "\\t";
        } else if (needsEscape(text, i)) {
            flush(i);
            out += escapedUnit(unit);
        }
    }
    flush(text.size());
    return out + '"';
}

void newLine(QByteArray &out, int depth)
{
    out += '\n';
    out.append(qsizetype{2} * depth, ' ');
}

} // namespace

OrderedJson OrderedJson::boolean(bool value)
{
    return OrderedJson(Literal{value ? "true" : "false"});
}

OrderedJson OrderedJson::integer(qint64 value)
{
    return OrderedJson(Literal{QByteArray::number(value)});
}

OrderedJson OrderedJson::number(double value)
{
    if (!std::isfinite(value))
        return {};
    return OrderedJson(Literal{QByteArray::number(value, 'g', QLocale::FloatingPointShortest)});
}

OrderedJson OrderedJson::text(const QString &value)
{
    return OrderedJson(Literal{quoted(value)});
}

OrderedJson OrderedJson::array()
{
    OrderedJson json;
    json.m_value = Array{};
    return json;
}

OrderedJson OrderedJson::object()
{
    OrderedJson json;
    json.m_value = Object{};
    return json;
}

OrderedJson OrderedJson::of(const QJsonValue &value)
{
    OrderedJson json;
    if (value.isObject()) {
        json = object();
        const QJsonObject members = value.toObject();
        for (auto member = members.begin(); member != members.end(); ++member)
            json.add(member.key(), of(member.value()));
    } else if (value.isArray()) {
        json = array();
        for (const QJsonValueConstRef element : value.toArray())
            json.append(of(element));
    } else if (value.isString()) {
        json = text(value.toString());
    } else if (value.isBool()) {
        json = boolean(value.toBool());
    } else if (value.isDouble()) {
        const QVariant exact = value.toVariant(); // whole numbers keep all their digits
        json = exact.typeId() == QMetaType::LongLong ? integer(exact.toLongLong()) : number(value.toDouble());
    }
    return json;
}

void OrderedJson::add(QStringView key, OrderedJson value)
{
    std::get<Object>(m_value).emplace_back(key.toString(), std::move(value));
}

void OrderedJson::append(OrderedJson value)
{
    std::get<Array>(m_value).push_back(std::move(value));
}

bool OrderedJson::isEmpty() const
{
    if (const Array *array = std::get_if<Array>(&m_value))
        return array->empty();
    const Object *object = std::get_if<Object>(&m_value);
    return object != nullptr && object->empty();
}

QByteArray OrderedJson::toBytes() const
{
    QByteArray out;
    write(out, 0);
    return out + '\n';
}

void OrderedJson::write(QByteArray &out, int depth) const
{
    if (const Literal *literal = std::get_if<Literal>(&m_value)) {
        out += literal->bytes;
        return;
    }
    const bool isArray = std::holds_alternative<Array>(m_value);
    out += isArray ? '[' : '{';
    bool first = true;
    const auto startElement = [&] {
        if (!first)
            out += ',';
        first = false;
        newLine(out, depth + 1);
    };
    if (isArray) {
        for (const OrderedJson &element : std::get<Array>(m_value)) {
            startElement();
            element.write(out, depth + 1);
        }
    } else {
        for (const Member &member : std::get<Object>(m_value)) {
            startElement();
            out += quoted(member.first) + ": ";
            member.second.write(out, depth + 1);
        }
    }
    if (!isEmpty())
        newLine(out, depth);
    out += isArray ? ']' : '}';
}

} // namespace weir
