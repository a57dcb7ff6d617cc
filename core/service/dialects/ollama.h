// SPDX-License-Identifier: GPL-3.0-or-later
// Ollama's chat and generate, POST /api/chat and /api/generate: a JSON document a line; streams unless told
// not to. Sources: github.com/ollama/ollama, docs/api.md (commit 01e52d24), api/types.go; the npm package
// `ollama`.
#pragma once

#include "service/dialects/dialect.h"

namespace weir {

/// "ollama-chat". A tool call comes whole, in one line with its last token. A request without messages, by
/// which Ollama only loads a model, is refused.
std::unique_ptr<Dialect> makeOllamaChat();
/// "ollama-generate". No tool calls; refused without a prompt for the same reason.
std::unique_ptr<Dialect> makeOllamaGenerate();

} // namespace weir
