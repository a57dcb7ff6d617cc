// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/secretforms.h"

#include "base/escapes.h"
#include "base/packedmarks.h"
#include "base/textreadings.h"

#include <algorithm>
#include <iterator>
#include <optional>

namespace weir {

namespace {

constexpr qsizetype longEnough = 8; ///< Bytes of a secret that is no ordinary word.
/// Letters and digits that are looked for across blanks and marks: fewer could meet by chance.
constexpr qsizetype leastSqueezed = longEnough;
constexpr qsizetype leastInside = 7;
constexpr qsizetype leastAtCut = 4;
constexpr qsizetype leastAtEnd = 8;
/// Half of a shorter secret could be an ordinary word.
constexpr qsizetype leastToCut = 24;
constexpr std::size_t hashBytes = 4;

constexpr std::array<unsigned char, 256> foldTable = [] {
    std::array<unsigned char, 256> table{};
    for (std::size_t i = 0; i < table.size(); ++i)
        table[i] = static_cast<unsigned char>(i >= 'A' && i <= 'Z' ? i + ('a' - 'A') : i);
    return table;
}();

unsigned char folded(char c)
{
    return foldTable[static_cast<unsigned char>(c)];
}

/// Of the last four bytes that went in: older ones are shifted out.
std::uint16_t rolled(std::uint16_t hash, char next)
{
    return static_cast<std::uint16_t>((hash << 4) ^ (folded(next) * 0x9dU));
}

constexpr std::array<bool, 256> wordTable = [] {
    std::array<bool, 256> table{};
    for (std::size_t i = 0; i < table.size(); ++i)
        table[i] = (i >= '0' && i <= '9') || (i >= 'a' && i <= 'z') || (i >= 'A' && i <= 'Z');
    return table;
}();

bool isWordCharacter(char c)
{
    return wordTable[static_cast<unsigned char>(c)];
}

QByteArray reversed(QByteArray text)
{
    std::reverse(text.begin(), text.end());
    return text;
}

QByteArray lettersOf(const QByteArray &text)
{
    QByteArray letters;
    std::copy_if(text.begin(), text.end(), std::back_inserter(letters), isWordCharacter);
    return letters;
}

QByteArray rotated(QByteArray text)
{
    std::transform(text.begin(), text.end(), text.begin(), [](char c) { return weir::rotated(c); });
    return text;
}

/// Each byte's code to a base, of at least `width` digits.
QByteArray codesOf(const QByteArray &text, int base, qsizetype width)
{
    QByteArray codes;
    for (const char c : text)
        codes += QByteArray::number(static_cast<unsigned char>(c), base).rightJustified(width, '0');
    return codes;
}

/// With a zero byte in front of or behind each byte.
QByteArray asUtf16(const QByteArray &text, bool bigEndian)
{
    QByteArray wide;
    for (const char c : text) {
        wide += bigEndian ? '\0' : c;
        wide += bigEndian ? c : '\0';
    }
    return wide;
}

/// The digits to base 2^`bits` that depend on nothing but `secret`, when `before` bytes of a longer text
/// stand in front of it.
QByteArray digitsInside(const QByteArray &secret, int bits, const char *alphabet, int before)
{
    QByteArray digits;
    const qsizetype first = (qsizetype(before) * 8 + bits - 1) / bits * bits - qsizetype(before) * 8;
    for (qsizetype bit = first; bit + bits <= secret.size() * 8; bit += bits) {
        int digit = 0;
        for (qsizetype i = bit; i < bit + bits; ++i)
            digit = digit * 2 + ((static_cast<unsigned char>(secret[i / 8]) >> (7 - i % 8)) & 1);
        digits.append(alphabet[digit]);
    }
    return digits;
}

/// Each mark and letter 47 places on among the 94 that can be seen.
QByteArray rotatedBy47(QByteArray text)
{
    std::transform(text.begin(), text.end(), text.begin(),
                   [](char c) { return c >= '!' && c <= '~' ? char('!' + (c - '!' + 47) % 94) : c; });
    return text;
}

/// All bytes as one number, in the digits of `alphabet`.
QByteArray asOneNumber(const QByteArray &text, QByteArrayView alphabet)
{
    const unsigned base = unsigned(alphabet.size());
    std::vector<unsigned> digits; // the lowest first
    for (const char byte : text) {
        unsigned carried = static_cast<unsigned char>(byte);
        for (unsigned &digit : digits) {
            carried += digit * 256;
            digit = carried % base;
            carried /= base;
        }
        for (; carried > 0; carried /= base)
            digits.push_back(carried % base);
    }
    QByteArray written;
    for (auto digit = digits.rbegin(); digit != digits.rend(); ++digit)
        written += alphabet[qsizetype(*digit)];
    return written;
}

} // namespace

void SecretForms::add(const QByteArray &secret)
{
    if (secret.size() < shortest || m_secrets.contains(secret))
        return;
    m_secrets.append(secret);
    const bool isLong = secret.size() >= longEnough;
    addPieces(secret);
    for (const QByteArray &text : {secret, fullyUnescaped(secret)}) {
        if (isLong) {
            addForms({text, In::Text});
            addForm({rotatedBy47(text), In::Text});
        } else {
            addForm({text, In::Text, true});
        }
    }
    const QByteArray letters = lettersOf(secret);
    if (letters.size() >= leastSqueezed)
        addForms({letters, In::Squeezed});
    addInOtherBases(secret, isLong);
    if (isLong) {
        addInOtherBases(asUtf16(secret, false), true);
        addInOtherBases(asUtf16(secret, true), true);
    }
    std::sort(m_starts.begin(), m_starts.end(),
              [](const Start &a, const Start &b) { return a.hash < b.hash; });
}

/// Half of a long secret in one piece, from wherever it begins: services show keys with their ends cut off,
/// and a few characters more or less are soon guessed.
void SecretForms::addPieces(const QByteArray &secret)
{
    if (secret.size() < leastToCut)
        return;
    const qsizetype piece = (secret.size() + 1) / 2;
    for (qsizetype from = 0; from + piece <= secret.size(); ++from)
        addForm({secret.mid(from), In::Text, false, false, piece});
}

void SecretForms::addInOtherBases(const QByteArray &secret, bool isLong)
{
    const auto addIt = [&](const QByteArray &digits, bool isInside) {
        const Form form{digits, In::Squeezed, false, isInside};
        isLong ? addForms(form) : addForm(form);
    };
    addIt(secret.toHex(), false);
    QByteArray hexWithPrefixes;
    for (const char c : secret)
        hexWithPrefixes += "0x" + QByteArray(1, c).toHex();
    addIt(hexWithPrefixes, false);
    if (isLong) {
        addIt(codesOf(secret, 10, 1), false);
        addIt(codesOf(secret, 8, 3), false);
        addIt(codesOf(secret, 2, 8), false);
        // In any case of letters, so the order of capitals and small ones tells no two alphabets apart.
        for (const char *alphabet : {"123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz",
                                     "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz",
                                     "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789",
                                     "0123456789abcdefghijklmnopqrstuvwxyz"})
            addIt(asOneNumber(secret, alphabet), false);
    }
    // Squeezed, the alphabets of Base64 and Base64url are the same.
    constexpr const char *base64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    constexpr const char *base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    for (int before = 0; before < 3; ++before)
        addIt(lettersOf(digitsInside(secret, 6, base64, before)), true);
    for (int before = 0; before < 5; ++before)
        addIt(digitsInside(secret, 5, base32, before), true);
}

void SecretForms::addForms(const Form &form)
{
    for (const QByteArray &bytes : {form.bytes, rotated(form.bytes)}) {
        addForm({bytes, form.in, false, form.isInside});
        addForm({reversed(bytes), form.in, false, form.isInside});
    }
}

void SecretForms::addForm(const Form &form)
{
    const bool isKnown = std::any_of(m_forms.begin(), m_forms.end(), [&](const Form &known) {
        return known.in == form.in && known.bytes == form.bytes;
    });
    if (isKnown || form.bytes.size() < (form.isInside ? leastInside : shortest))
        return;
    std::uint16_t hash = 0;
    for (std::size_t i = 0; i < hashBytes; ++i)
        hash = rolled(hash, form.bytes[qsizetype(i)]);
    m_known[hash / 64] |= std::uint64_t{1} << (hash % 64);
    m_starts.push_back({hash, static_cast<std::uint32_t>(m_forms.size())});
    m_forms.push_back(form);
}

std::optional<SecretForms::Hit> SecretForms::hitAt(QByteArrayView text, qsizetype at, const Form &form,
                                                   End end)
{
    qsizetype matched = 0;
    Hit hit{at, at, false};
    for (qsizetype i = at; i < text.size() && matched < form.bytes.size(); ++i) {
        if (form.in == In::Squeezed && !isWordCharacter(text[i]))
            continue;
        const char wanted = form.bytes[matched];
        if (form.isExact ? text[i] != wanted : folded(text[i]) != folded(wanted)) {
            hit.isWhole = form.piece > 0 && matched >= form.piece;
            return hit.isWhole ? std::optional(hit) : std::nullopt;
        }
        hit.last = i;
        ++matched;
    }
    hit.isWhole = matched == form.bytes.size();
    const qsizetype least = end == End::Cut ? leastAtCut : std::max(leastAtEnd, form.bytes.size() / 2);
    if (!hit.isWhole && matched < least)
        return std::nullopt;
    const bool hasLetterBefore = at > 0 && isWordCharacter(text[at - 1]);
    const bool hasLetterBehind = hit.last + 1 < text.size() && isWordCharacter(text[hit.last + 1]);
    if (form.isExact && (hasLetterBefore || hasLetterBehind))
        return std::nullopt;
    // The digits next to it hold a few of its bits.
    if (form.isInside && hasLetterBefore)
        --hit.first;
    if (form.isInside && hasLetterBehind)
        ++hit.last;
    return hit;
}

void SecretForms::tryForms(QByteArrayView text, qsizetype at, std::uint16_t hash, In in, End end,
                           std::vector<Hit> &hits) const
{
    const auto below = [](const Start &start, std::uint16_t wanted) { return start.hash < wanted; };
    for (auto start = std::lower_bound(m_starts.begin(), m_starts.end(), hash, below);
         start != m_starts.end() && start->hash == hash; ++start) {
        if (m_forms[start->form].in != in)
            continue;
        if (const std::optional<Hit> hit = hitAt(text, at, m_forms[start->form], end))
            hits.push_back(*hit);
    }
}

std::vector<SecretForms::Hit> SecretForms::hitsIn(QByteArrayView text, End end) const
{
    const auto isKnown = [this](std::uint16_t hash) { return (m_known[hash / 64] >> (hash % 64) & 1) != 0; };
    std::vector<Hit> hits;
    std::uint16_t hash = 0;
    std::uint16_t squeezedHash = 0;
    std::array<qsizetype, hashBytes> places{}; // of the last letters and digits, in a ring
    std::size_t letters = 0;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const char c = text[i];
        hash = rolled(hash, c);
        if (isKnown(hash) && i + 1 >= qsizetype(hashBytes))
            tryForms(text, i + 1 - qsizetype(hashBytes), hash, In::Text, end, hits);
        if (!isWordCharacter(c))
            continue;
        squeezedHash = rolled(squeezedHash, c);
        places[letters++ % hashBytes] = i;
        if (isKnown(squeezedHash) && letters >= hashBytes)
            tryForms(text, places[letters % hashBytes], squeezedHash, In::Squeezed, end, hits);
    }
    return hits;
}

