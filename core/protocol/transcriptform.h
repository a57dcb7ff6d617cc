// SPDX-License-Identifier: GPL-3.0-or-later
// What people record of an answer, in the forms in which they have it, made into a head and a body.
#pragma once

#include "protocol/exchange.h"
#include "protocol/vendorpreset.h"

namespace weir {

/// A recorded answer. Without a head of its own it has status 200 and no headers: its bytes tell what it is.
struct Transcript
{
    ResponseHead head{200, {}};
    bool hasOwnHead = true;
    QByteArray body;
    bool streamed = true; ///< Asked for as a stream, as far as the bytes can tell.
};

/// Understands a whole response (`curl -i`, of several heads the last), its body alone, and the output of
/// `weir-cli once`, whose events are written again in the framing of the preset that will read them.
Transcript transcriptFrom(const QByteArray &recorded, const VendorPreset &preset);

} // namespace weir
