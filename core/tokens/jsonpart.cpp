// SPDX-License-Identifier: GPL-3.0-or-later
#include "tokens/jsonpart.h"

namespace weir {

void JsonFaults::add(Error error, const QString &path)
{
    if (m_first)
        return;
    m_first = path.isEmpty() ? std::move(error) : error.within(Message::verbatim(path));
}

std::size_t JsonPart::size() const
{
    if (isArray())
        return m_element->get_array().value_unsafe().size();
    return isObject() ? m_element->get_object().value_unsafe().size() : 0;
}

JsonPart JsonPart::member(std::string_view key) const
{
    std::optional<simdjson::dom::element> found;
    simdjson::dom::element element;
    if (isObject() && m_element->get_object().value_unsafe().at_key(key).get(element) == simdjson::SUCCESS)
        found = element;
    return {found, m_path + u'/' + QString::fromUtf8(key.data(), static_cast<qsizetype>(key.size())),
            m_faults};
}

JsonPart JsonPart::item(std::size_t index) const
{
    std::optional<simdjson::dom::element> found;
    simdjson::dom::element element;
    if (isArray() && m_element->get_array().value_unsafe().at(index).get(element) == simdjson::SUCCESS)
        found = element;
    return {found, m_path + u'/' + QString::number(index), m_faults};
}

std::string_view JsonPart::text(std::string_view fallback) const
{
    std::string_view value = fallback;
    if (!isMissing() && m_element->get(value) != simdjson::SUCCESS)
        expected(WEIR_TEXT("tokenizer.expects_text", "A text is expected"));
    return value;
}

bool JsonPart::boolean(bool fallback) const
{
    bool value = fallback;
    if (!isMissing() && m_element->get(value) != simdjson::SUCCESS)
        expected(WEIR_TEXT("tokenizer.expects_boolean", "true or false is expected"));
    return value;
}

double JsonPart::number(double fallback) const
{
    double value = fallback;
    if (!isMissing() && m_element->get(value) != simdjson::SUCCESS)
        expected(WEIR_TEXT("tokenizer.expects_number", "A number is expected"));
    return value;
}

quint64 JsonPart::whole(quint64 fallback, quint64 limit) const
{
    if (isMissing())
        return fallback;
    uint64_t value = 0;
    if (m_element->get(value) == simdjson::SUCCESS && value < limit)
        return value;
    fault(Message(WEIR_TEXT("tokenizer.expects_whole", "A whole number below %1 is expected"), limit));
    return fallback;
}

void JsonPart::fault(Message what, Message advice) const
{
    m_faults->add({std::move(what), {}, std::move(advice)}, m_path);
}

void JsonPart::expected(MessageText what) const
{
    fault(Message(what), Message(WEIR_TEXT("tokenizer.advice_complete",
                                           "Fetch the file again: it is not as it was published.")));
}

} // namespace weir
