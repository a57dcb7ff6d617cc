// SPDX-License-Identifier: GPL-3.0-or-later
// A piece of JSON that a person wrote, kept as its text: one that is not finished yet is told, not lost.
#pragma once

#include "base/result.h"

#include <QJsonValue>
#include <QString>

namespace weir {

/// An object or a list. Where it is no JSON, a file holds its text in quotes. A value type.
struct RawJson
{
    QString text; ///< Empty, or of blanks alone: there is none.

    /// The text of `value` with two spaces of indentation; that of a text is the text itself.
    static RawJson of(const QJsonValue &value);
    [[nodiscard]] bool isEmpty() const { return text.trimmed().isEmpty(); }
    /// Undefined where there is none. Fails for what is no JSON or no object and no list, and for what would
    /// be sent otherwise than it is written: a key that stands twice, half a character, a whole number of
    /// more than 64 bits. The error's place is the byte or the member.
    [[nodiscard]] Result<QJsonValue> value() const;
    /// The same, which must be of this type: QJsonValue::Object or QJsonValue::Array.
    [[nodiscard]] Result<QJsonValue> value(QJsonValue::Type type) const;
    friend bool operator==(const RawJson &, const RawJson &) = default;
};

} // namespace weir
