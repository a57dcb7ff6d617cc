// SPDX-License-Identifier: GPL-3.0-or-later
// One event as its framing has it, before anyone looks into it.
#pragma once

#include <QByteArrayView>

namespace weir {

/// Views are valid during the call that they are given to.
struct FramedEvent
{
    QByteArrayView data;
    quint64 position = 0;  ///< The data's first byte in the stream.
    QByteArrayView name{}; ///< Where the framing has names: SSE's `event`, AWS's `:event-type`; else empty.
    bool isError = false;  ///< The framing itself says that it is an error.
    QByteArrayView errorCode{}; ///< ... and which, where the data names none.
};

} // namespace weir
