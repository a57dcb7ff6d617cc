// SPDX-License-Identifier: GPL-3.0-or-later
#include "streams/figures.h"

#include "store/runfile.h"

#include <QHash>

#include <algorithm>

namespace weir::bench {

StampFigures figuresOf(const WriteLog &log, const std::vector<Arrival> &arrivals, const Window &window)
{
    StampFigures figures;
    std::vector<double> late;
    for (const Write &write : log.writes) {
        if (window.holds(write.at))
            late.push_back(write.lateness / 1e3);
    }
    std::vector<double> errors;
    for (const Arrival &arrival : arrivals) {
        figures.events += window.holds(arrival.read) ? 1 : 0;
        if (window.holds(arrival.written))
            errors.push_back(static_cast<double>(arrival.read - arrival.written) / 1e3);
    }
    figures.written = late.size();
    figures.allEvents = arrivals.size();
    figures.missing = log.writes.size() - std::min(arrivals.size(), log.writes.size());
    figures.lateP99 = percentile(late, 0.99);
    figures.errorP50 = percentile(errors, 0.5);
    figures.errorP99 = percentile(errors, 0.99);
    figures.errorMax = percentile(errors, 1);
    return figures;
}

Result<std::vector<Arrival>> arrivalsOfRun(const QString &runPath, const WriteLog &log)
{
    std::vector<std::vector<std::int64_t>> writes(log.ids.size());
    for (const Write &write : log.writes)
        writes[write.stream].push_back(write.at);
    QHash<QString, std::size_t> streams;
    for (std::size_t i = 0; i < log.ids.size(); ++i)
        streams.insert(QString::fromStdString(log.ids[i]), i);

    const Result<std::unique_ptr<RunFileReader>> run = RunFileReader::open(runPath);
    if (!run)
        return run.error();
    const QString tag = (*run)->header().id.right(10); // the middle of every X-Weir-Request-Id
    std::vector<Arrival> arrivals;
    arrivals.reserve(log.writes.size());
    const Result<void> read = (*run)->forEachRecord(RecordQuery{}, [&](const RequestRecord &record) {
        const auto stream = streams.constFind(QStringLiteral("%1-%2").arg(tag).arg(record.request.value()));
        if (stream == streams.cend())
            return;
        const std::vector<std::int64_t> &written = writes[*stream];
        for (std::size_t i = 0; i < std::min(written.size(), record.chunks.size()); ++i)
            arrivals.push_back({written[i], toNs(record.chunks[i].at)});
    });
    if (!read)
        return read.error();
    return arrivals;
}

bool allOpenUntil(const WriteLog &log, std::int64_t to)
{
    std::vector<std::int64_t> last(log.ids.size(), 0);
    for (const Write &write : log.writes)
        last[write.stream] = write.at;
    return !last.empty() && *std::min_element(last.begin(), last.end()) >= to;
}

} // namespace weir::bench