void SecretForms::take(const MappedText &reading, qsizetype sourceSize, End end,
                       std::vector<Redactor::Range> &found) const
{
    const QByteArrayView text = reading.bytes();
    if (text.size() < shortest)
        return;
    for (const Hit &hit : hitsIn(text, reading.reachesEnd() ? end : End::Whole)) {
        const qsizetype behind = hit.isWhole ? hit.last + 1 : text.size();
        const SourcePlace place = reading.placeOf(hit.first, behind - hit.first);
        // Behind the last byte that reads as something may stand what the end cut off.
        const bool isToTheEnd = !hit.isWhole && reading.reachesEnd();
        found.push_back({qsizetype(place.from), isToTheEnd ? sourceSize : qsizetype(place.to)});
    }
}

std::vector<Redactor::Range> SecretForms::find(QByteArrayView text, End end) const
{
    std::vector<Redactor::Range> found;
    if (text.size() < shortest)
        return found;
    // Hardly any text holds a secret, so places are kept when one is found.
    forEachReading(MappedText(text, MappedText::Places::Left), [&](const MappedText &reading) {
        take(reading, text.size(), end, found);
        return found.empty();
    });
    if (found.empty())
        return found;
    found.clear();
    forEachReading(MappedText(text, MappedText::Places::Kept), [&](const MappedText &reading) {
        take(reading, text.size(), end, found);
        return true;
    });
    std::sort(found.begin(), found.end(),
              [](const Redactor::Range &a, const Redactor::Range &b) { return a.from < b.from; });
    std::vector<Redactor::Range> apart;
    for (const Redactor::Range &range : found) {
        if (!apart.empty() && range.from < apart.back().to)
            apart.back().to = std::max(apart.back().to, range.to);
        else
            apart.push_back(range);
    }
    return apart;
}

} // namespace weir
