// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/escapedtext.h"

#include <QString>

#include <algorithm>
#include <array>
#include <utility>

namespace weir {

namespace {

/// What stands at one place of a text: `length` bytes of it that mean `code`.
struct Unit
{
    qsizetype length = 1;
    char32_t code = 0;
    enum class Kind
    {
        Plain,     ///< The byte itself.
        Byte,      ///< A byte of any encoding: `%C3`.
        Character, ///< A character: `&#47;`.
        Nothing,
    } kind = Kind::Plain;
};

int hexValue(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

/// The number that up to `most` hexadecimal digits from `at` on make, and how many there are.
std::pair<char32_t, qsizetype> hexNumber(QByteArrayView text, qsizetype at, qsizetype most)
{
    char32_t number = 0;
    qsizetype digits = 0;
    while (digits < most && at + digits < text.size() && hexValue(text[at + digits]) >= 0)
        number = number * 16 + char32_t(hexValue(text[at + digits++]));
    return {number, digits};
}

Unit cutAtTheEnd(QByteArrayView text, qsizetype at)
{
    return {text.size() - at, 0, Unit::Kind::Nothing};
}

Unit percentUnit(QByteArrayView text, qsizetype at)
{
    const auto [number, digits] = hexNumber(text, at + 1, 2);
    if (digits == 2)
        return {3, number, Unit::Kind::Byte};
    return at + 1 + digits == text.size() ? cutAtTheEnd(text, at) : Unit{};
}

/// `\uXXXX` and its kin, from the letter on. A pair of surrogates is one character.
Unit unicodeUnit(QByteArrayView text, qsizetype at, qsizetype digitsWanted)
{
    if (at + 2 < text.size() && text[at + 2] == '{') {
        const auto [number, digits] = hexNumber(text, at + 3, 6);
        const qsizetype end = at + 3 + digits;
        if (end >= text.size())
            return cutAtTheEnd(text, at);
        return text[end] == '}' && digits > 0 ? Unit{end + 1 - at, number, Unit::Kind::Character} : Unit{};
    }
    const auto [number, digits] = hexNumber(text, at + 2, digitsWanted);
    if (digits < digitsWanted)
        return at + 2 + digits == text.size() ? cutAtTheEnd(text, at) : Unit{};
    const qsizetype next = at + 2 + digits;
    if (number >= 0xd800 && number < 0xdc00 && text.sliced(next).startsWith("\\u")) {
        const auto [low, lowDigits] = hexNumber(text, next + 2, 4);
        if (lowDigits == 4 && low >= 0xdc00 && low < 0xe000)
            return {next + 6 - at, 0x10000 + ((number - 0xd800) << 10) + (low - 0xdc00),
                    Unit::Kind::Character};
    }
    return {next - at, number, Unit::Kind::Character};
}

Unit backslashUnit(QByteArrayView text, qsizetype at)
{
    if (at + 1 == text.size())
        return cutAtTheEnd(text, at);
    switch (const char c = text[at + 1]; c) {
    case 'u':
        return unicodeUnit(text, at, 4);
    case 'U':
        return unicodeUnit(text, at, 8);
    case 'x': {
        const auto [number, digits] = hexNumber(text, at + 2, 2);
        if (digits == 2)
            return {4, number, Unit::Kind::Byte};
        return at + 2 + digits == text.size() ? cutAtTheEnd(text, at) : Unit{};
    }
    case 'n':
    case 'r':
    case 't':
    case 'b':
    case 'f':
        return {2, U' ', Unit::Kind::Byte};
    default:
        return {2, char32_t(quint8(c)), Unit::Kind::Byte};
    }
}

/// HTML's names of what a key may hold and a page may not.
std::optional<char32_t> namedCharacter(QByteArrayView name)
{
    constexpr std::array<std::pair<const char *, char32_t>, 41> names{{
        {"amp", U'&'},    {"AMP", U'&'},    {"lt", U'<'},     {"LT", U'<'},     {"gt", U'>'},
        {"GT", U'>'},     {"quot", U'"'},   {"QUOT", U'"'},   {"apos", U'\''},  {"sol", U'/'},
        {"plus", U'+'},   {"equals", U'='}, {"num", U'#'},    {"excl", U'!'},   {"dollar", U'$'},
        {"percnt", U'%'}, {"ast", U'*'},    {"midast", U'*'}, {"comma", U','},  {"period", U'.'},
        {"colon", U':'},  {"semi", U';'},   {"quest", U'?'},  {"commat", U'@'}, {"lsqb", U'['},
        {"lbrack", U'['}, {"rsqb", U']'},   {"rbrack", U']'}, {"bsol", U'\\'},  {"Hat", U'^'},
        {"lowbar", U'_'}, {"grave", U'`'},  {"lcub", U'{'},   {"lbrace", U'{'}, {"rcub", U'}'},
        {"rbrace", U'}'}, {"verbar", U'|'}, {"lpar", U'('},   {"rpar", U')'},   {"hyphen", U'-'},
        {"dash", U'-'},
    }};
    for (const auto &[known, character] : names) {
        if (name == QByteArrayView(known))
            return character;
    }
    return std::nullopt;
}

/// `&#47;`, `&#x2F;`: browsers take them without a semicolon, too.
Unit numberedUnit(QByteArrayView text, qsizetype at)
{
    const bool isHex = at + 2 < text.size() && (text[at + 2] == 'x' || text[at + 2] == 'X');
    const qsizetype first = at + (isHex ? 3 : 2);
    char32_t number = 0;
    qsizetype end = first;
    const auto isDigit = [isHex](char c) { return isHex ? hexValue(c) >= 0 : (c >= '0' && c <= '9'); };
    while (end < text.size() && end - first < 8 && isDigit(text[end]))
        number = number * (isHex ? 16 : 10) + char32_t(hexValue(text[end++]));
    if (end == text.size())
        return cutAtTheEnd(text, at);
    if (end == first)
        return {};
    return {end + (text[end] == ';' ? 1 : 0) - at, number, Unit::Kind::Character};
}

Unit ampersandUnit(QByteArrayView text, qsizetype at)
{
    constexpr qsizetype longestName = 6;
    if (at + 1 < text.size() && text[at + 1] == '#')
        return numberedUnit(text, at);
    qsizetype end = at + 1;
    while (end < text.size() && end - at <= longestName && text[end] >= 'A' && text[end] <= 'z')
        ++end;
    if (end == text.size())
        return cutAtTheEnd(text, at);
    if (text[end] != ';')
        return {};
    const std::optional<char32_t> character = namedCharacter(text.sliced(at + 1, end - at - 1));
    return character ? Unit{end + 1 - at, *character, Unit::Kind::Character} : Unit{};
}

/// Soft hyphen, zero-width blanks and joiners, byte order mark.
Unit unseenUnit(QByteArrayView text, qsizetype at)
{
    constexpr std::array<QByteArrayView, 6> unseen{"\xc2\xad",     "\xe2\x80\x8b", "\xe2\x80\x8c",
                                                   "\xe2\x80\x8d", "\xe2\x81\xa0", "\xef\xbb\xbf"};
    for (const QByteArrayView mark : unseen) {
        if (text.sliced(at).startsWith(mark))
            return {mark.size(), 0, Unit::Kind::Nothing};
    }
    return {};
}

Unit unitAt(QByteArrayView text, qsizetype at)
{
    switch (text[at]) {
    case '%':
        return percentUnit(text, at);
    case '\\':
        return backslashUnit(text, at);
    case '&':
        return ampersandUnit(text, at);
    case '\xc2':
    case '\xe2':
    case '\xef':
        return unseenUnit(text, at);
    default:
        return {};
    }
}

QByteArray bytesOf(const Unit &unit)
{
    if (unit.kind == Unit::Kind::Nothing)
        return {};
    if (unit.kind == Unit::Kind::Byte)
        return QByteArray(1, char(unit.code));
    const char32_t code = unit.code > 0x10ffff ? U'\xfffd' : unit.code;
    return QString::fromUcs4(&code, 1).toUtf8();
}

/// Calls `plain(at)` for each byte that means itself and `meant(at, unit)` for what stands for something
/// else; true when there was any of that.
template <typename Plain, typename Meant>
bool walkUnits(QByteArrayView text, const Plain &plain, const Meant &meant)
{
    bool isChanged = false;
    for (qsizetype at = 0; at < text.size();) {
        const Unit unit = unitAt(text, at);
        if (unit.kind == Unit::Kind::Plain) {
            plain(at);
        } else {
            isChanged = true;
            meant(at, unit);
        }
        at += unit.length;
    }
    return isChanged;
}

bool mayBeginEscape(char c)
{
    return c == '%' || c == '\\' || c == '&' || c == '\xc2' || c == '\xe2' || c == '\xef';
}

bool isPlainText(QByteArrayView text)
{
    return std::none_of(text.begin(), text.end(), mayBeginEscape);
}

} // namespace

void MappedText::append(QByteArrayView bytes, SourcePlace place)
{
    m_bytes.append(bytes);
    m_places.insert(m_places.end(), std::size_t(bytes.size()), place);
}

std::optional<MappedText> MappedText::unescaped() const
{
    const QByteArrayView text = bytes();
    if (isPlainText(text))
        return std::nullopt;
    MappedText made;
    made.m_isSource = false;
    made.m_bytes.reserve(text.size());
    made.m_places.reserve(std::size_t(text.size()));
    const auto placeFrom = [this](qsizetype at, qsizetype length) {
        return SourcePlace{placeOf(at).from, placeOf(at + length - 1).to};
    };
    const bool isChanged = walkUnits(
        text, [&](qsizetype at) { made.append(text.sliced(at, 1), placeFrom(at, 1)); },
        [&](qsizetype at, const Unit &unit) { made.append(bytesOf(unit), placeFrom(at, unit.length)); });
    return isChanged ? std::optional(std::move(made)) : std::nullopt;
}

std::optional<QByteArray> unescapedBytes(QByteArrayView text)
{
    if (isPlainText(text))
        return std::nullopt;
    QByteArray made;
    made.reserve(text.size());
    const bool isChanged = walkUnits(
        text, [&](qsizetype at) { made.append(text[at]); },
        [&](qsizetype /*at*/, const Unit &unit) { made.append(bytesOf(unit)); });
    return isChanged ? std::optional(made) : std::nullopt;
}

QByteArray fullyUnescaped(const QByteArray &text)
{
    QByteArray read = text;
    for (int layer = 0; layer < mostEscapeLayers; ++layer) {
        const std::optional<QByteArray> next = unescapedBytes(read);
        if (!next)
            break;
        read = *next;
    }
    return read;
}

} // namespace weir
