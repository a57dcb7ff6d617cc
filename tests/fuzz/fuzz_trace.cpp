// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes as a trace: what inspecting accepts, replaying gives to the last row, ascending in time.
#include "plan/plan.h"
#include "plan/trace.h"

#include <QFile>
#include <QTemporaryDir>

#include <cstdint>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    static const QTemporaryDir folder;
    QFile file(folder.filePath(QStringLiteral("trace")));
    if (!file.open(QIODevice::WriteOnly))
        std::abort();
    file.write(reinterpret_cast<const char *>(data), static_cast<qint64>(size));
    file.close();

    weir::TraceLoad trace;
    trace.path = QStringLiteral("trace");
    weir::Load load;
    load.first().model = trace;
    load.first().duration.reset();
    const weir::Result<weir::TraceFacts> facts = weir::inspectTrace(trace, folder.path());
    const auto arrivals = weir::arrivalsOf(load, 0, 1, folder.path());
    if (!arrivals)
        return 0;
    quint64 rows = 0;
    weir::Nanoseconds last{0};
    for (; const std::optional<weir::Arrival> arrival = (*arrivals)->next(); ++rows) {
        if (arrival->at < last)
            std::abort();
        last = arrival->at;
    }
    if (facts && facts.value().rows != rows)
        std::abort();
    return 0;
}
