// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/csvexport.h"

#include "base/csv.h"
#include "base/outputfile.h"
#include "base/units.h"
#include "metrics/derived.h"
#include "report/summarycsv.h"
#include "store/runsnapshot.h"

#include <QDir>

namespace weir {

namespace {

QString ms(std::optional<Nanoseconds> time)
{
    return time ? csvNumber(toMilliseconds(*time)) : QString();
}

template <std::integral T>
QString whole(T value)
{
    return QString::number(value);
}

template <std::integral T>
QString whole(const std::optional<T> &value)
{
    return value ? QString::number(*value) : QString();
}

QString kindName(ChunkKind kind)
{
    static constexpr std::array<QStringView, 4> names{u"content", u"reasoning", u"refusal", u"tool_call"};
    return names[static_cast<std::size_t>(kind)].toString();
}

/// One column of requests.csv.
struct RequestColumn
{
    QString name;
    std::function<QString(const RequestRecord &, const DerivedFigures &)> value;
};

using Columns = std::vector<RequestColumn>;

/// The name that the scenario has for an index; empty where a file lacks it.
template <typename Named, typename Index>
QString nameOf(const std::vector<Named> &all, Index index)
{
    const std::size_t place = static_cast<std::size_t>(index.value());
    return place < all.size() ? all[place].name : QString();
}

void addIdentity(Columns &columns, const Scenario &scenario)
{
    using R = const RequestRecord &;
    using D = const DerivedFigures &;
    columns.push_back({u"request"_qs, [](R r, D) { return whole(r.request.value()); }});
    columns.push_back({u"attempt"_qs, [](R r, D) { return whole(r.attempt.value()); }});
    columns.push_back({u"worker"_qs, [](R r, D) { return whole(r.worker.value()); }});
    columns.push_back({u"user"_qs, [](R r, D) { return whole(r.user.value()); }});
    columns.push_back({u"target"_qs, [](R r, D) { return whole(r.target.value()); }});
    columns.push_back({u"template"_qs, [](R r, D) { return whole(r.requestTemplate.value()); }});
    columns.push_back({u"target_name"_qs, [&](R r, D) { return nameOf(scenario.targets, r.target); }});
    columns.push_back(
        {u"template_name"_qs, [&](R r, D) { return nameOf(scenario.requests, r.requestTemplate); }});
    columns.push_back({u"data_row"_qs, [](R r, D) { return r.row ? whole(r.row->value()) : QString(); }});
    columns.push_back({u"warm_up"_qs, [](R r, D) { return whole(int{r.phase == RunPhase::WarmUp}); }});
    columns.push_back({u"streamed"_qs, [](R r, D) { return whole(int{r.streamed}); }});
    columns.push_back({u"class"_qs, [](R r, D) { return toString(r.outcome.outcome); }});
    columns.push_back({u"detail"_qs, [](R r, D) { return r.outcome.detail; }});
    columns.push_back({u"http_status"_qs, [](R r, D) {
                           return r.outcome.httpStatus > 0 ? whole(r.outcome.httpStatus) : QString();
                       }});
    columns.push_back({u"message"_qs, [](R r, D) { return r.outcome.message.english(); }});
    columns.push_back({u"finish_reason"_qs, [](R r, D) { return r.finishReason; }});
}

void addStamps(Columns &columns, TimePoint start)
{
    const auto add = [&columns, start](const QString &name, Stamp RequestRecord::*stamp) {
        columns.push_back({name, [start, stamp](const RequestRecord &r, const DerivedFigures &) {
                               return r.*stamp ? ms(*(r.*stamp) - start) : QString();
                           }});
    };
    columns.push_back({u"intended_ms"_qs, [start](const RequestRecord &r, const DerivedFigures &) {
                           return ms(r.intended - start);
                       }});
    add(u"due_ms"_qs, &RequestRecord::due);
    add(u"first_started_ms"_qs, &RequestRecord::firstStarted);
    add(u"started_ms"_qs, &RequestRecord::started);
    add(u"connected_ms"_qs, &RequestRecord::connected);
    add(u"tls_done_ms"_qs, &RequestRecord::tlsDone);
    add(u"sent_ms"_qs, &RequestRecord::sent);
    add(u"uploaded_ms"_qs, &RequestRecord::uploaded);
    add(u"headers_ms"_qs, &RequestRecord::headers);
    add(u"first_byte_ms"_qs, &RequestRecord::firstByte);
    add(u"first_event_ms"_qs, &RequestRecord::firstEvent);
    add(u"first_reasoning_ms"_qs, &RequestRecord::firstReasoning);
    add(u"first_content_ms"_qs, &RequestRecord::firstContent);
    add(u"last_token_ms"_qs, &RequestRecord::lastToken);
    add(u"terminator_ms"_qs, &RequestRecord::terminator);
    add(u"closed_ms"_qs, &RequestRecord::closed);
}

void addFigures(Columns &columns)
{
    const auto add = [&columns](const QString &name, std::optional<Nanoseconds> DerivedFigures::*figure) {
        columns.push_back(
            {name, [figure](const RequestRecord &, const DerivedFigures &d) { return ms(d.*figure); }});
    };
    add(u"connect_ms"_qs, &DerivedFigures::connect);
    add(u"upload_ms"_qs, &DerivedFigures::upload);
    add(u"time_to_headers_ms"_qs, &DerivedFigures::headers);
    add(u"ttfb_ms"_qs, &DerivedFigures::ttfb);
    add(u"ttft_ms"_qs, &DerivedFigures::ttft);
    add(u"ttfa_ms"_qs, &DerivedFigures::ttfa);
    add(u"response_ttft_ms"_qs, &DerivedFigures::responseTtft);
    add(u"response_e2e_ms"_qs, &DerivedFigures::responseE2e);
    add(u"schedule_slip_ms"_qs, &DerivedFigures::scheduleSlip);
    columns.push_back(
        {u"cap_wait_ms"_qs, [](const RequestRecord &r, const DerivedFigures &) { return ms(r.capWait); }});
    add(u"tpot_ms"_qs, &DerivedFigures::tpot);
    add(u"tpot_after_first_ms"_qs, &DerivedFigures::tpotAfterFirst);
    add(u"e2e_ms"_qs, &DerivedFigures::e2e);
    add(u"longest_gap_ms"_qs, &DerivedFigures::longestGap);
    add(u"inference_time_ms"_qs, &DerivedFigures::inferenceTime);
    const auto addTold = [&columns](const QString &name, std::optional<Nanoseconds> ServerTiming::*told) {
        columns.push_back(
            {name, [told](const RequestRecord &r, const DerivedFigures &) { return ms(r.server.*told); }});
    };
    addTold(u"queue_ms"_qs, &ServerTiming::queue);
    addTold(u"prefill_ms"_qs, &ServerTiming::prefill);
    addTold(u"decode_ms"_qs, &ServerTiming::decode);
    add(u"outside_server_ms"_qs, &DerivedFigures::outsideServer);
}

void addCounts(Columns &columns)
{
    using R = const RequestRecord &;
    using D = const DerivedFigures &;
    columns.push_back({u"input_tokens"_qs, [](R r, D) { return whole(inputTokens(r)); }});
    columns.push_back({u"cached_input_tokens"_qs, [](R r, D) { return whole(r.usage.cachedInput); }});
    columns.push_back({u"output_tokens"_qs, [](R, D d) { return whole(d.outputTokens); }});
    columns.push_back({u"reasoning_tokens"_qs, [](R r, D) { return whole(r.usage.reasoning); }});
    columns.push_back({u"token_source"_qs, [](R, D d) { return toString(d.tokenSource); }});
    columns.push_back({u"chunks"_qs, [](R r, D) { return whole(r.chunkCount); }});
    columns.push_back({u"events"_qs, [](R r, D) { return whole(r.eventCount); }});
    columns.push_back({u"reads"_qs, [](R r, D) { return whole(r.readCount); }});
    columns.push_back({u"token_reads"_qs, [](R r, D) { return whole(r.tokenReadCount); }});
    columns.push_back({u"shared_chunks"_qs, [](R r, D) { return whole(r.sharedChunkCount); }});
    columns.push_back({u"kernel_stamps"_qs, [](R r, D) { return whole(int{r.kernelStamps}); }});
    columns.push_back({u"lingered"_qs, [](R r, D) { return whole(int{r.lingered}); }});
    columns.push_back({u"stale_connection"_qs, [](R r, D) { return whole(int{r.staleConnection}); }});
    columns.push_back({u"reuse_given_up"_qs, [](R r, D) { return whole(int{r.reuseGivenUp}); }});
    columns.push_back({u"sends"_qs, [](R r, D) { return whole(r.sendCount); }});
    columns.push_back({u"received_bytes"_qs, [](R r, D) { return whole(r.bytesReceived); }});
    columns.push_back({u"sent_bytes"_qs, [](R r, D) { return whole(r.bytesSent); }});
    columns.push_back({u"retry_after_ms"_qs, [](R r, D) { return ms(r.retryAfter); }});
}

Result<void> writeRequests(const RunFileReader &run, const QString &path)
{
    Columns columns;
    addIdentity(columns, run.header().scenario);
    addStamps(columns, run.milestones().start);
    addFigures(columns);
    addCounts(columns);
    QStringList fields;
    for (const RequestColumn &column : columns)
        fields << column.name;
    OutputFile file(path);
    file.write(csvLine(fields));
    const Result<void> read = run.forEachRecord({}, [&](const RequestRecord &record) {
        const DerivedFigures figures = derive(record);
        fields.clear();
        for (const RequestColumn &column : columns)
            fields << column.value(record, figures);
        file.write(csvLine(fields));
    });
    return read ? file.commit() : read;
}

Result<void> writeChunks(const RunFileReader &run, const QString &path)
{
    const TimePoint start = run.milestones().start;
    OutputFile file(path);
    file.write(
        csvLine({u"request"_qs, u"attempt"_qs, u"index"_qs, u"at_ms"_qs, u"kind"_qs, u"text_bytes"_qs}));
    const Result<void> read = run.forEachRecord({}, [&](const RequestRecord &record) {
        for (std::size_t i = 0; i < record.chunks.size(); ++i) {
            const ChunkStamp &chunk = record.chunks[i];
            file.write(csvLine({whole(record.request.value()), whole(record.attempt.value()), whole(i),
                                ms(chunk.at - start), kindName(chunk.kind), whole(chunk.textLength)}));
        }
    });
    return read ? file.commit() : read;
}

Result<void> writeSeries(const RunFileReader &run, const QString &path)
{
    QStringList header{u"from_s"_qs,           u"to_s"_qs,
                       u"planned"_qs,          u"started"_qs,
                       u"succeeded"_qs,        u"output_tokens"_qs,
                       u"chunks"_qs,           u"received_bytes"_qs,
                       u"open_streams_max"_qs, u"open_streams_last"_qs,
                       u"planned_users"_qs,    u"ttft_p50_ms"_qs,
                       u"ttft_p99_ms"_qs,      u"itl_p50_ms"_qs,
                       u"itl_p99_ms"_qs,       u"slip_max_ms"_qs,
                       u"loop_lag_max_ms"_qs,  u"processor_share_max"_qs};
    for (const OutcomeClass outcome : allOutcomeClasses()) {
        if (outcome != OutcomeClass::Success)
            header << toString(outcome);
    }
    OutputFile file(path);
    file.write(csvLine(header));
    const TimeSeries series = run.series();
    const Result<SnapshotPtr> shown = snapshotOf(run); // whose series counts tokens, not chunks
    if (!shown)
        return shown.error();
    const std::vector<SeriesPoint> &tokens = (*shown)->series->points();
    const auto rank = [](const Histogram &histogram, double p) {
        return histogram.isEmpty() ? QString() : ms(histogram.percentile(p));
    };
    for (std::size_t i = 0; i < series.points().size(); ++i) {
        const SeriesPoint &p = series.points()[i];
        const double width = toSeconds(series.width());
        QStringList fields{csvNumber(static_cast<double>(i) * width),
                           csvNumber(static_cast<double>(i + 1) * width),
                           whole(p.planned),
                           whole(p.started),
                           whole(p.succeeded),
                           whole(tokens.at(i).outputTokens),
                           whole(p.chunks),
                           whole(p.bytes),
                           whole(p.openStreamsMax),
                           whole(p.openStreamsLast),
                           csvNumber(p.plannedUsers),
                           rank(p.ttft, 50),
                           rank(p.ttft, 99),
                           rank(p.itl, 50),
                           rank(p.itl, 99),
                           ms(p.slipMax),
                           ms(p.loopLagMax),
                           csvNumber(p.processorShareMax)};
        for (const OutcomeClass outcome : allOutcomeClasses()) {
            if (outcome == OutcomeClass::Success)
                continue;
            const auto found = p.errors.find(outcome);
            fields << whole(found == p.errors.end() ? quint64{0} : found->second);
        }
        file.write(csvLine(fields));
    }
    return file.commit();
}

Result<void> writeErrors(const RunFileReader &run, const QString &path)
{
    struct Group
    {
        OutcomeClass outcome = OutcomeClass::LocalError;
        QString detail;
        quint64 count = 0;
        QString firstMessage;
    };
    std::map<QString, Group> groups;
    constexpr std::size_t most = 1000; // details come from servers
    RecordQuery query;
    query.withChunks = false;
    Result<void> read = run.forEachRecord(query, [&groups](const RequestRecord &record) {
        if (record.outcome.outcome == OutcomeClass::Success)
            return;
        QString key = record.outcome.key();
        QString detail = record.outcome.detail;
        if (!groups.contains(key) && groups.size() >= most) {
            detail = u"other"_qs;
            key = toString(record.outcome.outcome) + u":other"_qs;
        }
        Group &group = groups[key];
        if (group.count++ == 0)
            group = {record.outcome.outcome, detail, 1, record.outcome.message.english()};
    });
    if (!read)
        return read;
    OutputFile file(path);
    file.write(csvLine({u"class"_qs, u"detail"_qs, u"attempts"_qs, u"first_message"_qs}));
    for (const auto &[key, group] : groups)
        file.write(csvLine({toString(group.outcome), group.detail, whole(group.count), group.firstMessage}));
    return file.commit();
}

} // namespace

Result<QStringList> exportCsv(const RunFileReader &run, const Summary &summary, const QString &folder,
                              const CsvExportOptions &options)
{
    if (!QDir().mkpath(folder)) {
        return Error{
            Message(WEIR_TEXT("report.folder_not_made", "The folder can't be made")),
            Message::verbatim(folder),
            Message(WEIR_TEXT("report.folder_not_made_advice",
                              "Check the permissions of the folder above it, or choose another place."))};
    }
    const QDir dir(folder);
    using Write = std::function<Result<void>(const QString &)>;
    std::vector<std::pair<QString, Write>> files{
        {u"requests.csv"_qs, [&run](const QString &path) { return writeRequests(run, path); }},
        {u"series.csv"_qs, [&run](const QString &path) { return writeSeries(run, path); }},
        {u"errors.csv"_qs, [&run](const QString &path) { return writeErrors(run, path); }},
        {u"summary.csv"_qs, [&summary](const QString &path) { return writeSummaryCsv(summary, path); }},
        {u"windows.csv"_qs, [&summary](const QString &path) { return writeWindowsCsv(summary, path); }},
    };
    if (options.chunks)
        files.emplace_back(u"chunks.csv"_qs, [&run](const QString &path) { return writeChunks(run, path); });
    QStringList written;
    for (const auto &[name, write] : files) {
        const QString path = dir.filePath(name);
        if (Result<void> done = write(path); !done)
            return done.error();
        written << path;
    }
    return written;
}

} // namespace weir
