// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/decoder.h"

#include "protocol/streamdecoder.h"
#include "protocol/wholedecoder.h"

namespace weir {

namespace {

bool isJsonType(const QByteArray &type)
{
    return type == "application/json" || (type.startsWith("application/") && type.endsWith("+json"));
}

bool isLinesType(const QByteArray &type)
{
    return type == "application/x-ndjson" || type == "application/ndjson" || type == "application/jsonl" ||
           type == "application/x-jsonlines" || type == "application/stream+json";
}

/// Decoders of one preset, made from its compiled rules.
class PresetFactory final : public DecoderFactory
{
public:
    PresetFactory(VendorPreset preset, std::shared_ptr<const CompiledRules> stream,
                  std::shared_ptr<const CompiledRules> whole)
        : m_preset(std::move(preset))
        , m_stream(std::move(stream))
        , m_whole(std::move(whole))
        , m_terminator(m_preset.terminator.toUtf8())
    {
    }

    std::unique_ptr<Decoder> decoderFor(const Opening &opening, bool streamed) const override
    {
        if (std::holds_alternative<WebSocketOpening>(opening)) {
            return std::make_unique<MessageDecoder>(streamed ? m_stream : m_whole, m_terminator,
                                                    streamed ? MessageDecoder::Answer::Streamed
                                                             : MessageDecoder::Answer::Whole);
        }
        const ResponseHead &head = headOf(opening);
        if (head.status < 200 || head.status > 299)
            return std::make_unique<ErrorBodyDecoder>(m_whole);
        const QByteArray type = head.contentType();
        if (m_preset.framing == StreamFraming::Sse && type == "text/event-stream")
            return std::make_unique<SseStreamDecoder>(m_stream, m_terminator);
        // Several vendors call their lines plain JSON, so for them the request decides.
        if (m_preset.framing == StreamFraming::Ndjson &&
            (isLinesType(type) || (streamed && isJsonType(type))))
            return std::make_unique<NdjsonStreamDecoder>(m_stream, m_terminator);
        if (isJsonType(type))
            return std::make_unique<WholeDecoder>(m_whole);
        return nullptr;
    }

    const VendorPreset &preset() const override { return m_preset; }

private:
    VendorPreset m_preset;
    std::shared_ptr<const CompiledRules> m_stream;
    std::shared_ptr<const CompiledRules> m_whole;
    QByteArray m_terminator;
};

} // namespace

Result<std::shared_ptr<const DecoderFactory>> DecoderFactory::compile(const VendorPreset &preset)
{
    Result<std::shared_ptr<const CompiledRules>> stream = CompiledRules::compile(preset.stream);
    if (!stream)
        return stream.error();
    Result<std::shared_ptr<const CompiledRules>> whole = CompiledRules::compile(preset.whole);
    if (!whole)
        return whole.error();
    return std::shared_ptr<const DecoderFactory>(std::make_shared<PresetFactory>(preset, *stream, *whole));
}

} // namespace weir
