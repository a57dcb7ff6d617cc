// SPDX-License-Identifier: GPL-3.0-or-later
// A text as it reads once escapes are taken off, with the way back to where each of its bytes stood.
#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <optional>
#include <vector>

namespace weir {

/// A byte's place in the text that was given: [from, to).
struct SourcePlace
{
    quint32 from = 0;
    quint32 to = 0;
};

/// What became of a text. A value; at most 4 GiB.
class MappedText
{
public:
    /// The text itself, each byte in its own place. `source` is viewed, not copied: it must live as long.
    explicit MappedText(QByteArrayView source) : m_view(source) {}

    [[nodiscard]] QByteArrayView bytes() const { return m_isSource ? m_view : QByteArrayView(m_bytes); }
    [[nodiscard]] SourcePlace placeOf(qsizetype index) const
    {
        return m_isSource ? SourcePlace{quint32(index), quint32(index + 1)} : m_places[std::size_t(index)];
    }

    /// One layer of escapes taken off, of whichever kind: `%2F`, `\/`, `\u002F`, `\u{2f}`, `\x2f`, `&sol;`,
    /// `&#47;`, `&#x2F;`; marks that nobody sees (U+200B, U+00AD, ...) go, as does an escape that the text's
    /// end cuts. Nothing when there is none.
    [[nodiscard]] std::optional<MappedText> unescaped() const;

private:
    MappedText() = default;
    void append(QByteArrayView bytes, SourcePlace place);

    bool m_isSource = true;
    QByteArrayView m_view;
    QByteArray m_bytes;
    std::vector<SourcePlace> m_places;
};

/// The same without the way back, which costs more than the text.
std::optional<QByteArray> unescapedBytes(QByteArrayView text);

/// `text` with every layer of escapes taken off, up to a few.
QByteArray fullyUnescaped(const QByteArray &text);

/// Layers that are taken off at most: JSON in JSON in a URL has three.
inline constexpr int mostEscapeLayers = 5;

} // namespace weir
