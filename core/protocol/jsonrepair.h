// SPDX-License-Identifier: GPL-3.0-or-later
// What the grammar of JSON allows and the parser refuses, made readable: halves of a surrogate pair (RFC
// 8259, 8.2), which services that cut text into tokens send in two chunks, and whole numbers of any length.
#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <optional>
#include <string_view>

namespace weir {

/// Of one stream: remembers the first half of a character until the second comes. Not thread-safe.
class JsonRepair
{
public:
    /// `json` with other words for the same: a first half that ends its text is left out and kept, a second
    /// half is joined to the kept one, any other half becomes U+FFFD; whole numbers of 19 digits and more
    /// become numbers with an exponent. Nothing when there is nothing of the kind. What is wrong besides
    /// stays wrong.
    std::optional<QByteArray> repaired(QByteArrayView json);

    /// `text`, which may come from repaired(), less the mark where a first half was left out. A text of half
    /// a character is not empty before and empty afterwards.
    static std::string_view withoutHalf(std::string_view text);

private:
    char16_t m_firstHalf = 0;
};

} // namespace weir
