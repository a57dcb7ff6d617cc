// SPDX-License-Identifier: GPL-3.0-or-later
#include "runs/loadedrun.h"

#include "base/units.h"
#include "store/runsnapshot.h"
#include "store/runsummary.h"

namespace weir {

namespace {

constexpr quint64 rowsAtOnce = 5000;

std::optional<double> inMs(const std::optional<Nanoseconds> &time)
{
    return time ? std::optional<double>(toMilliseconds(*time)) : std::nullopt;
}

Error cancelledError(const QString &path)
{
    return {Message(WEIR_TEXT("saved_run.loading_cancelled", "Loading was cancelled")),
            Message::verbatim(path),
            {}};
}

/// In slices, so that a cancel is soon heard.
Result<void> readRows(const RunFileReader &reader, LoadedRun &run, const std::atomic<bool> &cancelled,
                      const std::function<void(int)> &progress)
{
    const TimePoint start = reader.milestones().start;
    const quint64 wanted = std::min<quint64>(run.records, LoadedRun::mostRows);
    for (quint64 offset = 0; offset < wanted; offset += rowsAtOnce) {
        if (cancelled)
            return cancelledError(run.path);
        RecordQuery query;
        // Tokens of a request without usage are its chunks, and the longest gap needs their times.
        query.offset = offset;
        query.limit = std::min(rowsAtOnce, wanted - offset);
        const Result<void> read = reader.forEachRecord(query, [&run, start](const RequestRecord &record) {
            run.rows.push_back(requestRow(record, start, run.rows.size()));
        });
        if (!read)
            return read;
        progress(70 + static_cast<int>(30 * (offset + 1) / (wanted + 1)));
    }
    return {};
}

} // namespace

RequestRow requestRow(const RequestRecord &record, TimePoint start, quint64 position)
{
    const DerivedFigures figures = derive(record);
    RequestRow row;
    row.request = record.request.value();
    row.attempt = record.attempt.value();
    row.outcome = record.outcome.outcome;
    row.detail = record.outcome.key();
    row.httpStatus = record.outcome.httpStatus;
    row.intendedS = toSeconds(record.intended - start);
    row.slipMs = inMs(figures.scheduleSlip);
    row.ttfbMs = inMs(figures.ttfb);
    row.ttftMs = inMs(figures.ttft);
    row.tpotMs = inMs(figures.tpot);
    row.e2eMs = inMs(figures.e2e ? figures.e2e : figures.closedAfter);
    row.longestGapMs = inMs(figures.longestGap);
    row.tokens = figures.outputTokens;
    row.chunks = record.chunkCount;
    row.bytes = record.bytesReceived;
    row.position = position;
    return row;
}

Result<LoadedRunPtr> loadRun(const QString &path, const std::atomic<bool> &cancelled,
                             const std::function<void(int)> &progress)
{
    Result<std::unique_ptr<RunFileReader>> opened = RunFileReader::open(path);
    if (!opened)
        return opened.error();
    const RunFileReader &reader = **opened;
    std::shared_ptr<LoadedRun> run = std::make_shared<LoadedRun>();
    run->path = path;
    run->header = reader.header();
    run->state = reader.state();
    run->records = reader.recordCount();
    progress(5);
    Result<SummaryWithSamples> summary = summarize(reader);
    if (!summary)
        return summary.error();
    run->summary = std::move(summary->summary);
    if (cancelled)
        return cancelledError(path);
    progress(45);
    Result<SnapshotPtr> snapshot = snapshotOf(reader);
    if (!snapshot)
        return snapshot.error();
    run->snapshot = *snapshot;
    progress(70);
    if (const Result<void> read = readRows(reader, *run, cancelled, progress); !read)
        return read.error();
    progress(100);
    return LoadedRunPtr(run);
}

Result<RequestRecord> readRecordAt(const QString &path, quint64 position)
{
    Result<std::unique_ptr<RunFileReader>> opened = RunFileReader::open(path);
    if (!opened)
        return opened.error();
    std::optional<RequestRecord> found;
    RecordQuery query;
    query.offset = position;
    query.limit = 1;
    const Result<void> read =
        (*opened)->forEachRecord(query, [&found](const RequestRecord &record) { found = record; });
    if (!read)
        return read.error();
    if (!found)
        return Error{Message(WEIR_TEXT("saved_run.request_gone", "The request is no longer in the file")),
                     Message::verbatim(path),
                     Message(WEIR_TEXT("saved_run.request_gone_advice", "Open the run again."))};
    return *found;
}

} // namespace weir
