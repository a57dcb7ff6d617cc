// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/servertimes.h"

#include "metrics/derived.h"

#include <algorithm>

namespace weir {

void ServerTimes::add(const RequestRecord &record, const DerivedFigures &figures)
{
    if (record.server == ServerTiming())
        return;
    constexpr Nanoseconds none{0};
    const Nanoseconds queued = record.server.queue.value_or(none);
    const Nanoseconds named =
        queued + record.server.prefill.value_or(none) + record.server.decode.value_or(none);
    ++requests;
    queue += queued;
    prefill += record.server.prefill.value_or(none);
    decode += record.server.decode.value_or(none);
    if (!figures.inferenceTime)
        return;
    // A queue that the answer's head told of may stand beside what the server calls its work, or inside it.
    const Nanoseconds told = std::max(*figures.inferenceTime, named);
    unnamed += told - named;
    outside += std::max(figures.e2e.value_or(told) - told, none);
}

void ServerTimes::append(const ServerTimes &other)
{
    requests += other.requests;
    queue += other.queue;
    prefill += other.prefill;
    decode += other.decode;
    unnamed += other.unnamed;
    outside += other.outside;
}

} // namespace weir
