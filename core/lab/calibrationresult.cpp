// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/calibrationresult.h"

#include "base/units.h"
#include "metrics/derived.h"
#include "store/runfile.h"

#include <algorithm>

namespace weir {

namespace {

constexpr double mostLost = 0.01;

LoadSignature loadOf(const CalibrationPlan &plan, const Summary &summary, const RunHeader &header)
{
    LoadSignature load = plan.load;
    load.workers = static_cast<quint32>(header.environment.value(u"workers"_qs).toInteger(1));
    load.chunksPerSecond = std::min(load.chunksPerSecond, achievedLoad(summary).chunksPerSecond);
    return load;
}

} // namespace

std::optional<Error> unfitFor(const Summary &summary)
{
    if (summary.verdict == Verdict::Pass && !summary.interrupted)
        return std::nullopt;
    QStringList reasons = summary.reasons;
    if (reasons.isEmpty())
        reasons << QStringLiteral("it was stopped");
    return Error{
        QStringLiteral("the calibration's own run is no basis: %1").arg(reasons.join(QStringLiteral("; "))),
        {},
        QStringLiteral("Close what else runs on this machine, or lower the load.")};
}

std::optional<Error> unfitFor(const TruthComparison &comparison)
{
    const quint64 lost = comparison.missing() + comparison.otherChunks() + comparison.otherTokens();
    if (comparison.compared() == 0)
        return Error{QStringLiteral("not one request of the measured part could be compared with the truth"),
                     {},
                     QStringLiteral("Give a longer duration.")};
    if (static_cast<double>(lost) <= mostLost * static_cast<double>(comparison.compared() + lost))
        return std::nullopt;
    return Error{QStringLiteral("%1 of %2 requests differ from the truth in more than time")
                     .arg(formatCount(lost), formatCount(comparison.compared() + lost)),
                 {},
                 QStringLiteral("Look for a full disk; if it has room, this is an error in Weir.")};
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
    TruthComparison comparison(*truth, header.id);
    std::vector<qint64> slips;
    const Result<void> read = (*run)->forEachRecord(RecordQuery{}, [&](const RequestRecord &record) {
        if (record.phase != RunPhase::Measure)
            return;
        comparison.add(record);
        if (const std::optional<Nanoseconds> slip = derive(record).scheduleSlip)
            slips.push_back(slip->count());
    });
    if (!read)
        return read.error();
    if (const std::optional<Error> unfit = unfitFor(comparison))
        return *unfit;

    Certificate certificate;
    certificate.madeAt = header.startedAt;
    certificate.transport = stamperOf(header.scenario);
    certificate.host = hostFactsFrom(header.environment);
    certificate.load = loadOf(plan, summary, header);
    certificate.stream = plan.stream;
    certificate.errors = errorsOf(comparison, std::move(slips));
    certificate.loopLagP99 = summary.generator.loopLagP99;
    certificate.cpuMicrosecondsPerEvent = summary.cpuMicrosecondsPerEvent;
    certificate.requests = comparison.compared();
    certificate.serviceInside = serviceInside;
    return certificate;
}

} // namespace weir
