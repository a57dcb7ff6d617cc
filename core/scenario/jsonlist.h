// SPDX-License-Identifier: GPL-3.0-or-later
// Takes a JSON list apart into its elements without reading it as a whole.
#pragma once

#include "base/textcursor.h"

namespace weir {

/// The texts of the elements of a file that is one JSON list, of any size. Elements are told by their
/// brackets and quotes; whether they are JSON is for whoever reads them. Memory: one element. A copy reads on
/// by itself from the same place. Not thread-safe.
class JsonListReader
{
public:
    /// `mostBytes`: of one element. `steps`: names of the members down to the list in a document that is an
    /// object; what stands behind the list is not read then.
    JsonListReader(TextInput input, qint64 mostBytes, QStringList steps = {})
        : m_cursor(std::move(input)), m_mostBytes(mostBytes), m_steps(std::move(steps))
    {
    }

    /// The next element; nothing behind the last. Errors: those of TextInput, no list, an element or the list
    /// that is not closed, one that is too long, something behind the list's end.
    Result<std::optional<QByteArray>> next();

    /// An error about the element that next() gave last, at its byte `offset`, or at its line where there is
    /// none.
    [[nodiscard]] Error errorAt(std::optional<qsizetype> offset, const Message &what,
                                const Message &advice) const;

private:
    std::optional<char> peekBehindBlanks();
    Result<void> descend();
    Result<void> findMember(const QString &name);
    Result<QByteArray> takeText();
    Result<void> skipValue();
    Result<std::optional<QByteArray>> finish();
    Result<QByteArray> element();
    Error failureOr(const Message &what, const Message &advice = {}) const;

    TextCursor m_cursor;
    qint64 m_mostBytes;
    QStringList m_steps;
    quint64 m_given = 0;
    bool m_isOpen = false;
    QByteArray m_element; ///< Given last.
    quint64 m_line = 1;   ///< Where it begins.
    quint64 m_column = 1;
};

} // namespace weir
