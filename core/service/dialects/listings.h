// SPDX-License-Identifier: GPL-3.0-or-later
// Answers to what clients ask with GET before they ask for text: which models are there, which version. Pure.
// Sources: platform.openai.com/docs/api-reference/models; docs.anthropic.com/en/api/models-list;
// github.com/ollama/ollama, docs/api.md.
#pragma once

#include <string>

namespace weir {

/// GET /v1/models: the one model of the service. One path serves OpenAI's clients and Anthropic's, so the
/// object has the members of both.
std::string modelsBody();
/// GET /api/tags
std::string ollamaTagsBody();
/// GET /api/version: Weir's own version.
std::string ollamaVersionBody();

} // namespace weir
