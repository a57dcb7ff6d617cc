// SPDX-License-Identifier: GPL-3.0-or-later
// Hugging Face's text-generation-inference, POST /generate and /generate_stream.
// Sources: github.com/huggingface/text-generation-inference, docs/openapi.json and
// docs/source/conceptual/streaming.md; the package @huggingface/tasks,
// text-generation/spec/stream_output.json.
#pragma once

#include "service/dialects/dialect.h"

namespace weir {

/// "tgi". The last event holds the end-of-text token, marked as special, with the whole text and the details.
/// Raw text: reasoning is part of it, no tool calls. TGI tells its times in headers only, and a whole answer
/// its input tokens not at all.
std::unique_ptr<Dialect> makeTgi();

} // namespace weir
