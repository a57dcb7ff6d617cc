// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/windowcolumns.h"

#include "base/units.h"

#include <array>

namespace weir {

namespace {

std::optional<double> ms(const Distribution &distribution, double percentile)
{
    return distribution.isEmpty() ? std::nullopt : std::optional(distribution.rank(percentile).value / 1e6);
}

using W = const WindowSummary &;
using Cell = std::optional<double>;

constexpr std::array<WindowColumn, 18> columns{{
    {u"from_s", [](W w) -> Cell { return toSeconds(w.window.from); }},
    {u"to_s", [](W w) -> Cell { return toSeconds(w.window.to); }},
    {u"users", [](W w) -> Cell { return w.window.users; }, true},
    {u"rate", [](W w) -> Cell { return w.window.rate; }},
    {u"started", [](W w) -> Cell { return static_cast<double>(w.requests); }, true},
    {u"succeeded", [](W w) -> Cell { return static_cast<double>(w.succeeded); }, true},
    {u"failed", [](W w) -> Cell { return static_cast<double>(w.failed); }, true},
    {u"cut", [](W w) -> Cell { return static_cast<double>(w.cut); }, true},
    {u"requests_per_second", [](W w) -> Cell { return w.requestsPerSecond; }},
    {u"goodput_per_second", [](W w) { return w.goodputShare ? Cell(w.goodputPerSecond) : Cell(); }},
    {u"tokens_per_second", [](W w) -> Cell { return w.tokensPerSecond; }},
    {u"ttft_p50_ms", [](W w) { return ms(w.ttft, 50); }},
    {u"ttft_p99_ms", [](W w) { return ms(w.ttft, 99); }},
    {u"itl_p50_ms", [](W w) { return ms(w.itl, 50); }},
    {u"itl_p99_ms", [](W w) { return ms(w.itl, 99); }},
    {u"e2e_p50_ms", [](W w) { return ms(w.e2e, 50); }},
    {u"e2e_p99_ms", [](W w) { return ms(w.e2e, 99); }},
    {u"schedule_slip_p99_ms", [](W w) { return ms(w.scheduleSlip, 99); }},
}};

} // namespace

std::span<const WindowColumn> windowColumns()
{
    return columns;
}

} // namespace weir
