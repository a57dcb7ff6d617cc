// SPDX-License-Identifier: GPL-3.0-or-later
// Names as HTTP has them: of headers, of methods.
#pragma once

#include <QStringView>

#include <algorithm>

namespace weir {

/// True for a token of RFC 9110, 5.6.2: what a header's or a method's name may be.
inline bool isHttpToken(QStringView text)
{
    const auto isTokenCharacter = [](QChar c) {
        return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || (c >= u'0' && c <= u'9') ||
               QStringView(u"!#$%&'*+-.^_`|~").contains(c);
    };
    return !text.isEmpty() && std::all_of(text.begin(), text.end(), isTokenCharacter);
}

} // namespace weir
