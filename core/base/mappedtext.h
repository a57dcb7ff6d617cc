// SPDX-License-Identifier: GPL-3.0-or-later
// A text as it reads once something was taken off it, with the way back to where each of its bytes stood.
#pragma once

#include <QByteArray>
#include <QByteArrayView>

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
    /// The way back costs eight times the text.
    enum class Places
    {
        Kept,
        Left, ///< placeOf() knows nothing.
    };

    /// The text itself, each byte in its own place. `source` is viewed, not copied: it must live as long.
    MappedText(QByteArrayView source, Places places) : m_keepsPlaces(places == Places::Kept), m_view(source)
    {
    }
    /// An empty text whose bytes come from this one's.
    [[nodiscard]] MappedText next() const;

    [[nodiscard]] QByteArrayView bytes() const { return m_isSource ? m_view : QByteArrayView(m_bytes); }
    [[nodiscard]] qsizetype size() const { return bytes().size(); }
    [[nodiscard]] SourcePlace placeOf(qsizetype index) const { return placeOf(index, 1); }
    /// Of `length` bytes, at least one.
    [[nodiscard]] SourcePlace placeOf(qsizetype from, qsizetype length) const;
    /// It ends where the source does: what cuts the source cuts this, too.
    [[nodiscard]] bool reachesEnd() const { return m_reachesEnd; }

    void reserve(qsizetype size);
    void append(char byte, SourcePlace place);
    void append(QByteArrayView bytes, SourcePlace place);
    void setReachesEnd(bool reaches) { m_reachesEnd = reaches; }

private:
    MappedText() = default;

    bool m_isSource = true;
    bool m_keepsPlaces = false;
    bool m_reachesEnd = true;
    QByteArrayView m_view;
    QByteArray m_bytes;
    std::vector<SourcePlace> m_places;
};

} // namespace weir
