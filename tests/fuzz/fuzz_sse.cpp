// SPDX-License-Identifier: GPL-3.0-or-later
// The first two bytes choose where the rest is cut; the decoder must say the same of the cut answer as of the
// whole one, whether its type says what it is or not.
#include "protocol/decoder.h"

#include <cstdlib>

namespace {

using namespace weir;

const DecoderFactory &factory()
{
    static const std::shared_ptr<const DecoderFactory> made =
        *DecoderFactory::compile(*findVendor(QStringLiteral("openai-chat")));
    return *made;
}

QByteArray decoded(const QByteArray &type, const QByteArrayList &chunks)
{
    const ResponseHead head{200, {{"Content-Type", type}}};
    const std::unique_ptr<Decoder> decoder = factory().decoderFor(head, true);
    QByteArray told;
    const Decoder::Sink sink = [&told](const StreamEvent &event) {
        told += QByteArray::number(event.chunk ? int(*event.chunk) : -1) + ',' +
                QByteArray::number(event.textLength) + ',' + event.text.toByteArray() +
                event.reasoningText.toByteArray() + ',' + event.finishReason.value_or(QString()).toUtf8() +
                (event.isComment ? 'c' : '-') + (event.isTerminator ? 't' : '-') +
                (event.isError ? 'e' : '-') + (event.isMalformed ? 'm' : '-') +
                (event.isForeign ? 'f' : '-') + (event.isStray ? 's' : '-') + event.errorCode.toUtf8() +
                event.errorMessage.english().toUtf8() + '\n';
    };
    for (const QByteArray &chunk : chunks)
        decoder->feed(chunk, sink);
    decoder->finish(sink);
    return told;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *bytes, std::size_t size)
{
    if (size < 2)
        return 0;
    const QByteArray body(reinterpret_cast<const char *>(bytes) + 2, qsizetype(size - 2));
    const qsizetype first = body.isEmpty() ? 0 : bytes[0] % (body.size() + 1);
    const qsizetype second = first + (body.isEmpty() ? 0 : bytes[1] % (body.size() - first + 1));
    for (const QByteArray &type : {QByteArray("text/event-stream"), QByteArray("text/plain")}) {
        if (decoded(type, {body}) !=
            decoded(type, {body.left(first), body.mid(first, second - first), body.mid(second)}))
            std::abort();
    }
    return 0;
}
