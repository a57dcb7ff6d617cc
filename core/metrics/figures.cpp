// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/figures.h"

namespace weir {

namespace {

using enum Figure;

constexpr std::array<FigureInfo, figureCount> figures{{
    {Ttft, u"ttft", u"ttft_ms", u"time to first token", true, &Summary::ttft},
    {Ttfa, u"ttfa", u"ttfa_ms", u"time to first answer", true, &Summary::ttfa},
    {Ttfb, u"ttfb", u"ttfb_ms", u"time to first byte", true, &Summary::ttfb},
    {Connect, u"connect", u"connect_ms", u"time to connect", true, &Summary::connect},
    {Itl, u"itl", u"itl_ms", u"gap between chunks", true, &Summary::itl},
    {Tpot, u"tpot", u"tpot_ms", u"time per output token", true, &Summary::tpot},
    {TpotAfterFirst, u"tpot_after_first", u"tpot_after_first_ms", u"time per token after the first chunk",
     true, &Summary::tpotAfterFirst},
    {E2e, u"e2e", u"e2e_ms", u"time to last token", true, &Summary::e2e},
    {ResponseTtft, u"response_ttft", u"response_ttft_ms", u"time to first token from the planned arrival",
     true, &Summary::responseTtft},
    {ResponseE2e, u"response_e2e", u"response_e2e_ms", u"time to last token from the planned arrival", true,
     &Summary::responseE2e},
    {ScheduleSlip, u"schedule_slip", u"schedule_slip_ms", u"lateness of the generator", true,
     &Summary::scheduleSlip},
    {CapWait, u"cap_wait", u"cap_wait_ms", u"wait for the cap on open streams", true, &Summary::capWait},
    {InferenceTime, u"inference_time", u"inference_time_ms", u"inference time told by the server", true,
     &Summary::inferenceTime},
    {OutsideServer, u"outside_server", u"outside_server_ms", u"time outside the server", true,
     &Summary::outsideServer},
    {LongestGap, u"longest_gap", u"longest_gap_ms", u"longest gap of a request", true, &Summary::longestGap},
    {InputTokens, u"input_tokens_per_request", u"input_tokens_per_request", u"input tokens of a request",
     false, &Summary::inputTokens},
    {OutputTokens, u"output_tokens_per_request", u"output_tokens_per_request", u"output tokens of a request",
     false, &Summary::outputTokens},
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
