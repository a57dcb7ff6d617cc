// SPDX-License-Identifier: GPL-3.0-or-later
// The table of all dialects by path.
#include "service/dialects/dialect.h"
#include "service/dialects/anthropic.h"
#include "service/dialects/dashscope.h"
#include "service/dialects/llamacpp.h"
#include "service/dialects/ollama.h"
#include "service/dialects/openaichat.h"
#include "service/dialects/openaicompletions.h"
#include "service/dialects/openaiembeddings.h"
#include "service/dialects/openairesponses.h"
#include "service/dialects/qianfan.h"
#include "service/dialects/tgi.h"

#include <algorithm>

namespace weir {

namespace {

constexpr std::size_t longestModel = 256;

/// The last segment of a path that names a model.
bool isModelSegment(std::string_view segment)
{
    return !segment.empty() && segment.size() <= longestModel &&
           std::all_of(segment.begin(), segment.end(), [](char c) {
               return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                      c == '_' || c == '-' || c == '.';
           });
}

} // namespace

struct Dialects::Entry
{
    std::vector<std::string_view> paths; ///< One that ends with '/' goes on with a model's name.
    std::unique_ptr<Dialect> dialect;

    [[nodiscard]] bool takes(std::string_view path) const
    {
        return std::any_of(paths.begin(), paths.end(), [path](std::string_view own) {
            return own.back() == '/' ? path.starts_with(own) && isModelSegment(path.substr(own.size()))
                                     : path == own;
        });
    }
};

Dialects::Dialects()
{
    const auto add = [this](std::vector<std::string_view> paths, std::unique_ptr<Dialect> dialect) {
        m_entries.push_back(std::make_unique<Entry>(Entry{std::move(paths), std::move(dialect)}));
    };
    add({"/v1/chat/completions"}, makeOpenAiChat()); // the first is standard()
    add({"/v1/completions"}, makeOpenAiCompletions());
    add({"/v1/responses"}, makeOpenAiResponses());
    add({"/v1/embeddings"}, makeOpenAiEmbeddings());
    add({"/v1/messages"}, makeAnthropic());
    add({"/api/chat"}, makeOllamaChat());
    add({"/api/generate"}, makeOllamaGenerate());
    add({"/api/v1/services/aigc/text-generation/generation"}, makeDashScope());
    add({"/rpc/2.0/ai_custom/v1/wenxinworkshop/chat/"}, makeQianfan());
    add({"/generate", "/generate_stream"}, makeTgi());
    add({"/completion"}, makeLlamaCpp());
}

Dialects::~Dialects() = default;

Dialect *Dialects::find(std::string_view target) const
{
    const std::string_view path = target.substr(0, target.find('?'));
    for (const std::unique_ptr<Entry> &entry : m_entries) {
        if (entry->takes(path))
            return entry->dialect.get();
    }
    return nullptr;
}

Dialect &Dialects::standard() const
{
    return *m_entries.front()->dialect;
}

std::vector<std::string> Dialects::paths() const
{
    std::vector<std::string> all;
    for (const std::unique_ptr<Entry> &entry : m_entries) {
        for (const std::string_view path : entry->paths)
            all.push_back(std::string(path) + (path.back() == '/' ? "MODEL" : ""));
    }
    return all;
}

} // namespace weir
