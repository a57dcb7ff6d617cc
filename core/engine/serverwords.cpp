// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/serverwords.h"

#include <array>

namespace weir {

namespace {

/// Of all targets together: who invents a name for each answer ends here.
constexpr std::size_t mostTold = 64;
constexpr std::array<QByteArrayView, 2> otherNames{"via", "x-powered-by"};

} // namespace

QByteArray serverWordsOf(const ResponseHead &head)
{
    QByteArray words = head.header("server").trimmed();
    for (const QByteArrayView name : otherNames) {
        const QByteArray value = head.header(name).trimmed();
        if (value.isEmpty())
            continue;
        if (!words.isEmpty())
            words += ", ";
        words += name.toByteArray() + ": " + value;
    }
    return words;
}

bool ServerWordsTold::isNews(TargetIndex target, const QByteArray &words)
{
    return !words.isEmpty() && m_told.size() < mostTold && m_told.emplace(target, words).second;
}

} // namespace weir
