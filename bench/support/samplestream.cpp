// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/samplestream.h"

#include <array>
#include <numeric>

namespace weir::bench {

namespace {

/// Words of different lengths, escapes and letters beyond ASCII, as in real answers.
QByteArray word(std::size_t i)
{
    static constexpr std::array<const char *, 12> words{" A",
                                                        " weir",
                                                        " is",
                                                        " a",
                                                        " low",
                                                        " dam",
                                                        " across",
                                                        " the",
                                                        " Flüsschen",
                                                        ",",
                                                        " (\\\"gauge\\\")",
                                                        ".\\n\\n"};
    return words[i % words.size()];
}

RawHeader contentType(const char *type)
{
    return {"Content-Type", type};
}

VendorPreset openAi()
{
    return *findVendor(QStringLiteral("openai-chat"));
}

VendorPreset anthropic()
{
    VendorPreset preset = openAi();
    preset.name = QStringLiteral("anthropic");
    preset.terminator.clear();
    preset.stream = {};
    preset.stream.content = {QStringLiteral("/delta/text")};
    preset.stream.reasoning = {QStringLiteral("/delta/thinking")};
    preset.stream.toolCall = {QStringLiteral("/content_block/name"), QStringLiteral("/delta/partial_json")};
    preset.stream.finishReason = {QStringLiteral("/delta/stop_reason")};
    preset.stream.usage.input = {QStringLiteral("/message/usage/input_tokens")};
    preset.stream.usage.output = {QStringLiteral("/usage/output_tokens")};
    preset.stream.endMark = {QStringLiteral("/type"), QStringList{QStringLiteral("message_stop")}};
    preset.stream.error.present = {QStringLiteral("/error")};
    preset.stream.error.code = {QStringLiteral("/error/type")};
    preset.stream.error.message = {QStringLiteral("/error/message")};
    return preset;
}

VendorPreset ollama()
{
    VendorPreset preset = openAi();
    preset.name = QStringLiteral("ollama");
    preset.framing = StreamFraming::Ndjson;
    preset.terminator.clear();
    preset.stream = {};
    preset.stream.content = {QStringLiteral("/message/content")};
    preset.stream.reasoning = {QStringLiteral("/message/thinking")};
    preset.stream.finishReason = {QStringLiteral("/done_reason")};
    preset.stream.usage.input = {QStringLiteral("/prompt_eval_count")};
    preset.stream.usage.output = {QStringLiteral("/eval_count")};
    preset.stream.endMark = {QStringLiteral("/done"), QStringList{QStringLiteral("true")}};
    preset.stream.error.present = {QStringLiteral("/error")};
    return preset;
}

/// One event of OpenAI's; `delta`, `finish`, `choices` and `usage` as JSON.
QByteArray openAiEvent(const QByteArray &choices, const QByteArray &usage)
{
    return R"(data: {"id":"chatcmpl-BbZ8y3tVt4aSLJ0FqYp7TnMk2e1Xd","object":"chat.completion.chunk","created":1747318342,)"
           R"("model":"gpt-4.1-mini-2025-04-14","service_tier":"default","system_fingerprint":"fp_71b02749fa","choices":[)" +
           choices + R"(],"usage":)" + usage + "}\n\n";
}

QByteArray openAiChoice(const QByteArray &delta, const QByteArray &finish)
{
    return R"({"index":0,"delta":)" + delta + R"(,"logprobs":null,"finish_reason":)" + finish + "}";
}

QByteArray anthropicEvent(const QByteArray &type, const QByteArray &rest)
{
    return "event: " + type + "\ndata: {\"type\":\"" + type + "\"" + rest + "}\n\n";
}

} // namespace

std::vector<QByteArray> SampleStream::readsOf(qsizetype size) const
{
    QByteArray all;
    for (const QByteArray &event : events)
        all += event;
    std::vector<QByteArray> reads;
    for (qsizetype at = 0; at < all.size(); at += size)
        reads.push_back(all.mid(at, size));
    return reads;
}

quint64 SampleStream::bytes() const
{
    return std::accumulate(events.begin(), events.end(), quint64{0},
                           [](quint64 sum, const QByteArray &event) { return sum + quint64(event.size()); });
}

SampleStream openAiStream(std::size_t tokens)
{
    SampleStream stream{openAi(), {200, {contentType("text/event-stream; charset=utf-8")}}, {}, tokens};
    stream.events.push_back(
        openAiEvent(openAiChoice(R"({"role":"assistant","content":"","refusal":null})", "null"), "null"));
    for (std::size_t i = 0; i < tokens; ++i)
        stream.events.push_back(
            openAiEvent(openAiChoice(R"({"content":")" + word(i) + R"("})", "null"), "null"));
    stream.events.push_back(openAiEvent(openAiChoice("{}", R"("stop")"), "null"));
    const QByteArray count = QByteArray::number(qulonglong{tokens});
    stream.events.push_back(openAiEvent({}, R"({"prompt_tokens":31,"completion_tokens":)" + count +
                                                R"(,"prompt_tokens_details":{"cached_tokens":0}})"));
    stream.events.push_back("data: [DONE]\n\n");
    return stream;
}

SampleStream anthropicStream(std::size_t tokens)
{
    SampleStream stream{anthropic(), {200, {contentType("text/event-stream; charset=utf-8")}}, {}, tokens};
    stream.events.push_back(anthropicEvent(
        "message_start",
        R"(,"message":{"id":"msg_01XFDUDYJgAACzvnptvVoYEL","type":"message","role":"assistant","content":[],)"
        R"("model":"claude-sonnet-4","stop_reason":null,"usage":{"input_tokens":31,"output_tokens":1}})"));
    stream.events.push_back(
        anthropicEvent("content_block_start", R"(,"index":0,"content_block":{"type":"text","text":""})"));
    for (std::size_t i = 0; i < tokens; ++i)
        stream.events.push_back(
            anthropicEvent("content_block_delta",
                           R"(,"index":0,"delta":{"type":"text_delta","text":")" + word(i) + R"("})"));
    stream.events.push_back(anthropicEvent("content_block_stop", R"(,"index":0)"));
    stream.events.push_back(
        anthropicEvent("message_delta", R"(,"delta":{"stop_reason":"end_turn"},"usage":{"output_tokens":)" +
                                            QByteArray::number(qulonglong{tokens}) + "}"));
    stream.events.push_back(anthropicEvent("message_stop", {}));
    return stream;
}

SampleStream ollamaStream(std::size_t tokens)
{
    SampleStream stream{ollama(), {200, {contentType("application/x-ndjson")}}, {}, tokens};
    const QByteArray head = R"({"model":"llama3.2","created_at":"2026-02-03T08:52:19.385406455Z","message":)";
    for (std::size_t i = 0; i < tokens; ++i)
        stream.events.push_back(head + R"({"role":"assistant","content":")" + word(i) +
                                R"("},"done":false})" + "\n");
    stream.events.push_back(head + R"({"role":"assistant","content":""},"done_reason":"stop","done":true,)" +
                            R"("total_duration":4883583458,"load_duration":1334875,"prompt_eval_count":26,)" +
                            R"("prompt_eval_duration":342546000,"eval_count":)" +
                            QByteArray::number(qulonglong{tokens}) + R"(,"eval_duration":4535599000})" +
                            "\n");
    return stream;
}

} // namespace weir::bench
