// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/jsonvalues.h"

#include "metrics/requestrecord.h"

#include <charconv>
#include <cmath>

namespace weir {

bool scalarText(const simdjson::dom::element &element, std::string &out)
{
    using Type = simdjson::dom::element_type;
    switch (element.type()) {
    case Type::STRING:
        out = element.get_string().value_unsafe();
        return true;
    case Type::INT64:
        out = std::to_string(element.get_int64().value_unsafe());
        return true;
    case Type::UINT64:
        out = std::to_string(element.get_uint64().value_unsafe());
        return true;
    case Type::DOUBLE:
        out = QByteArray::number(element.get_double().value_unsafe(), 'g', 15).toStdString();
        return true;
    case Type::BOOL:
        out = element.get_bool().value_unsafe() ? "true" : "false";
        return true;
    default:
        return false;
    }
}

bool holdsSomething(const simdjson::dom::element &element)
{
    using Type = simdjson::dom::element_type;
    switch (element.type()) {
    case Type::ARRAY:
        return element.get_array().value_unsafe().size() > 0;
    case Type::OBJECT:
        return element.get_object().value_unsafe().size() > 0;
    case Type::NULL_VALUE:
        return false;
    case Type::BOOL:
        return element.get_bool().value_unsafe();
    case Type::STRING:
        return !element.get_string().value_unsafe().empty();
    default:
        return true;
    }
}

std::optional<quint64> tokensOf(const simdjson::dom::element &element)
{
    double number = -1;
    if (element.is_string()) {
        const std::string_view text = element.get_string().value_unsafe();
        quint64 digits = 0;
        const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), digits);
        if (failure != std::errc() || end != text.data() + text.size())
            return std::nullopt;
        number = static_cast<double>(digits);
    } else if (element.get_double().get(number) != simdjson::SUCCESS) {
        return std::nullopt;
    }
    if (!(number >= 0 && number <= static_cast<double>(mostTokens)) || number != std::floor(number))
        return std::nullopt;
    return static_cast<quint64>(number);
}

bool isError(const simdjson::dom::element &element)
{
    return element.is_object() || element.is_array() || holdsSomething(element);
}

} // namespace weir
