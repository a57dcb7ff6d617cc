// SPDX-License-Identifier: GPL-3.0-or-later
// llama.cpp's own completion, POST /completion; its OpenAI-compatible endpoints are OpenAI's.
// Source: github.com/ggml-org/llama.cpp, tools/server/README.md, "POST /completion".
#pragma once

#include "service/dialects/dialect.h"

namespace weir {

/// "llamacpp". Raw text: reasoning is part of it, no tool calls. `timings` has `queue_ms` beside what is
/// there.
std::unique_ptr<Dialect> makeLlamaCpp();

} // namespace weir
