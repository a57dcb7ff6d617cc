// SPDX-License-Identifier: GPL-3.0-or-later
// OpenAI's chat completions. Source: OpenAI's API reference, "Chat completions" and "Streaming".
#pragma once

#include "service/front/chatrequest.h"
#include "service/front/dialect.h"

namespace weir {

class ChatDialect final : public Dialect
{
public:
    [[nodiscard]] std::string_view name() const override { return "openai-chat"; }
    std::variant<AskedRequest, DialectRefusal> read(std::string_view target, const Headers &headers,
                                                    std::string_view body, bool keepText) override;
    [[nodiscard]] std::unique_ptr<StreamWriter> streamWriter(const AnswerFacts &facts) const override;
    [[nodiscard]] std::string whole(const AnswerFacts &facts, const WholeText &text) const override;
    [[nodiscard]] std::string error(int status, std::string_view code,
                                    std::string_view message) const override;

private:
    ChatRequestParser m_parser;
};

} // namespace weir
