// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/figures.h"

namespace weir {

namespace {

using enum Figure;

constexpr std::array<FigureInfo, figureCount> figures{{
    {Ttft, u"ttft", u"ttft_ms", WEIR_TEXT("figure.ttft", "time to first token"), true, &Summary::ttft},
    {Ttfa, u"ttfa", u"ttfa_ms", WEIR_TEXT("figure.ttfa", "time to first answer"), true, &Summary::ttfa},
    {Ttfb, u"ttfb", u"ttfb_ms", WEIR_TEXT("figure.ttfb", "time to first byte"), true, &Summary::ttfb},
    {Connect, u"connect", u"connect_ms", WEIR_TEXT("figure.connect", "time to connect"), true,
     &Summary::connect},
    {Upload, u"upload", u"upload_ms", WEIR_TEXT("figure.upload", "time to send the request"), true,
     &Summary::upload},
    {Headers, u"headers", u"headers_ms", WEIR_TEXT("figure.headers", "time to the end of the head"), true,
     &Summary::headers},
    {Itl, u"itl", u"itl_ms", WEIR_TEXT("figure.itl", "gap between chunks"), true, &Summary::itl},
    {Tpot, u"tpot", u"tpot_ms", WEIR_TEXT("figure.tpot", "time per output token"), true, &Summary::tpot},
    {TpotAfterFirst, u"tpot_after_first", u"tpot_after_first_ms",
     WEIR_TEXT("figure.tpot_after_first", "time per token after the first chunk"), true,
     &Summary::tpotAfterFirst},
    {E2e, u"e2e", u"e2e_ms", WEIR_TEXT("figure.e2e", "time to last token"), true, &Summary::e2e},
    {ResponseTtft, u"response_ttft", u"response_ttft_ms",
     WEIR_TEXT("figure.response_ttft", "time to first token from the planned arrival"), true,
     &Summary::responseTtft},
    {ResponseE2e, u"response_e2e", u"response_e2e_ms",
     WEIR_TEXT("figure.response_e2e", "time to last token from the planned arrival"), true,
     &Summary::responseE2e},
    {ScheduleSlip, u"schedule_slip", u"schedule_slip_ms",
     WEIR_TEXT("figure.schedule_slip", "lateness of the generator"), true, &Summary::scheduleSlip},
    {CapWait, u"cap_wait", u"cap_wait_ms",
     WEIR_TEXT("figure.cap_wait", "wait for the cap or for the answer before"), true, &Summary::capWait},
    {InferenceTime, u"inference_time", u"inference_time_ms",
     WEIR_TEXT("figure.inference_time", "inference time told by the server"), true, &Summary::inferenceTime},
    {Queue, u"queue", u"queue_ms",
     WEIR_TEXT("figure.queue", "wait in the server's queue, told by the server"), true, &Summary::queue},
    {Prefill, u"prefill", u"prefill_ms", WEIR_TEXT("figure.prefill", "prefill time told by the server"), true,
     &Summary::prefill},
    {Decode, u"decode", u"decode_ms", WEIR_TEXT("figure.decode", "decode time told by the server"), true,
     &Summary::decode},
    {OutsideServer, u"outside_server", u"outside_server_ms",
     WEIR_TEXT("figure.outside_server", "time outside the server"), true, &Summary::outsideServer},
    {LongestGap, u"longest_gap", u"longest_gap_ms",
     WEIR_TEXT("figure.longest_gap", "longest gap of a request"), true, &Summary::longestGap},
    {InputTokens, u"input_tokens_per_request", u"input_tokens_per_request",
     WEIR_TEXT("figure.input_tokens_per_request", "input tokens of a request"), false, &Summary::inputTokens},
    {OutputTokens, u"output_tokens_per_request", u"output_tokens_per_request",
     WEIR_TEXT("figure.output_tokens_per_request", "output tokens of a request"), false,
     &Summary::outputTokens},
}};

} // namespace

const std::array<FigureInfo, figureCount> &allFigures()
{
    return figures;
}

const FigureInfo &infoOf(Figure figure)
{
    return figures[static_cast<std::size_t>(figure)];
}

} // namespace weir
