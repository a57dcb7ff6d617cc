// SPDX-License-Identifier: GPL-3.0-or-later
// Anthropic's messages, POST /v1/messages: named events, one block each for thinking and for text or a tool's
// use. Sources: docs.anthropic.com/en/api/messages, .../messages-streaming and .../errors; the types and the
// accumulator of the npm package `@anthropic-ai/sdk` (resources/messages, lib/MessageStream).
#pragma once

#include "service/dialects/dialect.h"

namespace weir {

/// "anthropic". `max_tokens` is needed, as there. Cached input is counted apart from `input_tokens`, as
/// there. A ping follows message_start. No place for timings.
std::unique_ptr<Dialect> makeAnthropic();

} // namespace weir
