// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/textreadings.h"

#include "base/escapes.h"
#include "base/packedmarks.h"
#include "base/packedtext.h"

#include <optional>

namespace weir {

namespace {

constexpr qsizetype mostForTwo = 4096; ///< What is kept of an error's body.

class Walk
{
public:
    explicit Walk(const std::function<bool(const MappedText &)> &look) : m_look(look) {}

    void into(const MappedText &text, int layers)
    {
        if (!isOn(text) || layers == 0)
            return;
        takeOff(text, layers - 1);
        // Read by itself, what these give is in the secrets' forms; they tell when more is taken off.
        if (layers > 1 && text.size() >= leastPacked) {
            for (const MappedText &order : {turnedRound(text), rotated(text)})
                takeOff(order, layers - 2);
        }
    }

private:
    bool isOn(const MappedText &text)
    {
        m_isOn = m_isOn && m_look(text);
        return m_isOn;
    }

    void takeOff(const MappedText &text, int layers)
    {
        int depth = 0;
        for (std::optional<MappedText> plain = unescaped(text); m_isOn && plain && depth < mostEscapeLayers;
             plain = unescaped(*plain), ++depth)
            into(*plain, layers);
        if (const MappedText plain = withoutQuotedPrintable(text); m_isOn && plain.size() > 0)
            into(plain, layers);
        for (const MappedText &inside : m_isOn ? unpackedFrom(text) : std::vector<MappedText>())
            into(inside, layers);
    }

    const std::function<bool(const MappedText &)> &m_look;
    bool m_isOn = true;
};

} // namespace

void forEachReading(const MappedText &text, const std::function<bool(const MappedText &)> &look)
{
    Walk(look).into(text, text.size() <= mostForTwo ? 2 : 1);
}

} // namespace weir
