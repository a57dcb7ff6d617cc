// SPDX-License-Identifier: GPL-3.0-or-later
// A run against the truth file of the service that answered it, request by request.
#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "metrics/errorfigures.h"
#include "metrics/requestrecord.h"

#include <QHash>
#include <QString>

#include <functional>
#include <vector>

namespace weir {

/// One attempt as the service saw it.
struct TrueAnswer
{
    TimePoint accepted;            ///< The request was fully read.
    std::vector<TimePoint> writes; ///< Immediately before each token-bearing write.
    quint64 tokens = 0;
};

/// The answers of a truth file (service/truthlog.h) by request id and attempt.
struct TruthFile
{
    QHash<std::pair<QString, qint64>, TrueAnswer> answers;
    quint64 unreadable = 0; ///< Lines that are no record.
};

/// Reads the whole file; lines that are no record are counted and passed over. Fails when the file can't be
/// read.
Result<TruthFile> readTruthFile(const QString &path);

/// What was measured and what is true of the same thing, in nanoseconds, value by value.
struct MeasuredAndTrue
{
    std::vector<qint64> measured;
    std::vector<qint64> truth;

    void add(Nanoseconds measuredTime, Nanoseconds trueTime);
    [[nodiscard]] std::vector<qint64> errors() const; ///< Measured less true.
};

/// Collects the errors of every success. All stamps are of one clock, CLOCK_MONOTONIC, so the two processes
/// must run on one host. Not thread-safe.
class TruthComparison
{
public:
    /// `runId` as in the run file's header. `truth` outlives this object.
    TruthComparison(const TruthFile &truth, const QString &runId);

    /// Looks up the attempt and takes its errors; attempts that did not succeed count for nothing.
    void add(const RequestRecord &record);

    [[nodiscard]] const MeasuredAndTrue &ttft() const { return m_ttft; }
    [[nodiscard]] const MeasuredAndTrue &gaps() const { return m_gaps; }
    [[nodiscard]] const std::vector<qint64> &chunkErrors() const { return m_chunks; } ///< Stamp less write.
    [[nodiscard]] const std::vector<qint64> &startErrors() const { return m_starts; } ///< accepted - started.
    [[nodiscard]] quint64 compared() const { return m_ttft.measured.size(); }
    /// Successes that could not be compared: not in the truth, or with another number of chunks or tokens.
    [[nodiscard]] quint64 missing() const { return m_missing; }
    [[nodiscard]] quint64 otherChunks() const { return m_otherChunks; }
    [[nodiscard]] quint64 otherTokens() const { return m_otherTokens; }

private:
    const TruthFile &m_truth;
    QString m_tag;
    MeasuredAndTrue m_ttft;
    MeasuredAndTrue m_gaps;
    std::vector<qint64> m_chunks;
    std::vector<qint64> m_starts;
    quint64 m_missing = 0;
    quint64 m_otherChunks = 0;
    quint64 m_otherTokens = 0;
};

} // namespace weir
