// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/jsonrepair.h"

#include <QChar>

namespace weir {

namespace {

/// Stands for a half that was left out: U+FFFF, no character and so in no text.
constexpr char16_t markUnit = 0xffff;
constexpr std::string_view mark = "\xef\xbf\xbf";

constexpr qsizetype escapeLength = 6;  // \u0000
constexpr qsizetype longestWhole = 18; // always fits 64 bits

/// The code unit of the escape \uXXXX that `at` begins with; 0 where it begins with another.
char16_t unitOf(QByteArrayView at)
{
    if (at.size() < escapeLength || at[0] != '\\' || at[1] != 'u')
        return 0;
    bool isHex = false;
    const ushort unit = at.sliced(2, 4).toByteArray().toUShort(&isHex, 16);
    return isHex ? unit : char16_t(0);
}

QByteArray escapeOf(char16_t unit)
{
    return "\\u" + QByteArray::number(unit, 16).rightJustified(4, '0');
}

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

/// How many bytes of `at`, which begins with a digit, belong to a whole number; 0 where it is none.
qsizetype wholeLength(QByteArrayView at)
{
    qsizetype length = 0;
    while (length < at.size() && isDigit(at[length]))
        ++length;
    const bool isFraction =
        length < at.size() && (at[length] == '.' || at[length] == 'e' || at[length] == 'E');
    return isFraction ? 0 : length;
}

} // namespace

std::optional<QByteArray> JsonRepair::repaired(QByteArrayView json)
{
    QByteArray result;
    qsizetype copied = 0;
    const auto replace = [&](qsizetype from, qsizetype to, const QByteArray &with) {
        result.append(json.sliced(copied, from - copied)).append(with);
        copied = to;
    };
    const char16_t before = m_firstHalf;
    bool inString = false;
    for (qsizetype i = 0; i < json.size();) {
        const char c = json[i];
        if (c == '"') {
            inString = !inString;
            ++i;
        } else if (!inString && isDigit(c)) {
            const qsizetype length = wholeLength(json.sliced(i));
            if (length > longestWhole)
                replace(i + length, i + length, "e0");
            i += std::max<qsizetype>(length, 1);
            while (i < json.size() && (isDigit(json[i]) || QByteArrayView(".eE+-").contains(json[i])))
                ++i; // the rest of a fraction
        } else if (!inString || c != '\\') {
            ++i;
        } else if (const char16_t unit = unitOf(json.sliced(i)); !QChar::isSurrogate(unit)) {
            i += 2;
        } else if (QChar::isLowSurrogate(unit)) {
            // One document may say the same text in several places.
            replace(i, i + escapeLength, before != 0 ? escapeOf(before) + escapeOf(unit) : escapeOf(0xfffd));
            m_firstHalf = m_firstHalf == before ? char16_t(0) : m_firstHalf;
            i += escapeLength;
        } else if (QChar::isLowSurrogate(unitOf(json.sliced(i + escapeLength)))) {
            i += 2 * escapeLength;
        } else {
            const bool endsText = json.sliced(i + escapeLength).startsWith('"');
            m_firstHalf = endsText ? unit : m_firstHalf;
            replace(i, i + escapeLength, escapeOf(endsText ? markUnit : 0xfffd));
            i += escapeLength;
        }
    }
    if (copied == 0)
        return std::nullopt;
    return result.append(json.sliced(copied));
}

std::string_view JsonRepair::withoutHalf(std::string_view text)
{
    return text.ends_with(mark) ? text.substr(0, text.size() - mark.size()) : text;
}

} // namespace weir
