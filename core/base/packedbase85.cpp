// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/packedbase85.h"

#include "base/digits.h"
#include "base/packedtext.h"
#include "base/unpacked.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string_view>

namespace weir {

namespace {

constexpr std::size_t groupDigits = 5;
constexpr std::size_t groupBytes = 4;
constexpr unsigned base = 85;

/// Where each digit stands.
using Run = std::vector<qsizetype>;

constexpr Digits ascii85 = [] {
    Digits digits{};
    digits.fill(noDigit);
    for (std::size_t i = 0; i < base; ++i)
        digits['!' + i] = static_cast<signed char>(i);
    return digits;
}();
constexpr Digits z85 =
    digitsOf("0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.-:+=^!/*?&<>()[]{}@%$#");
constexpr Digits rfc1924 =
    digitsOf("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%&()*+-;<=>?@^_`{|}~");

/// The number of the group that begins with digit `first`, filled up with the highest digit.
std::uint64_t groupAt(QByteArrayView text, const Run &run, std::size_t first, const Digits &digits)
{
    std::uint64_t number = 0;
    for (std::size_t i = first; i < first + groupDigits; ++i)
        number = number * base +
                 (i < run.size() ? unsigned(digits[static_cast<unsigned char>(text[run[i]])]) : base - 1);
    return number;
}

std::size_t bytesIn(const Run &run, std::size_t first)
{
    return std::min(groupDigits, run.size() - first) - 1;
}

constexpr unsigned char byteOf(std::uint64_t number, std::size_t index)
{
    return static_cast<unsigned char>(number >> (8 * (groupBytes - 1 - index)));
}

bool mayBeText(std::uint64_t number, std::size_t bytes)
{
    if (number > 0xffffffffU)
        return false;
    for (std::size_t i = 0; i < bytes; ++i) {
        const unsigned char byte = byteOf(number, i);
        const bool isBlank = byte == '\t' || byte == '\n' || byte == '\r' || byte == 0x1b;
        if ((byte < 0x20 && !isBlank) || byte == 0x7f)
            return false;
    }
    return true;
}

/// The bytes of the groups from digit `from` to `to`.
void addGroups(const MappedText &text, const Run &run, std::size_t from, std::size_t to, const Digits &digits,
               std::vector<MappedText> &found)
{
    Unpacked made;
    for (std::size_t group = from; group < to; group += groupDigits) {
        const std::uint64_t number = groupAt(text.bytes(), run, group, digits);
        const std::size_t last = std::min(run.size(), group + groupDigits) - 1;
        for (std::size_t i = 0; i < bytesIn(run, group); ++i) {
            made.bytes.append(char(number > 0xffffffffU ? 0 : byteOf(number, i)));
            made.places.push_back({run[group], run[last] + 1});
        }
    }
    constexpr qsizetype endMark = 2; // "~>"
    made.reachesEnd = text.reachesEnd() && to >= run.size() && text.size() - run.back() - 1 <= endMark;
    addUnpacked(text, made, found);
}

/// Groups are looked at before room is made for their bytes: hardly any text holds such digits.
void unpackRun(const MappedText &text, const Run &run, const Digits &digits, std::vector<MappedText> &found)
{
    constexpr std::uint64_t gzip = 0x1f8b08;
    constexpr std::uint64_t zlib = 0x78;
    for (std::size_t phase = 0; phase < groupDigits; ++phase) {
        std::size_t begun = phase;
        std::size_t readable = 0;
        const auto end = [&](std::size_t at) {
            // Beside whole groups of text may stand some that begin or end with it.
            if (readable >= std::size_t(leastPacked))
                addGroups(text, run, begun >= groupDigits ? begun - groupDigits : begun,
                          std::min(run.size(), at + groupDigits), digits, found);
            readable = 0;
            begun = at + groupDigits;
        };
        for (std::size_t at = phase; at + 1 < run.size(); at += groupDigits) {
            const std::uint64_t number = groupAt(text.bytes(), run, at, digits);
            if (number >> 8 == gzip || (at == phase && number >> 24 == zlib))
                addGroups(text, run, at, run.size(), digits, found);
            if (mayBeText(number, bytesIn(run, at)))
                readable += bytesIn(run, at);
            else
                end(at);
        }
        end(run.size());
    }
}

/// Of what closes a text, which would be taken for the last digits.
void trim(QByteArrayView text, Run &run)
{
    constexpr std::string_view closing("\"',.");
    for (int marks = 0; marks < 2 && !run.empty() && closing.find(text[run.back()]) != std::string_view::npos;
         ++marks)
        run.pop_back();
}

} // namespace

void unpackBase85(const MappedText &text, std::vector<MappedText> &found)
{
    constexpr std::size_t leastDigits = std::size_t(leastPacked) * groupDigits / groupBytes;
    const QByteArrayView bytes = text.bytes();
    for (const Digits *const digits : {&ascii85, &z85, &rfc1924}) {
        Run run;
        for (qsizetype at = 0; at <= bytes.size(); ++at) {
            if (at < bytes.size() && (*digits)[static_cast<unsigned char>(bytes[at])] != noDigit) {
                run.push_back(at);
                continue;
            }
            if (at < bytes.size() && (bytes[at] == '\n' || bytes[at] == '\r') && !run.empty())
                continue;
            trim(bytes, run);
            if (run.size() >= leastDigits)
                unpackRun(text, run, *digits, found);
            run.clear();
        }
    }
}

} // namespace weir
