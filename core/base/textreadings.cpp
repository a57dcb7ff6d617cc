// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/textreadings.h"

#include "base/escapes.h"
#include "base/packedmarks.h"
#include "base/packedtext.h"
#include "base/packedvalues.h"
#include "base/textlines.h"

#include <algorithm>
#include <optional>

namespace weir {

namespace {

constexpr qsizetype mostForTwo = 4096; ///< What is kept of an error's body.
/// Bytes that all readings of a text may have together: so much for each of its own, and so much for all.
constexpr qsizetype mostOfEach = 256;
constexpr qsizetype mostOfAll = qsizetype{1} << 20;

enum class Lines
{
    Whole, ///< They were not touched yet.
    Taken, ///< They were put together.
};

class Walk
{
public:
    Walk(const std::function<bool(const MappedText &)> &look, qsizetype size)
        : m_look(look), m_left(size * mostOfEach + mostOfAll)
    {
    }

    void into(const MappedText &text, int layers, Lines lines)
    {
        if (!isOn(text))
            return;
        if (lines == Lines::Whole)
            putTogether(text, layers);
        if (layers == 0)
            return;
        takeOff(text, layers - 1, lines);
        // Read by itself, what these give is in the secrets' forms; they tell when more is taken off.
        if (layers > 1 && text.size() >= leastPacked) {
            for (const MappedText &order : {turnedRound(text), rotated(text)})
                takeOff(order, layers - 2, Lines::Taken);
        }
    }

private:
    bool isOn(const MappedText &text)
    {
        m_left -= text.size();
        m_isOn = m_isOn && m_left > 0 && m_look(text);
        return m_isOn;
    }

    /// What lines are put together of may be one packing and more, so it is no layer; but there are several
    /// ways to do it.
    void putTogether(const MappedText &text, int layers)
    {
        const TextOfLines made = withoutLines(text);
        for (const MappedText &joined : made.joined) {
            if (m_isOn)
                into(joined, std::min(layers, 1), Lines::Taken);
        }
        for (const MappedText &column : made.columns) { // hardly any text is one
            if (m_isOn)
                into(column, layers, Lines::Taken);
        }
    }

    void takeOff(const MappedText &text, int layers, Lines lines)
    {
        int depth = 0;
        for (std::optional<MappedText> plain = unescaped(text); m_isOn && plain && depth < mostEscapeLayers;
             plain = unescaped(*plain), ++depth)
            into(*plain, layers, lines);
        for (const MappedText &plain : {withoutQuotedPrintable(text), withoutMarkup(text)}) {
            if (m_isOn && plain.size() > 0)
                into(plain, layers, lines);
        }
        for (const MappedText &inside : m_isOn ? unpackedFrom(text) : std::vector<MappedText>())
            into(inside, layers, lines);
        for (const MappedText &inside : m_isOn ? valuesTogether(text) : std::vector<MappedText>())
            into(inside, layers, lines);
    }

    const std::function<bool(const MappedText &)> &m_look;
    qsizetype m_left;
    bool m_isOn = true;
};

} // namespace

void forEachReading(const MappedText &text, const std::function<bool(const MappedText &)> &look)
{
    Walk(look, text.size()).into(text, text.size() <= mostForTwo ? 2 : 1, Lines::Whole);
}

} // namespace weir
