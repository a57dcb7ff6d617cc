// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/escapes.h"

#include <QChar>
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
    if (at + 1 < text.size() && (text[at + 1] == 'u' || text[at + 1] == 'U')) {
        const auto [code, codeDigits] = hexNumber(text, at + 2, 4);
        if (codeDigits == 4)
            return {6, code, Unit::Kind::Character};
        return at + 2 + codeDigits == text.size() ? cutAtTheEnd(text, at) : Unit{};
    }
    const auto [number, digits] = hexNumber(text, at + 1, 2);
    if (digits == 2)
        return {3, number, Unit::Kind::Byte};
    return at + 1 + digits == text.size() ? cutAtTheEnd(text, at) : Unit{};
}

/// `\uXXXX` and its kin, from the letter on. A pair of surrogates is one character. `\U` has eight digits, or
/// is a `\u` that was put in capitals.
Unit unicodeUnit(QByteArrayView text, qsizetype at)
{
    const auto [longNumber, longDigits] = hexNumber(text, at + 2, 8);
    const qsizetype digitsWanted = text[at + 1] == 'U' && longDigits == 8 && longNumber <= 0x10ffff ? 8 : 4;
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

/// `\101`; of two digits where no third can follow: `\60`.
std::optional<Unit> octalUnit(QByteArrayView text, qsizetype at)
{
    char32_t number = 0;
    qsizetype digits = 0;
    while (digits < 3 && at + 1 + digits < text.size() && text[at + 1 + digits] >= '0' &&
           text[at + 1 + digits] <= '7')
        number = number * 8 + char32_t(text[at + 1 + digits++] - '0');
    if (digits > 0 && digits < 3 && at + 1 + digits == text.size())
        return cutAtTheEnd(text, at);
    return digits >= 2 && number <= 0xff ? std::optional(Unit{1 + digits, number, Unit::Kind::Byte})
                                         : std::nullopt;
}

/// `U+0073`
Unit namedCodeUnit(QByteArrayView text, qsizetype at)
{
    constexpr qsizetype leastDigits = 4;
    constexpr qsizetype mostDigits = 6;
    const qsizetype first = at + 2;
    const auto [number, digits] = hexNumber(text, first, mostDigits);
    if (digits >= leastDigits)
        return {first + digits - at, number, Unit::Kind::Character};
    return first + digits == text.size() ? cutAtTheEnd(text, at) : Unit{};
}

/// What braces hold behind a backslash and a letter: `\o{163}`, `\N{U+0073}`.
std::optional<Unit> bracedUnit(QByteArrayView text, qsizetype at)
{
    constexpr qsizetype longest = 10;
    const char kind = text[at + 1];
    if (kind != 'o' && kind != 'N')
        return std::nullopt;
    const qsizetype first = at + 3;
    if (first >= text.size())
        return cutAtTheEnd(text, at);
    const QByteArrayView inside = text.sliced(first, std::min(longest, text.size() - first));
    const qsizetype length = inside.indexOf('}');
    if (text[at + 2] != '{' || length <= 0)
        return text[at + 2] == '{' && first + longest > text.size() ? std::optional(cutAtTheEnd(text, at))
                                                                    : std::nullopt;
    const QByteArrayView number = inside.first(length);
    bool isNumber = false;
    const uint code = kind == 'o'               ? number.toUInt(&isNumber, 8)
                      : number.startsWith("U+") ? number.sliced(2).toUInt(&isNumber, 16)
                                                : 0;
    return isNumber ? std::optional(Unit{length + 4, code, Unit::Kind::Character}) : std::nullopt;
}

/// As a style sheet has it: six digits, `\000073`.
std::optional<Unit> styleUnit(QByteArrayView text, qsizetype at)
{
    if (!text.sliced(at + 1).startsWith("00"))
        return std::nullopt;
    constexpr qsizetype digitsWanted = 6;
    const auto [number, digits] = hexNumber(text, at + 1, digitsWanted);
    if (digits > 0 && at + 1 + digits == text.size())
        return cutAtTheEnd(text, at);
    return digits == digitsWanted && number <= 0xff
               ? std::optional(Unit{1 + digits, number, Unit::Kind::Character})
               : std::nullopt;
}

Unit backslashUnit(QByteArrayView text, qsizetype at)
{
    if (at + 1 == text.size())
        return cutAtTheEnd(text, at);
    if (const std::optional<Unit> unit = bracedUnit(text, at))
        return *unit;
    if (const std::optional<Unit> unit = styleUnit(text, at))
        return *unit;
    switch (const char c = text[at + 1]; c) {
    case 'u':
    case 'U':
        return unicodeUnit(text, at);
    case 'X':
    case 'x': {
        const auto [number, digits] = hexNumber(text, at + 2, 2);
        if (digits == 2)
            return {4, number, Unit::Kind::Byte};
        return at + 2 + digits == text.size() ? cutAtTheEnd(text, at) : Unit{};
    }
    case 'n':
        return {2, U'\n', Unit::Kind::Byte};
    case 'r':
        return {2, U'\r', Unit::Kind::Byte};
    case 'e':
        return {2, U'\x1b', Unit::Kind::Byte};
    case 't':
    case 'b':
    case 'f':
        return {2, U' ', Unit::Kind::Byte};
    default:
        return octalUnit(text, at).value_or(Unit{2, char32_t(quint8(c)), Unit::Kind::Byte});
    }
}

/// HTML's names of what a key may hold and a page may not.
std::optional<char32_t> namedCharacter(QByteArrayView name)
{
    constexpr std::array<std::pair<const char *, char32_t>, 37> names{{
        {"amp", U'&'},    {"lt", U'<'},     {"gt", U'>'},     {"quot", U'"'},   {"apos", U'\''},
        {"sol", U'/'},    {"plus", U'+'},   {"equals", U'='}, {"num", U'#'},    {"excl", U'!'},
        {"dollar", U'$'}, {"percnt", U'%'}, {"ast", U'*'},    {"midast", U'*'}, {"comma", U','},
        {"period", U'.'}, {"colon", U':'},  {"semi", U';'},   {"quest", U'?'},  {"commat", U'@'},
        {"lsqb", U'['},   {"lbrack", U'['}, {"rsqb", U']'},   {"rbrack", U']'}, {"bsol", U'\\'},
        {"hat", U'^'},    {"lowbar", U'_'}, {"grave", U'`'},  {"lcub", U'{'},   {"lbrace", U'{'},
        {"rcub", U'}'},   {"rbrace", U'}'}, {"verbar", U'|'}, {"lpar", U'('},   {"rpar", U')'},
        {"hyphen", U'-'}, {"dash", U'-'},
    }};
    for (const auto &[known, character] : names) {
        if (name.compare(QByteArrayView(known), Qt::CaseInsensitive) == 0)
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

/// Soft hyphens, zero-width blanks and joiners, strokes through letters: nothing. Full-width and drawn
/// letters: the plain ones.
Unit drawnUnit(QByteArrayView text, qsizetype at)
{
    const auto [code, length] = characterAt(text, at);
    if (length == 0)
        return {};
    constexpr char32_t tags = 0xe0000; // Unicode's unseen copies of ASCII
    if (code > tags + 0x20 && code < tags + 0x7f)
        return {length, code - tags, Unit::Kind::Character};
    const QChar::Category category = QChar::category(code);
    if (category == QChar::Other_Format || category == QChar::Mark_NonSpacing ||
        category == QChar::Mark_Enclosing)
        return {length, 0, Unit::Kind::Nothing};
    const QChar::Decomposition drawn = QChar::decompositionTag(code);
    if (drawn == QChar::NoDecomposition || drawn == QChar::Canonical)
        return {};
    const QString plain = QChar::decomposition(code);
    return plain.size() == 1 && plain[0] < u'\x7f' ? Unit{length, plain[0].unicode(), Unit::Kind::Character}
                                                   : Unit{};
}

bool isBeyondAscii(char c)
{
    return static_cast<unsigned char>(c) >= 0xc2;
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
    case 'U':
        return at + 1 < text.size() && text[at + 1] == '+' ? namedCodeUnit(text, at) : Unit{};
    default:
        return isBeyondAscii(text[at]) ? drawnUnit(text, at) : Unit{};
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

bool mayBeginEscape(char c)
{
    return c == '%' || c == '\\' || c == '&' || c == 'U' || isBeyondAscii(c);
}

} // namespace

std::pair<char32_t, qsizetype> characterAt(QByteArrayView text, qsizetype at)
{
    const auto lead = static_cast<unsigned char>(text[at]);
    const qsizetype length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc2 ? 2 : 0;
    if (length == 0 || at + length > text.size())
        return {0, 0};
    char32_t code = lead & (0x7fU >> length);
    for (qsizetype i = 1; i < length; ++i) {
        const auto byte = static_cast<unsigned char>(text[at + i]);
        if ((byte & 0xc0U) != 0x80)
            return {0, 0};
        code = (code << 6) | (byte & 0x3fU);
    }
    return {code, length};
}

std::optional<MappedText> unescaped(const MappedText &source)
{
    const QByteArrayView text = source.bytes();
    if (std::none_of(text.begin(), text.end(), [](char c) { return mayBeginEscape(c); }))
        return std::nullopt;
    MappedText made = source.next();
    made.reserve(text.size());
    bool isChanged = false;
    for (qsizetype at = 0; at < text.size();) {
        const Unit unit = unitAt(text, at);
        if (unit.kind == Unit::Kind::Plain) {
            made.append(text[at], source.placeOf(at));
        } else {
            isChanged = true;
            made.append(bytesOf(unit), source.placeOf(at, unit.length));
        }
        at += unit.length;
    }
    return isChanged ? std::optional(std::move(made)) : std::nullopt;
}

QByteArray fullyUnescaped(const QByteArray &text)
{
    QByteArray read = text;
    for (int layer = 0; layer < mostEscapeLayers; ++layer) {
        const std::optional<MappedText> next = unescaped(MappedText(read, MappedText::Places::Left));
        if (!next)
            break;
        read = next->bytes().toByteArray();
    }
    return read;
}

} // namespace weir
