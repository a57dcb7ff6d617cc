// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/decoder.h"

#include "protocol/answerdecoder.h"
#include "protocol/foreignanswer.h"
#include "protocol/framestreamdecoder.h"
#include "protocol/streamdecoder.h"
#include "protocol/wholedecoder.h"

#include <algorithm>
#include <utility>

namespace weir {

namespace {

/// Says that the body is packed, and nothing else.
class PackedDecoder final : public Decoder
{
public:
    explicit PackedDecoder(QByteArray coding) : m_coding(std::move(coding)) {}
    void feed(QByteArrayView, const Sink &sink) override { tell(sink); }
    void finish(const Sink &sink) override { tell(sink); }
    [[nodiscard]] AnswerForm form() const override { return AnswerForm::Unknown; }

private:
    void tell(const Sink &sink)
    {
        if (!std::exchange(m_isTold, true))
            sink(packedAnswer(m_coding));
    }

    QByteArray m_coding;
    bool m_isTold = false;
};

/// Decoders of one preset, made from its compiled rules.
class PresetFactory final : public DecoderFactory
{
public:
    PresetFactory(VendorPreset preset, AnswerRules rules)
        : m_preset(std::move(preset)), m_rules(std::make_shared<const AnswerRules>(std::move(rules)))
    {
    }

    std::unique_ptr<Decoder> decoderFor(const Opening &opening, bool streamed) const override
    {
        if (std::holds_alternative<WebSocketOpening>(opening))
            return std::make_unique<MessageDecoder>(*m_rules, streamed ? MessageDecoder::Answer::Streamed
                                                                       : MessageDecoder::Answer::Whole);
        const ResponseHead &head = headOf(opening);
        const QByteArray packing = packingOf(head);
        if (head.status < 200 || head.status > 299)
            return std::make_unique<ErrorBodyDecoder>(*m_rules, packing);
        if (!packing.isEmpty())
            return std::make_unique<PackedDecoder>(packing);
        if (m_rules->framing == StreamFraming::Sse && head.contentType() == "text/event-stream")
            return std::make_unique<SseStreamDecoder>(m_rules);
        if (head.contentType() == awsStreamType)
            return std::make_unique<AwsStreamDecoder>(*m_rules);
        return std::make_unique<AnswerDecoder>(m_rules, streamed);
    }

    const VendorPreset &preset() const override { return m_preset; }

private:
    VendorPreset m_preset;
    std::shared_ptr<const AnswerRules> m_rules;
};

} // namespace

Result<std::shared_ptr<const DecoderFactory>> DecoderFactory::compile(const VendorPreset &preset,
                                                                      quint64 mostEventBytes)
{
    Result<std::shared_ptr<const CompiledRules>> stream = CompiledRules::compile(preset.stream);
    if (!stream)
        return stream.error();
    Result<std::shared_ptr<const CompiledRules>> whole = CompiledRules::compile(preset.whole);
    if (!whole)
        return whole.error();
    return std::shared_ptr<const DecoderFactory>(std::make_shared<PresetFactory>(
        preset, AnswerRules{*stream, *whole, preset.terminator.toUtf8(), preset.framing, mostEventBytes,
                            preset.cleanEndEnds(), !preset.wholeIsArray()}));
}

} // namespace weir
