// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/packedmarks.h"

#include "base/packedtext.h"

#include <QChar>

#include <algorithm>
#include <array>
#include <string_view>

namespace weir {

namespace {

constexpr qsizetype mostInGroup = 80;

bool isWord(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

int hexValue(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    const int letter = (c | 0x20) - 'a';
    return letter >= 0 && letter < 6 ? letter + 10 : -1;
}

/// How often the `size` bytes behind the letter at `at` follow, each time one letter further.
qsizetype equalMarks(QByteArrayView text, qsizetype at, qsizetype size)
{
    const qsizetype step = 1 + size;
    const QByteArrayView mark = text.sliced(at + 1, size);
    qsizetype marks = 1;
    while (at + (marks + 1) * step <= text.size() && text.sliced(at + marks * step + 1, size) == mark)
        ++marks;
    return marks;
}

/// `k-e-y`, `k, e, y`, UTF-16 and UTF-32.
void unpackMarked(const MappedText &text, qsizetype size, std::vector<MappedText> &found)
{
    const qsizetype step = 1 + size;
    const QByteArrayView bytes = text.bytes();
    for (qsizetype at = 0; at + 1 + step < bytes.size(); ++at) {
        if (bytes[at + 1] != bytes[at + 1 + step] || isWord(bytes[at + 1]) || isWord(bytes[at + size]))
            continue;
        const qsizetype marks = equalMarks(bytes, at, size);
        if (marks < leastPacked - 1)
            continue;
        MappedText made = text.next();
        qsizetype letter = at;
        for (qsizetype i = 0; i <= marks && letter < bytes.size(); ++i, letter += step)
            made.append(bytes[letter], text.placeOf(letter));
        made.setReachesEnd(text.reachesEnd() && letter >= bytes.size());
        found.push_back(std::move(made));
        at = letter - 1 - step; // the last letter may begin another
    }
}

/// One mark over and over, at equal distances.
struct Grouping
{
    qsizetype first = -1; ///< The first such mark.
    qsizetype last = -1;
    qsizetype distance = 0;
};

/// What stands between the marks, and one group in front of and behind them. Two equal distances at least:
/// any three words have two blanks between them.
void addGroups(const MappedText &text, const Grouping &groups, std::vector<MappedText> &found)
{
    const QByteArrayView bytes = text.bytes();
    const qsizetype from = std::max<qsizetype>(0, groups.first - groups.distance + 1);
    const qsizetype to = std::min(bytes.size(), groups.last + groups.distance);
    const bool isRegular =
        groups.distance <= mostInGroup && groups.last - groups.first >= 2 * groups.distance;
    if (groups.distance == 0 || !isRegular || to - from < leastPacked)
        return;
    MappedText made = text.next();
    for (qsizetype at = from; at < to; ++at) {
        if ((at - groups.first) % groups.distance != 0 && bytes[at] != '\r')
            made.append(bytes[at], text.placeOf(at));
    }
    made.setReachesEnd(text.reachesEnd() && to == bytes.size());
    found.push_back(std::move(made));
}

/// `abcd-efgh-ij`, and lines of equal length.
void unpackGroups(const MappedText &text, std::vector<MappedText> &found)
{
    std::array<Grouping, 128> groupings;
    const QByteArrayView bytes = text.bytes();
    for (qsizetype at = 0; at < bytes.size(); ++at) {
        if (isWord(bytes[at]) || bytes[at] < 0)
            continue;
        Grouping &groups = groupings[std::size_t(bytes[at])];
        if (groups.last >= 0 && at - groups.last != groups.distance) {
            addGroups(text, groups, found);
            groups.first = groups.last;
            groups.distance = at - groups.last;
        }
        groups.last = at;
        if (groups.first < 0)
            groups.first = at;
    }
    for (const Grouping &groups : groupings)
        addGroups(text, groups, found);
}

bool beginsMarkup(char c)
{
    return c == '<' || c == '[' || c == ']' || c == '&' || c == '\x1b';
}

/// How many bytes "&#8203;" and its kin have, where it is a character that nobody sees; 0: it is not.
qsizetype unseenLength(QByteArrayView text)
{
    constexpr qsizetype longest = 12;
    const qsizetype end = text.first(std::min(text.size(), longest)).indexOf(';');
    if (end < 3)
        return 0;
    const bool isHex = text[2] == 'x' || text[2] == 'X';
    bool isNumber = false;
    const uint code =
        text.sliced(isHex ? 3 : 2, end - (isHex ? 3 : 2)).toByteArray().toUInt(&isNumber, isHex ? 16 : 10);
    return isNumber && QChar::category(char32_t(code)) == QChar::Other_Format ? end + 1 : 0;
}

/// How many bytes the tag, colour or name has that `text` begins with; one that the end cuts, too. 0: none.
qsizetype markupLength(QByteArrayView text)
{
    constexpr qsizetype longest = 200;
    const auto is = [text](qsizetype at, std::string_view wanted) {
        return at < text.size() && wanted.find(text[at]) != std::string_view::npos;
    };
    const auto isLetter = [text](qsizetype at) {
        return at < text.size() && isWord(text[at]) && text[at] > '9';
    };
    const auto lengthTo = [text](qsizetype from, auto isInside) {
        qsizetype end = from;
        while (end < text.size() && end < longest && isInside(text[end]))
            ++end;
        return end;
    };
    qsizetype end = 0;
    char last = '>';
    switch (text[0]) {
    case ']':
        return text.startsWith("]]>") ? 3 : 0;
    case '<':
        if (constexpr std::string_view verbatim("<![CDATA["); text.startsWith(verbatim))
            return qsizetype(verbatim.size());
        if (!isLetter(1) && !is(1, "/!?"))
            return 0;
        end = lengthTo(1, [](char c) { return c != '>' && c != '<'; });
        break;
    case '[': {
        const qsizetype name = is(1, "/") ? 2 : 1;
        if (!isLetter(name))
            return 0;
        last = ']';
        end = lengthTo(name, [](char c) { return isWord(c) || c == '=' || c == '#' || c == '"'; });
        break;
    }
    case '&':
        if (is(1, "#"))
            return unseenLength(text);
        if (!isLetter(1))
            return 0;
        last = ';';
        end = lengthTo(1, [](char c) { return isWord(c); });
        break;
    default:
        if (!is(1, "["))
            return 0;
        return std::min(text.size(), lengthTo(2, [](char c) { return !isWord(c) || c <= '9'; }) + 1);
    }
    if (end == text.size())
        return end;
    return text[end] == last ? end + 1 : 0;
}

} // namespace

void unpackMarks(const MappedText &text, std::vector<MappedText> &found)
{
    for (const qsizetype size : {1, 2, 3})
        unpackMarked(text, size, found);
    unpackGroups(text, found);
}

MappedText withoutQuotedPrintable(const MappedText &text)
{
    const QByteArrayView bytes = text.bytes();
    MappedText made = text.next();
    if (!bytes.contains('='))
        return made;
    bool isChanged = false;
    for (qsizetype at = 0; at < bytes.size();) {
        qsizetype length = 1;
        if (bytes[at] == '=' && bytes.sliced(at + 1).startsWith("\r\n")) {
            length = 3;
        } else if (bytes[at] == '=' && bytes.sliced(at + 1).startsWith('\n')) {
            length = 2;
        } else if (bytes[at] == '=' && at + 2 < bytes.size() && hexValue(bytes[at + 1]) >= 0 &&
                   hexValue(bytes[at + 2]) >= 0) {
            length = 3;
            made.append(char(hexValue(bytes[at + 1]) * 16 + hexValue(bytes[at + 2])),
                        text.placeOf(at, length));
        } else if (bytes[at] == '=' && at + 2 >= bytes.size()) {
            length = bytes.size() - at; // the text's end may have cut it
        } else {
            made.append(bytes[at], text.placeOf(at));
        }
        isChanged = isChanged || length > 1;
        at += length;
    }
    return isChanged ? made : text.next();
}

MappedText withoutMarkup(const MappedText &text)
{
    const QByteArrayView bytes = text.bytes();
    MappedText made = text.next();
    if (std::none_of(bytes.begin(), bytes.end(), [](char c) { return beginsMarkup(c); }))
        return made;
    made.reserve(bytes.size());
    for (qsizetype at = 0; at < bytes.size();) {
        const qsizetype length = beginsMarkup(bytes[at]) ? markupLength(bytes.sliced(at)) : 0;
        if (length == 0)
            made.append(bytes[at], text.placeOf(at));
        at += std::max<qsizetype>(length, 1);
    }
    return made.size() < bytes.size() ? made : text.next();
}

MappedText turnedRound(const MappedText &text)
{
    MappedText made = text.next();
    made.reserve(text.size());
    for (qsizetype at = text.size() - 1; at >= 0; --at)
        made.append(text.bytes()[at], text.placeOf(at));
    made.setReachesEnd(false);
    return made;
}

char rotated(char c)
{
    const auto on = [c](char a) { return char(a + (c - a + 13) % 26); };
    if (c >= 'a' && c <= 'z')
        return on('a');
    return c >= 'A' && c <= 'Z' ? on('A') : c;
}

MappedText rotated(const MappedText &text)
{
    MappedText made = text.next();
    made.reserve(text.size());
    for (qsizetype at = 0; at < text.size(); ++at)
        made.append(rotated(text.bytes()[at]), text.placeOf(at));
    return made;
}

} // namespace weir
