// SPDX-License-Identifier: GPL-3.0-or-later
// What the decoders of one preset share.
#pragma once

#include "protocol/eventreader.h"
#include "protocol/linesplitter.h"
#include "protocol/vendorpreset.h"

#include <QByteArray>

#include <memory>

namespace weir {

/// Immutable: shared by all decoders of a target, in any thread.
struct AnswerRules
{
    std::shared_ptr<const CompiledRules> stream; ///< For the events of a stream.
    std::shared_ptr<const CompiledRules> whole;  ///< For an answer that is one document.
    QByteArray terminator;                       ///< The data of the event that ends a stream, or empty.
    StreamFraming framing = StreamFraming::Sse;
    quint64 mostEventBytes = usualEventBytes; ///< Of one event, one line or one whole answer.
    bool cleanEndEnds = false;                ///< VendorPreset::cleanEndEnds().
    bool wholeIsNoArray = false;              ///< A JSON array can only be a stream: no whole answer is one.
};

} // namespace weir
