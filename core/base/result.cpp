// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/result.h"

namespace weir {

Error Error::within(const Message &place) const
{
    return {what, where.isEmpty() ? place : Message(WEIR_TEXT("error.place_within", "%1, %2"), place, where),
            advice};
}

Message Error::message() const
{
    const Message placed =
        where.isEmpty() ? what : Message(WEIR_TEXT("error.at_place", "%1: %2"), where, what);
    if (advice.isEmpty())
        return placed;
    // Most sentences leave their full stop to what follows; some, of several sentences, have one.
    return what.english().endsWith(u'.') ? Message(WEIR_TEXT("error.then_advice", "%1 %2"), placed, advice)
                                         : Message(WEIR_TEXT("error.with_advice", "%1. %2"), placed, advice);
}

} // namespace weir
