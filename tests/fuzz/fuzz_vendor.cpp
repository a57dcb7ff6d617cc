// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes as a vendor preset: reading must not crash, and a preset without errors compiles to a decoder
// that survives a few streams.
#include "protocol/decoder.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArray json(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    const weir::VendorReading reading = weir::vendorFromJson(json);
    if (hasErrors(reading.problems))
        return 0;
    const auto factory = weir::DecoderFactory::compile(reading.preset);
    if (!factory)
        return 0;
    weir::ResponseHead head;
    head.status = 200;
    const weir::Decoder::Sink sink = [](const weir::StreamEvent &) {};
    for (const char *type : {"text/event-stream", "application/x-ndjson", "application/json"}) {
        head.headers = {{"Content-Type", type}};
        const std::unique_ptr<weir::Decoder> decoder = (*factory)->decoderFor(head, true);
        if (!decoder)
            continue;
        // The preset itself is as good a document as any: it has the names that its pointers look for.
        decoder->feed("data: " + json.simplified() + "\n\n" + json.simplified() + "\n", sink);
        decoder->finish(sink);
    }
    return 0;
}
