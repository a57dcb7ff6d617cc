// SPDX-License-Identifier: GPL-3.0-or-later
#include "tokens/charsmap.h"

#include "tokens/characters.h"

#include <QString>
#include <QTextBoundaryFinder>
#include <QtEndian>

#include <algorithm>

namespace weir {

namespace {

// The parts of a unit, as darts-clone packs them (darts.h, class DoubleArrayUnit).
constexpr bool hasLeaf(quint32 unit)
{
    return (unit >> 8 & 1) == 1;
}
constexpr quint32 valueOf(quint32 unit)
{
    return unit & 0x7fffffff;
}
constexpr quint32 labelOf(quint32 unit)
{
    return unit & 0x800000ff;
}
constexpr quint32 offsetOf(quint32 unit)
{
    return (unit >> 10) << ((unit & 1U << 9) >> 6);
}

/// Longer graphemes are looked at by character.
constexpr std::size_t longestGrapheme = 5;

Error unreadable()
{
    return {Message(WEIR_TEXT("tokenizer.charsmap_invalid",
                              "The compiled rules of normalization are not those of SentencePiece")),
            {},
            {}};
}

} // namespace

Result<Charsmap> Charsmap::read(const QByteArray &bytes)
{
    constexpr qsizetype unitSize = sizeof(quint32);
    if (bytes.size() < unitSize)
        return unreadable();
    const qsizetype trieSize = qFromLittleEndian<quint32>(bytes.constData());
    if (trieSize == 0 || trieSize % unitSize != 0 || trieSize > bytes.size() - unitSize)
        return unreadable();
    Charsmap map;
    map.m_units.resize(static_cast<std::size_t>(trieSize / unitSize));
    qFromLittleEndian<quint32>(bytes.constData() + unitSize, trieSize / unitSize, map.m_units.data());
    map.m_texts = bytes.mid(unitSize + trieSize).toStdString();
    // Texts that are cut at the zeros of valid UTF-8 are valid, unless a rule points into a character.
    if (asUtf8(QByteArrayView(map.m_texts.data(), static_cast<qsizetype>(map.m_texts.size()))) != map.m_texts)
        return unreadable();
    return map;
}

/// That of the shortest rule that `part` begins with.
std::optional<std::string_view> Charsmap::replacementOf(std::string_view part) const
{
    std::size_t node = offsetOf(m_units.front());
    for (const char byte : part) {
        node ^= static_cast<unsigned char>(byte);
        if (byte == '\0' || node >= m_units.size() ||
            labelOf(m_units[node]) != static_cast<unsigned char>(byte))
            return std::nullopt;
        const quint32 unit = m_units[node];
        node ^= offsetOf(unit);
        if (!hasLeaf(unit))
            continue;
        if (node >= m_units.size() || valueOf(m_units[node]) >= m_texts.size())
            return std::nullopt;
        const std::size_t begin = valueOf(m_units[node]);
        const std::string_view text = std::string_view(m_texts).substr(begin);
        return text.substr(0, text.find('\0'));
    }
    return std::nullopt;
}

std::string Charsmap::applied(std::string_view text) const
{
    const QString wide = wideText(text);
    QTextBoundaryFinder finder(QTextBoundaryFinder::Grapheme, wide);
    std::string normalized;
    normalized.reserve(text.size());
    std::size_t at = 0; // in bytes, as `from` in characters of UTF-16
    for (qsizetype from = 0, to = 0; from < wide.size(); from = to) {
        to = finder.toNextBoundary();
        if (to < 0)
            to = wide.size();
        std::size_t end = at;
        for (qsizetype i = from; i < to && end < text.size();) {
            const std::size_t length = lengthOfCharacter(text[end]);
            i += length == 4 ? 2 : 1;
            end += length;
        }
        const std::string_view grapheme = text.substr(at, end - at);
        const std::optional<std::string_view> whole =
            grapheme.size() <= longestGrapheme ? replacementOf(grapheme) : std::nullopt;
        if (whole)
            normalized.append(*whole);
        for (std::size_t i = 0; !whole && i < grapheme.size(); i += lengthOfCharacter(grapheme[i])) {
            const std::string_view character = grapheme.substr(i, lengthOfCharacter(grapheme[i]));
            normalized.append(replacementOf(character).value_or(character));
        }
        at = end;
    }
    return normalized;
}

} // namespace weir
