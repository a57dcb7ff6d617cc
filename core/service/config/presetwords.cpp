// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/config/presetwords.h"

#include <algorithm>
#include <array>

namespace weir {

namespace {

// The presets' own texts once more, since only texts in sources are collected for translation.
constexpr std::array descriptions{
    WEIR_TEXT("preset.async", "Asynchronous inference on the same 4 replicas, in continuous batches: 106 "
                              "users see 22 ms and 4,800 requests/s."),
    WEIR_TEXT("preset.cold", "Scaled to one replica that starts cold: 20 s until the first token, 30 s of "
                             "warm-up, then the autoscaler adds replicas that start cold, too."),
    WEIR_TEXT("preset.flaky",
              "The steady service with every kind of fault: about one request in five goes wrong."),
    WEIR_TEXT("preset.forwarder_after", "The forwarder with continuous batching: 800 users that pause 1.35 s "
                                        "send 500 messages/s and wait 500 ms at most (p99)."),
    WEIR_TEXT(
        "preset.forwarder_before",
        "A message forwarder before tuning: 32 workers, 200 users that pause 1.35 s wait up to 3 s (p99)."),
    WEIR_TEXT("preset.open_autoglm", "The same work with continuous batching on 4 replicas: 202 users see "
                                     "210 ms and 960 requests/s at 89 % GPU."),
    WEIR_TEXT("preset.pool_batching", "The pool's replicas with continuous batches of 17: 1,600 users get "
                                      "14,300 requests/s, but a p99 of 142 ms."),
    WEIR_TEXT("preset.pool_default",
              "A pool of 100 workers as it comes: 800 users get 8,200 requests/s with a p99 of 128 ms."),
    WEIR_TEXT("preset.pool_tuned",
              "The pool grown to 150 workers: the same 800 users get 11,500 requests/s with a p99 of 96 ms."),
    WEIR_TEXT("preset.reasoning",
              "A model that thinks first: about 120 tokens of reasoning, then about 60 of the answer."),
    WEIR_TEXT("preset.steady",
              "A healthy service: first token after 120 ms, then one about every 15 ms, about 60 tokens."),
    WEIR_TEXT("preset.sync", "Synchronous inference: 24 workers each wait for their own answer; 102 users "
                             "see 85 ms and 1,200 requests/s."),
    WEIR_TEXT("preset.traditional", "A traditional deployment: each of 16 replicas answers one request at a "
                                    "time; 129 users see 890 ms and 145 requests/s at 58 % GPU."),
    WEIR_TEXT("preset.vllm_like", "One GPU with an 8B model as vLLM serves it: continuous batching, chunked "
                                  "prefill, paged KV cache with preemption, prefix cache.")};

} // namespace

Message presetWords(const QString &description)
{
    const auto known = std::find_if(descriptions.begin(), descriptions.end(), [&](const MessageText &text) {
        return description == QString::fromUtf8(text.english);
    });
    return known == descriptions.end() ? Message::verbatim(description) : Message(*known);
}

} // namespace weir
