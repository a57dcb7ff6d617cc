// SPDX-License-Identifier: GPL-3.0-or-later
// Command lines of load testers for language models: `vllm bench serve`, `guidellm benchmark`, `aiperf
// profile` and `genai-perf profile`. Options as their documentation has them:
// docs.vllm.ai/en/latest/cli/bench/serve, github.com/vllm-project/guidellm, github.com/ai-dynamo/aiperf
// (docs/cli_options.md).
#pragma once

#include "imports/importdraft.h"

namespace weir {

bool looksLikeVllmBench(const QString &text);
bool looksLikeGuideLlm(const QString &text);
bool looksLikeAiPerf(const QString &text);

// Each takes the first such command of a text; what is behind it is noted.
Result<void> readVllmBench(const QString &text, ImportDraft &draft);
Result<void> readGuideLlm(const QString &text, ImportDraft &draft);
Result<void> readAiPerf(const QString &text, ImportDraft &draft);

} // namespace weir
