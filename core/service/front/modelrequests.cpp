// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/front/modelrequests.h"

#include "base/random.h"
#include "service/model/promptkeys.h"

#include <algorithm>

namespace weir {

namespace {

constexpr int mostPriority = 1'000'000;

} // namespace

ModelRequest modelRequestOf(AskedRequest &asked, const RequestOrigin &origin, const ModelConfig &config)
{
    ModelRequest request;
    request.key = origin.key;
    request.tenant = origin.caller.tenant;
    request.promptTokens = asked.promptTokens;
    request.maxTokens = asked.maxTokens;
    // Both may be anything.
    request.priority = std::clamp(asked.priority.value_or(0), -mostPriority, mostPriority) +
                       std::clamp(origin.caller.priority, -mostPriority, mostPriority);
    request.offersTools = asked.offersTools;
    request.embedding = asked.embedding;
    if (!asked.promptText.empty()) {
        request.promptHash = promptKeyOf(asked.promptText);
        if (config.prefixCache.tokens > 0)
            request.prefix = prefixHashes(asked.promptText, config.prefixCache.blockTokens);
        asked.promptText.clear();
        asked.promptText.shrink_to_fit();
    }
    // Two tenants' requests are never the same, whatever ids they choose.
    if (origin.hasId)
        request.idempotencyKey = mixSeed({origin.key, origin.caller.tenant});
    return request;
}

} // namespace weir
