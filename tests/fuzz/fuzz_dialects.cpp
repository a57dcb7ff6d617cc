// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes as the body of a request to the reference service: the first line names the path, as it is or
// from the table of all dialects. What is accepted lies inside the promised bounds, and can be answered.
#include "service/dialects/dialect.h"

#include <cstdint>
#include <cstdlib>

namespace {

class NoTaker final : public weir::EventTaker
{
public:
    void event(std::string_view, std::string_view data) override
    {
        if (data.find('\n') != std::string_view::npos)
            std::abort();
    }
};

bool isToolName(std::string_view name)
{
    return name.size() <= 64 &&
           name.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-") ==
               std::string_view::npos;
}

void checkBounds(const weir::AskedRequest &asked, std::size_t bodySize)
{
    if (asked.model.size() > 256 || asked.promptTokens < 1 || (asked.maxTokens && *asked.maxTokens < 1) ||
        asked.inputs < 1 || asked.inputs > 2048 || asked.dimensions < 1 || asked.dimensions > 4096 ||
        !isToolName(asked.toolName) || asked.offersTools == asked.toolName.empty() ||
        asked.promptText.size() > bodySize * 4)
        std::abort();
}

void answer(const weir::Dialect &dialect, const weir::AskedRequest &asked)
{
    weir::AnswerFacts facts;
    facts.asked = asked;
    // Vectors take long and say nothing about the body.
    facts.asked.dimensions = 1;
    facts.toolCall = asked.offersTools;
    if (asked.stream) {
        NoTaker taker;
        const std::unique_ptr<weir::StreamWriter> writer = dialect.streamWriter(facts);
        writer->begin(taker, asked.promptTokens);
        writer->tokens(taker, " thought", 1, true);
        writer->tokens(taker, " word", 1, false);
        writer->end(taker, weir::FinishReason::Stop, {}, nullptr);
    } else if (dialect.whole(facts, {" word", {}, weir::FinishReason::Stop, {}, nullptr}).empty()) {
        std::abort();
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    static const weir::Dialects dialects;
    static const std::vector<std::string> paths = dialects.paths();
    const std::string_view input(reinterpret_cast<const char *>(data), size);
    const std::size_t line = std::min(input.find('\n'), input.size());
    std::string_view target = input.substr(0, line);
    const std::string_view body = input.substr(std::min(line + 1, input.size()));
    weir::Dialect *dialect = dialects.find(target);
    if (dialect == nullptr && !target.empty()) {
        target = paths[static_cast<unsigned char>(target.front()) % paths.size()];
        dialect = dialects.find(target);
    }
    if (dialect == nullptr)
        dialect = &dialects.standard();
    // The body's own beginning serves as the value of every header.
    const weir::Dialect::HeaderLookup lookup = [body](std::string_view) { return body.substr(0, 32); };
    const std::variant<weir::AskedRequest, weir::DialectRefusal> read =
        dialect->read(target, lookup, body, true);
    if (const auto *asked = std::get_if<weir::AskedRequest>(&read)) {
        checkBounds(*asked, body.size());
        answer(*dialect, *asked);
    } else if (std::get<weir::DialectRefusal>(read).body.empty()) {
        std::abort();
    }
    return 0;
}
