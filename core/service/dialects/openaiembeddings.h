// SPDX-License-Identifier: GPL-3.0-or-later
// OpenAI's embeddings, POST /v1/embeddings: vectors of length 1, drawn from what is asked, as numbers or as
// base64 of little-endian float32.
// Source: platform.openai.com/docs/api-reference/embeddings; the npm package `openai` asks for base64 unless
// told otherwise.
#pragma once

#include "service/dialects/dialect.h"

namespace weir {

/// "openai-embeddings". Never streams. A request may ask for 2^20 numbers in all, so that no answer is huge.
std::unique_ptr<Dialect> makeOpenAiEmbeddings();

} // namespace weir
