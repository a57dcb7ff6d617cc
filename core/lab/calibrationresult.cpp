// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/calibrationresult.h"

#include "base/units.h"
#include "metrics/derived.h"
#include "store/runfile.h"

#include <algorithm>

namespace weir {

namespace {

constexpr double mostLost = 0.01;

/// One sentence of all of them.
Message joined(const Messages &sentences)
{
    Message all;
    for (const Message &sentence : sentences)
        all = all.isEmpty() ? sentence : Message(WEIR_TEXT("calibration.reasons", "%1 %2"), all, sentence);
    return all;
}

/// Everything that the run's records tell.
class Evidence
{
public:
    /// `truth` outlives this object. Chunks count from `from` on, for `length`.
    Evidence(const TruthFile &truth, const QString &runId, TimePoint from, Nanoseconds length)
        : m_comparison(truth, runId), m_from(from), m_to(from + length)
    {
    }

    void add(const RequestRecord &record)
    {
        // Streams that began in the warm-up are part of the load that was held.
        m_chunks += static_cast<quint64>(
            std::count_if(record.chunks.begin(), record.chunks.end(),
                          [this](const ChunkStamp &chunk) { return chunk.at >= m_from && chunk.at < m_to; }));
        m_longestBody = std::max(m_longestBody, record.bytesSent);
        if (record.phase != RunPhase::Measure)
            return;
        m_comparison.add(record);
        if (const std::optional<Nanoseconds> slip = derive(record).scheduleSlip)
            m_slips.push_back(slip->count());
    }

    [[nodiscard]] const TruthComparison &comparison() const { return m_comparison; }
    [[nodiscard]] CalibrationErrors errors() const { return errorsOf(m_comparison, m_slips); }
    [[nodiscard]] quint64 longestBody() const { return m_longestBody; }
    [[nodiscard]] double chunksPerSecond() const
    {
        return static_cast<double>(m_chunks) / toSeconds(m_to - m_from);
    }

private:
    TruthComparison m_comparison;
    TimePoint m_from;
    TimePoint m_to;
    std::vector<qint64> m_slips;
    quint64 m_chunks = 0;
    quint64 m_longestBody = 0;
};

LoadSignature loadOf(const CalibrationPlan &plan, const Evidence &evidence, const RunHeader &header)
{
    LoadSignature load = plan.load;
    load.workers = static_cast<quint32>(header.environment.value(u"workers"_qs).toInteger(1));
    load.bodyBytes = evidence.longestBody();
    load.chunksPerSecond = std::min(load.chunksPerSecond, evidence.chunksPerSecond());
    return load;
}

} // namespace

std::optional<Error> unfitFor(const Summary &summary)
{
    if (summary.verdict == Verdict::Pass && !summary.interrupted)
        return std::nullopt;
    const Message advice(WEIR_TEXT("calibration.advice_less_load",
                                   "Close what else runs on this machine, or lower the load."));
    if (summary.reasons.empty())
        return Error{Message(WEIR_TEXT("calibration.run_stopped",
                                       "The calibration's own run is no basis: it was stopped")),
                     {},
                     advice};
    // Reasons have full stops of their own.
    return Error{Message(WEIR_TEXT("calibration.run_unfit", "The calibration's own run is no basis: %1"),
                         joined(summary.reasons)),
                 {},
                 advice};
}

std::optional<Error> unfitFor(const TruthComparison &comparison)
{
    const quint64 lost = comparison.missing() + comparison.otherChunks() + comparison.otherTokens();
    if (comparison.compared() == 0)
        return Error{
            Message(WEIR_TEXT("calibration.nothing_compared",
                              "Not one request of the measured part could be compared with the truth")),
            {},
            Message(WEIR_TEXT("calibration.advice_longer", "Give a longer duration."))};
    if (static_cast<double>(lost) <= mostLost * static_cast<double>(comparison.compared() + lost))
        return std::nullopt;
    return Error{Message(WEIR_TEXT("calibration.truth_differs",
                                   "Requests that differ from the truth in more than time: %1 of %2"),
                         formatCount(lost), formatCount(comparison.compared() + lost)),
                 {},
                 Message(WEIR_TEXT("calibration.advice_full_disk",
                                   "Look for a full disk; if it has room, this is an error in Weir."))};
}

CalibrationErrors errorsOf(const TruthComparison &comparison, std::vector<qint64> slips)
{
    CalibrationErrors errors;
    errors.ttft = errorFiguresOf(comparison.ttft().errors());
    errors.itl = errorFiguresOf(comparison.gaps().errors());
    errors.chunk = errorFiguresOf(comparison.chunkErrors());
    errors.start = errorFiguresOf(comparison.startErrors());
    errors.slip = errorFiguresOf(std::move(slips));
    return errors;
}

Result<Certificate> certify(const CalibrationPlan &plan, const Summary &summary,
                            const CalibrationFiles &files, bool serviceInside)
{
    if (const std::optional<Error> unfit = unfitFor(summary))
        return *unfit;
    const Result<TruthFile> truth = readTruthFile(files.truth);
    if (!truth)
        return truth.error();
    const Result<std::unique_ptr<RunFileReader>> run = RunFileReader::open(files.run);
    if (!run)
        return run.error();
    const RunHeader &header = (*run)->header();
    const Load &load = plan.scenario.load;
    Evidence evidence(*truth, header.id, (*run)->milestones().measureFrom, plan.length - load.warmUp);
    const Result<void> read = (*run)->forEachRecord(
        RecordQuery{}, [&evidence](const RequestRecord &record) { evidence.add(record); });
    if (!read)
        return read.error();
    if (const std::optional<Error> unfit = unfitFor(evidence.comparison()))
        return *unfit;

    Certificate certificate;
    certificate.madeAt = header.startedAt;
    certificate.transport = stamperOf(header.scenario);
    certificate.host = hostFactsFrom(header.environment);
    certificate.load = loadOf(plan, evidence, header);
    certificate.stream = plan.stream;
    certificate.errors = evidence.errors();
    certificate.loopLagP99 = summary.generator.loopLagP99;
    certificate.cpuMicrosecondsPerEvent = summary.cpuMicrosecondsPerEvent;
    certificate.requests = evidence.comparison().compared();
    certificate.serviceInside = serviceInside;
    return certificate;
}

} // namespace weir
