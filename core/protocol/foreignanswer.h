// SPDX-License-Identifier: GPL-3.0-or-later
// Answers of a good status that are none of the vendor's: web pages, packed bytes, anything else.
#pragma once

#include "protocol/exchange.h"
#include "protocol/streamevent.h"

namespace weir {

/// The content coding that a head names, or that bytes begin like ("gzip"); empty: none. Weir asks for none.
QByteArray packingOf(const ResponseHead &head);
QByteArray packingOf(QByteArrayView bytes);

/// The last event of an answer whose bytes are neither a stream nor a document; `bytes`: its beginning.
StreamEvent foreignAnswer(QByteArrayView bytes);
/// The same of a packed body.
StreamEvent packedAnswer(const QByteArray &coding);
/// What is wrong with a packed body, for a person.
Message packedMessage(const QByteArray &coding);

} // namespace weir
