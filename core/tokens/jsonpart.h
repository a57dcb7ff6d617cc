// SPDX-License-Identifier: GPL-3.0-or-later
// A value of a large JSON document and where it stands in it. The first thing that is wrong is kept, so that
// what reads a file of a hundred thousand tokens needs no error path at each of them.
#pragma once

#include "base/result.h"

#include <simdjson.h>

#include <optional>
#include <string>
#include <string_view>

namespace weir {

/// The first thing that was wrong, at its JSON path.
class JsonFaults
{
public:
    void add(Error error, const QString &path);
    [[nodiscard]] bool isEmpty() const { return !m_first; }
    [[nodiscard]] const Error &first() const { return *m_first; }

private:
    std::optional<Error> m_first;
};

/// A view into a parsed document; `faults` and the parser must outlive it. Getters return their fallback
/// where the value is not there or null, and add a fault where it is of another type. One thread.
class JsonPart
{
public:
    JsonPart(simdjson::dom::element element, JsonFaults &faults) : m_element(element), m_faults(&faults) {}

    [[nodiscard]] bool isMissing() const { return !m_element || m_element->is_null(); }
    [[nodiscard]] bool isText() const { return m_element && m_element->is_string(); }
    [[nodiscard]] bool isArray() const { return m_element && m_element->is_array(); }
    [[nodiscard]] bool isObject() const { return m_element && m_element->is_object(); }
    [[nodiscard]] const QString &path() const { return m_path; }
    [[nodiscard]] std::size_t size() const; ///< Of an array or object.

    /// The member of an object; missing where there is none.
    [[nodiscard]] JsonPart member(std::string_view key) const;
    [[nodiscard]] JsonPart item(std::size_t index) const;
    /// Calls `visit(JsonPart)` for each item of an array, until something is wrong.
    template <typename Visit>
    void forEachItem(Visit visit) const;
    /// Calls `visit(key, JsonPart)` for each member of an object, until something is wrong.
    template <typename Visit>
    void forEachMember(Visit visit) const;

    [[nodiscard]] std::string_view text(std::string_view fallback = {}) const;
    [[nodiscard]] bool boolean(bool fallback) const;
    [[nodiscard]] double number(double fallback) const;
    /// A whole number below `limit`.
    [[nodiscard]] quint64 whole(quint64 fallback, quint64 limit) const;

    void fault(Message what, Message advice = {}) const;
    /// What stands here is missing, or of another type.
    void expected(MessageText what) const;
    [[nodiscard]] JsonFaults &faults() const { return *m_faults; }

private:
    JsonPart(std::optional<simdjson::dom::element> element, QString path, JsonFaults *faults)
        : m_element(element), m_path(std::move(path)), m_faults(faults)
    {
    }

    std::optional<simdjson::dom::element> m_element;
    QString m_path;
    JsonFaults *m_faults;
};

/// One behind another, for their paths are made where a fault is.
template <typename Visit>
void JsonPart::forEachItem(Visit visit) const
{
    if (!isArray())
        return expected(WEIR_TEXT("tokenizer.expects_array", "A list is expected"));
    std::size_t index = 0;
    const simdjson::dom::array array = m_element->get_array().value_unsafe();
    for (const simdjson::dom::element element : array) {
        if (!m_faults->isEmpty())
            return;
        visit(JsonPart(element, m_path + u'/' + QString::number(index++), m_faults));
    }
}

template <typename Visit>
void JsonPart::forEachMember(Visit visit) const
{
    if (!isObject())
        return expected(WEIR_TEXT("tokenizer.expects_object", "An object is expected"));
    const simdjson::dom::object object = m_element->get_object().value_unsafe();
    for (const simdjson::dom::key_value_pair pair : object) {
        if (!m_faults->isEmpty())
            return;
        visit(pair.key,
              JsonPart(pair.value,
                       m_path + u'/' +
                           QString::fromUtf8(pair.key.data(), static_cast<qsizetype>(pair.key.size())),
                       m_faults));
    }
}

} // namespace weir
