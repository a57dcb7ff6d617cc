// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/textlines.h"

#include "base/unpacked.h"

#include <algorithm>
#include <string_view>
#include <tuple>
#include <utility>

namespace weir {

namespace {

using Pieces = std::vector<PackedPiece>;

bool isDecimal(char c)
{
    return c >= '0' && c <= '9';
}

bool isHex(char c)
{
    return isDecimal(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

bool isBlank(char c)
{
    return c == ' ' || c == '\t';
}

bool isWord(char c)
{
    return isDecimal(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c < 0;
}

/// Each without its end.
Pieces linesOf(QByteArrayView text)
{
    Pieces lines;
    PackedPiece line;
    for (qsizetype at = 0; at < text.size(); ++at) {
        if (text[at] != '\n' && text[at] != '\r')
            continue;
        line.to = at;
        lines.push_back(line);
        if (text[at] == '\r' && at + 1 < text.size() && text[at + 1] == '\n')
            ++at;
        line.from = at + 1;
    }
    line.to = text.size();
    lines.push_back(line);
    return lines;
}

enum class Ends
{
    Kept,
    Gone,
};

MappedText together(const MappedText &text, const Pieces &pieces, Ends ends)
{
    MappedText made = text.next();
    made.reserve(text.size());
    const QByteArrayView bytes = text.bytes();
    for (const PackedPiece &piece : pieces) {
        if (ends == Ends::Kept && made.size() > 0 && piece.from > 0)
            made.append('\n', text.placeOf(piece.from - 1));
        for (qsizetype at = piece.from; at < piece.to; ++at)
            made.append(bytes[at], text.placeOf(at));
    }
    return made; // whatever frame the text ends in
}

/// How long the number is that a line begins with, with the marks around it: "[12] ", "0000001f: "; 0: none.
qsizetype numberLength(QByteArrayView line)
{
    constexpr std::string_view before(" \t[({<|#\"'*-");
    constexpr std::string_view behind(":.)]}>|-,;=\"'");
    constexpr qsizetype mostDigits = 18;
    qsizetype at = 0;
    const auto skip = [&](std::string_view marks) {
        while (at < line.size() && marks.find(line[at]) != std::string_view::npos)
            ++at;
    };
    skip(before);
    const qsizetype first = at;
    bool hasDigit = false;
    for (; at < line.size() && (isHex(line[at]) || line[at] == 'x'); ++at)
        hasDigit = hasDigit || isDecimal(line[at]);
    if (!hasDigit || at - first > mostDigits)
        return 0;
    const qsizetype end = at;
    skip(behind);
    skip(" \t");
    if (at < line.size() && (line[at] == '"' || line[at] == '\''))
        ++at;
    return at > end ? at : 0;
}

/// Where a frame may end: behind the word that both lines have last, with the blank or mark that follows;
/// else behind the last blank, else behind the last mark. What begins an escape or a tag is no part of a
/// frame.
struct Shared
{
    std::pair<qsizetype, qsizetype> word{};
    std::pair<qsizetype, qsizetype> blank{};
    std::pair<qsizetype, qsizetype> mark{};
    [[nodiscard]] std::pair<qsizetype, qsizetype> best() const
    {
        return word.first > 0 ? word : blank.first > 0 ? blank : mark;
    }
};

/// How much of two lines' beginnings is alike but for numbers.
std::pair<qsizetype, qsizetype> sharedBeginnings(QByteArrayView one, QByteArrayView other)
{
    Shared shared;
    qsizetype i = 0;
    qsizetype j = 0;
    while (i < one.size() && j < other.size()) {
        if (isDecimal(one[i]) && isDecimal(other[j])) {
            while (i < one.size() && isDecimal(one[i]))
                ++i;
            while (j < other.size() && isDecimal(other[j]))
                ++j;
            continue;
        }
        if (one[i] != other[j])
            break;
        constexpr std::string_view opening("\\%&<");
        const char c = one[i];
        // "part1=" is a frame, quoted-printable's "=31=" is none.
        const bool isBehindNumber = i > 0 && isDecimal(one[i - 1]) && (i < 3 || one[i - 3] != '=');
        if (opening.find(c) != std::string_view::npos || (c == '=' && !isBehindNumber))
            break;
        const bool isBehindLetter = i > 0 && isWord(one[i - 1]) && !isDecimal(one[i - 1]);
        const bool endsNumber = i > 0 && isDecimal(one[i - 1]) && i + 1 < one.size() && isBlank(one[i + 1]) &&
                                std::string_view(":.)]").find(c) != std::string_view::npos;
        ++i;
        ++j;
        if (isWord(c))
            continue;
        shared.mark = {i, j};
        if (isBlank(c))
            shared.blank = {i, j};
        if (isBehindLetter || endsNumber)
            shared.word = {i, j};
    }
    return shared.best();
}

/// As sharedBeginnings(), where other words stand in front of the first line.
std::pair<qsizetype, qsizetype> sharedBehindWords(QByteArrayView first, QByteArrayView next)
{
    constexpr qsizetype furthest = 200;
    for (qsizetype at = 1; at < std::min(first.size(), furthest); ++at) {
        if (isWord(first[at - 1]) || first[at] != next.front())
            continue;
        const auto [before, nextBefore] = sharedBeginnings(first.sliced(at), next);
        if (nextBefore > 1)
            return {at + before, nextBefore};
    }
    return {};
}

/// What both end in of what closes a text: quotation marks, brackets, and a number behind a blank.
std::pair<qsizetype, qsizetype> sharedEnds(QByteArrayView one, QByteArrayView other)
{
    constexpr std::string_view closing(" \t\"',}])|");
    const auto number = [](QByteArrayView line) {
        qsizetype digits = 0;
        while (digits < line.size() && isDecimal(line[line.size() - 1 - digits]))
            ++digits;
        const qsizetype blank = line.size() - 1 - digits;
        // Behind another digit it is one of many.
        return digits > 0 && blank > 0 && isBlank(line[blank]) && !isHex(line[blank - 1]) ? digits : 0;
    };
    qsizetype i = number(one);
    qsizetype j = number(other);
    if (i == 0 || j == 0)
        i = j = 0;
    while (i < one.size() && j < other.size() && one[one.size() - 1 - i] == other[other.size() - 1 - j] &&
           closing.find(one[one.size() - 1 - i]) != std::string_view::npos) {
        ++i;
        ++j;
    }
    return {i, j};
}

struct Frame
{
    qsizetype before = 0;
    qsizetype behind = 0;
};
using Frames = std::vector<Frame>;

Frames sharedFrames(QByteArrayView text, const Pieces &lines)
{
    Frames frames(lines.size());
    for (std::size_t i = 0; i + 1 < lines.size(); ++i) {
        const QByteArrayView one = text.sliced(lines[i].from, lines[i].size());
        const QByteArrayView other = text.sliced(lines[i + 1].from, lines[i + 1].size());
        auto [before, nextBefore] = sharedBeginnings(one, other);
        if (i == 0 && nextBefore == 0 && !other.isEmpty())
            std::tie(before, nextBefore) = sharedBehindWords(one, other);
        frames[i].before = std::max(frames[i].before, before);
        frames[i + 1].before = nextBefore;
        const auto [behind, nextBehind] = sharedEnds(one, other);
        frames[i].behind = std::max(frames[i].behind, behind);
        frames[i + 1].behind = nextBehind;
    }
    return frames;
}

/// Up to behind a number like the next line's, where other words stand in front of the first one; 0: none.
qsizetype lengthToNumber(QByteArrayView line, QByteArrayView next, qsizetype nextLength)
{
    const auto digitsBegin = [](QByteArrayView text) {
        return std::find_if(text.begin(), text.end(), [](char c) { return isHex(c); }) - text.begin();
    };
    const QByteArrayView number = next.first(nextLength).sliced(digitsBegin(next));
    for (qsizetype at = 1; at + number.size() <= line.size(); ++at) {
        if (!isHex(line[at]) || isWord(line[at - 1]))
            continue;
        const QByteArrayView rest = line.sliced(at);
        if (numberLength(rest) == number.size() && rest[number.size() - 1] == number.back())
            return at + number.size();
    }
    return 0;
}

/// With the numbers that lines begin with in the place of all that they share. True where there are any.
bool takeNumbers(QByteArrayView text, const Pieces &lines, Frames &frames)
{
    const auto lineAt = [&](std::size_t i) { return text.sliced(lines[i].from, lines[i].size()); };
    std::vector<qsizetype> numbers;
    for (std::size_t i = 0; i < lines.size(); ++i)
        numbers.push_back(numberLength(lineAt(i)));
    bool isTaken = false;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const bool isAboveNumber = i + 1 < lines.size() && numbers[i + 1] > 0;
        qsizetype length = 0;
        if (numbers[i] > 0 && (isAboveNumber || (i > 0 && (numbers[i - 1] > 0 || frames[i - 1].before > 0))))
            length = numbers[i];
        else if (numbers[i] == 0 && isAboveNumber)
            length = lengthToNumber(lineAt(i), lineAt(i + 1), numbers[i + 1]);
        if (length == 0)
            continue;
        isTaken = isTaken || length != frames[i].before;
        frames[i].before = length;
    }
    return isTaken;
}

Pieces framed(const MappedText &text, const Pieces &lines, const Frames &frames)
{
    Pieces inside;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const qsizetype from = std::min(lines[i].to, lines[i].from + frames[i].before);
        inside.push_back({from, std::max(from, lines[i].to - frames[i].behind)});
    }
    // What the text's end has left of a frame.
    if (text.reachesEnd() && frames.back().before == 0 && frames.size() > 1 &&
        lines.back().size() <= frames[frames.size() - 2].before)
        inside.back().from = inside.back().to;
    return inside;
}

/// The text ends in what may be the beginning of a frame like the line's before.
bool endsInFrame(const MappedText &text, const Pieces &lines)
{
    if (!text.reachesEnd())
        return false;
    const PackedPiece &last = lines.back();
    const PackedPiece &before = lines[lines.size() - 2];
    qsizetype i = last.from;
    qsizetype j = before.from;
    const QByteArrayView bytes = text.bytes();
    while (i < last.to && j < before.to) {
        if (isDecimal(bytes[i]) && isDecimal(bytes[j])) {
            while (i < last.to && isDecimal(bytes[i]))
                ++i;
            while (j < before.to && isDecimal(bytes[j]))
                ++j;
        } else if (bytes[i] == bytes[j]) {
            ++i;
            ++j;
        } else {
            return false;
        }
    }
    return i == last.to && last.size() > 0;
}

bool hasFrames(const Frames &frames)
{
    return std::any_of(frames.begin(), frames.end(),
                       [](const Frame &frame) { return frame.before > 0 || frame.behind > 0; });
}

/// Whether more than blanks stand in front of any line.
bool hasMarks(QByteArrayView text, const Pieces &lines, const Frames &frames)
{
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const QByteArrayView frame = text.sliced(lines[i].from, std::min(frames[i].before, lines[i].size()));
        if (!std::all_of(frame.begin(), frame.end(), isBlank))
            return true;
    }
    return false;
}

/// Digits, two blanks or a line, letters: where the letters begin; the line's end where there are none.
qsizetype lettersOfDump(QByteArrayView text, const PackedPiece &line)
{
    qsizetype letters = line.to;
    qsizetype blanks = 0;
    qsizetype digits = 0;
    qsizetype at = line.from;
    for (; at < line.to && (isHex(text[at]) || isBlank(text[at])); ++at) {
        if (isBlank(text[at])) {
            ++blanks;
            continue;
        }
        if (blanks >= 2 && digits >= 2)
            letters = at;
        blanks = 0;
        ++digits;
    }
    const bool endsInBlanks =
        at < line.to && digits >= 2 && (blanks >= 2 || (blanks == 1 && text[at] == '|'));
    return endsInBlanks ? at : letters;
}

/// Only digits and blanks, and enough of them.
bool isDigitLine(QByteArrayView line)
{
    constexpr std::ptrdiff_t least = 8;
    return std::all_of(line.begin(), line.end(), [](char c) { return isHex(c) || isBlank(c); }) &&
           std::count_if(line.begin(), line.end(), isHex) >= least;
}

/// The digits of a dump, and the letters beside them.
std::vector<MappedText> columnsOf(const MappedText &text, const Pieces &lines)
{
    const QByteArrayView bytes = text.bytes();
    Pieces digits;
    Pieces letters;
    bool isDump = false;
    for (const PackedPiece &line : lines) {
        const qsizetype at = lettersOfDump(bytes, line);
        isDump = isDump || at < line.to || isDigitLine(bytes.sliced(line.from, line.size()));
        digits.push_back({line.from, at});
        PackedPiece shown{at, line.to};
        if (shown.size() > 0 && bytes[at] == '|') {
            ++shown.from;
            if (shown.size() > 0 && bytes[shown.to - 1] == '|')
                --shown.to;
        }
        letters.push_back(shown);
    }
    if (!isDump)
        return {};
    return {together(text, digits, Ends::Kept), together(text, letters, Ends::Gone)};
}

} // namespace

TextOfLines withoutLines(const MappedText &text)
{
    TextOfLines found;
    const QByteArrayView bytes = text.bytes();
    if (!bytes.contains('\n') && !bytes.contains('\r'))
        return found;
    const Pieces lines = linesOf(bytes);
    found.joined.push_back(together(text, lines, Ends::Gone));
    if (endsInFrame(text, lines)) {
        Pieces others = lines;
        others.back().from = others.back().to;
        found.joined.push_back(together(text, others, Ends::Gone));
    }
    Frames frames = sharedFrames(bytes, lines);
    if (hasFrames(frames))
        found.joined.push_back(together(text, framed(text, lines, frames), Ends::Gone));
    const bool areNumbered = takeNumbers(bytes, lines, frames);
    const Pieces inside = framed(text, lines, frames);
    if (areNumbered)
        found.joined.push_back(together(text, inside, Ends::Gone));
    if (hasMarks(bytes, lines, frames))
        found.joined.push_back(together(text, inside, Ends::Kept));
    found.columns = columnsOf(text, inside);
    return found;
}

} // namespace weir
