// SPDX-License-Identifier: GPL-3.0-or-later
// A JSON array that comes piece by piece, and Amazon's binary messages. The first byte chooses the framing,
// the next two where the rest is cut; the decoder must say the same of the cut answer as of the whole one.
#include "protocol/decoder.h"

#include <cstdlib>

namespace {

using namespace weir;

std::shared_ptr<const DecoderFactory> factoryOf(StreamFraming framing)
{
    VendorPreset preset = *findVendor(QStringLiteral("bedrock-converse"));
    preset.framing = framing;
    preset.stream.cumulative = framing == StreamFraming::JsonArray;
    return *DecoderFactory::compile(preset);
}

QByteArray decoded(const DecoderFactory &factory, const QByteArrayList &chunks)
{
    const std::unique_ptr<Decoder> decoder = factory.decoderFor(ResponseHead{200, {}}, true);
    QByteArray told;
    const Decoder::Sink sink = [&told](const StreamEvent &event) {
        told += QByteArray::number(event.chunk ? int(*event.chunk) : -1) + ',' + event.text.toByteArray() +
                event.reasoningText.toByteArray() + ',' + event.finishReason.value_or(QString()).toUtf8() +
                (event.isTerminator ? 't' : '-') + (event.isError ? 'e' : '-') +
                (event.isMalformed ? 'm' : '-') + (event.isCut ? 'c' : '-') + event.errorCode.toUtf8() +
                event.errorMessage.english().toUtf8() + event.remark.code() + '\n';
    };
    for (const QByteArray &chunk : chunks)
        decoder->feed(chunk, sink);
    decoder->finish(sink);
    return told;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *bytes, std::size_t size)
{
    static const std::shared_ptr<const DecoderFactory> array = factoryOf(StreamFraming::JsonArray);
    static const std::shared_ptr<const DecoderFactory> aws = factoryOf(StreamFraming::AwsEventStream);
    if (size < 3)
        return 0;
    const QByteArray body(reinterpret_cast<const char *>(bytes) + 3, qsizetype(size - 3));
    const DecoderFactory &factory = bytes[0] % 2 == 0 ? *array : *aws;
    const qsizetype first = body.isEmpty() ? 0 : bytes[1] % (body.size() + 1);
    const qsizetype second = first + (body.isEmpty() ? 0 : bytes[2] % (body.size() - first + 1));
    if (decoded(factory, {body}) !=
        decoded(factory, {body.left(first), body.mid(first, second - first), body.mid(second)}))
        std::abort();
    return 0;
}
