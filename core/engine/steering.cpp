// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/steering.h"

namespace weir {

Messages steeringTexts(const Steering &before, const Steering &after)
{
    Messages texts;
    if (after.factor != before.factor)
        texts.emplace_back(WEIR_TEXT("steering.factor", "Load x%1"), QString::number(after.factor, 'g', 4));
    if (after.paused != before.paused)
        texts.push_back(after.paused ? Message(WEIR_TEXT("steering.paused", "Arrivals paused"))
                                     : Message(WEIR_TEXT("steering.resumed", "Arrivals resumed")));
    return texts;
}

} // namespace weir
