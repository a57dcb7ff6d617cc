// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/packedvalues.h"

#include "base/packedtext.h"
#include "base/unpacked.h"

#include <QHash>

#include <algorithm>

namespace weir {

namespace {

struct Value
{
    PackedPiece piece;
    bool isNumber = false;
};
using Values = std::vector<Value>;

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

bool isWord(char c)
{
    return isDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c < 0;
}

bool isQuote(char c)
{
    return c == '"' || c == '\'' || c == '`';
}

/// An apostrophe inside a word opens nothing; one behind a letter that stands alone does: b'k'.
bool opensString(QByteArrayView text, qsizetype at)
{
    return isQuote(text[at]) &&
           (text[at] != '\'' || at == 0 || !isWord(text[at - 1]) || at == 1 || !isWord(text[at - 2]));
}

qsizetype endOfString(QByteArrayView text, qsizetype opening)
{
    qsizetype at = opening + 1;
    while (at < text.size() && text[at] != text[opening])
        at += text[at] == '\\' ? 2 : 1;
    return std::min(at, text.size());
}

bool isName(QByteArrayView text, qsizetype behind)
{
    while (behind < text.size() && (text[behind] == ' ' || text[behind] == ']'))
        ++behind;
    return behind < text.size() && (text[behind] == ':' || text[behind] == '=');
}

/// What stands in a text, in its order, and by names.
struct Found
{
    Values strings;
    Values numbers;
    QHash<QByteArrayView, Values> byName;
};

Found valuesOf(QByteArrayView text)
{
    Found found;
    QByteArrayView name;
    for (qsizetype at = 0; at < text.size();) {
        Value value;
        qsizetype behind = at + 1;
        if (opensString(text, at)) {
            value.piece = {at + 1, endOfString(text, at)};
            behind = value.piece.to + 1;
        } else if (isDigit(text[at]) && (at == 0 || !isWord(text[at - 1]))) {
            value = {{at, at}, true};
            while (value.piece.to < text.size() && isDigit(text[value.piece.to]))
                ++value.piece.to;
            behind = value.piece.to;
        } else {
            ++at;
            continue;
        }
        at = behind;
        const QByteArrayView bytes = text.sliced(value.piece.from, value.piece.size());
        if (isName(text, behind)) {
            name = bytes;
            continue;
        }
        (value.isNumber ? found.numbers : found.strings).push_back(value);
        if (!name.isEmpty() && !isDigit(name.front()))
            found.byName[name].push_back(value);
    }
    return found;
}

MappedText together(const MappedText &text, const Values &values)
{
    MappedText made = text.next();
    const QByteArrayView bytes = text.bytes();
    qsizetype furthest = 0;
    qsizetype lastEnd = values.front().piece.from;
    for (const Value &value : values) {
        furthest = std::max(furthest, value.piece.from - lastEnd);
        lastEnd = value.piece.to;
        for (qsizetype at = value.piece.from; at < value.piece.to; ++at)
            made.append(bytes[at], text.placeOf(at));
        if (value.isNumber)
            made.append(' ', text.placeOf(value.piece.to - 1));
    }
    // Another value would have stood no further away.
    made.setReachesEnd(text.reachesEnd() && text.size() - lastEnd <= furthest);
    return made;
}

} // namespace

std::vector<MappedText> valuesTogether(const MappedText &text)
{
    // An error's own members are three strings; fewer numbers than a secret has letters are none.
    constexpr std::size_t leastStrings = 4;
    constexpr std::size_t leastOfName = 2;
    std::vector<MappedText> made;
    const auto add = [&](Values values, std::size_t least) {
        if (values.size() < least)
            return;
        made.push_back(together(text, values));
        if (!text.reachesEnd() || values.back().piece.to + 1 < text.size())
            return;
        values.pop_back(); // it may be a name whose colon was cut off
        made.push_back(together(text, values));
    };
    const Found found = valuesOf(text.bytes());
    add(found.strings, leastStrings);
    add(found.numbers, std::size_t(leastPacked));
    for (const Values &values : found.byName)
        add(values, leastOfName);
    return made;
}

} // namespace weir
