// SPDX-License-Identifier: GPL-3.0-or-later
// Streams as services send them, from memory.
#pragma once

#include "protocol/exchange.h"
#include "protocol/vendorpreset.h"

#include <QByteArray>

#include <vector>

namespace weir::bench {

/// A whole answer of one vendor, cut into its events.
struct SampleStream
{
    VendorPreset preset;
    ResponseHead head;
    std::vector<QByteArray> events; ///< As on the wire, the last ones with finish reason, usage and end mark.
    std::size_t tokens = 0;         ///< How many of them carry text.

    /// All events in reads of `size` bytes.
    [[nodiscard]] std::vector<QByteArray> readsOf(qsizetype size) const;
    [[nodiscard]] quint64 bytes() const;
};

/// OpenAI chat completions: 290 bytes an event, as api.openai.com writes them.
SampleStream openAiStream(std::size_t tokens);
/// Anthropic messages: named events, 120 bytes each.
SampleStream anthropicStream(std::size_t tokens);
/// Ollama's chat: one JSON document a line, 150 bytes each.
SampleStream ollamaStream(std::size_t tokens);

/// A stream as the rules of a shipped preset describe it, with the bytes an event of openAiStream() where the
/// framing leaves room for more than the text. A preset without a place of streamed text gives no event.
SampleStream presetStream(const VendorPreset &preset, std::size_t tokens);

} // namespace weir::bench
