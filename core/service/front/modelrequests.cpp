// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/front/modelrequests.h"

#include "service/model/promptkeys.h"

namespace weir {

ModelRequest modelRequestOf(AskedRequest &asked, quint64 key, bool hasId, const ModelConfig &config)
{
    ModelRequest request;
    request.key = key;
    request.promptTokens = asked.promptTokens;
    request.maxTokens = asked.maxTokens;
    request.priority = asked.priority.value_or(0);
    request.offersTools = asked.offersTools;
    request.embedding = asked.embedding;
    if (!asked.promptText.empty()) {
        request.promptHash = promptKeyOf(asked.promptText);
        if (config.prefixCache.tokens > 0)
            request.prefix = prefixHashes(asked.promptText, config.prefixCache.blockTokens);
        asked.promptText.clear();
        asked.promptText.shrink_to_fit();
    }
    if (hasId)
        request.idempotencyKey = key;
    return request;
}

} // namespace weir
