// SPDX-License-Identifier: GPL-3.0-or-later
// A run as one SQLite file, written while the run lasts. Schema and guarantees: docs/run-file.md.
#pragma once

#include "base/result.h"
#include "metrics/batch.h"
#include "metrics/histogram.h"
#include "metrics/requestrecord.h"
#include "metrics/snapshot.h"
#include "metrics/summary.h"
#include "metrics/timeseries.h"
#include "scenario/scenario.h"
#include "store/writeaheadlog.h"

#include <QDateTime>
#include <QJsonObject>
#include <QString>

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <vector>

namespace weir {

enum class RunState
{
    Running,
    Finished,
    Stopped,
    Interrupted
};
QString toString(RunState state);

/// What a crash may cost.
enum class Durability
{
    Kept,    ///< A commit is on the disk when it returns.
    Dropped, ///< A power cut may cost the file: for what can be computed again.
};

/// Stands in place of a transport where a run was simulated.
inline constexpr QStringView simulatedTransport = u"simulated";

/// What is known about a run when it starts.
struct RunHeader
{
    QString id;        ///< 26 characters, sorts by time.
    Scenario scenario; ///< As run, seed filled in; secrets are references.
    quint64 seed = 0;
    QString transport;
    QDateTime startedAt;     ///< Wall time, UTC; for reading only.
    TimePoint zero;          ///< The monotonic moment from which all times in the file count.
    QJsonObject environment; ///< Host, kernel, processors, Qt and program version, limits.
};

/// Levels of a stepped load that a run file keeps.
inline constexpr std::size_t mostPlateaus = 1000;
/// Of what answers said of a target's servers.
inline constexpr qsizetype mostServerCharacters = 200;

/// When things happened in the run; with the records, all that a summary is made from.
struct RunMilestones
{
    TimePoint start;                   ///< The load began.
    TimePoint measureFrom;             ///< Warm-up ended.
    Stamp rampEnd;                     ///< The load had ramped up; nothing where it does not ramp.
    std::vector<WindowRange> plateaus; ///< Of a stepped load, since `start`, ascending; at most mostPlateaus.
    Stamp lastIntended;                ///< Of the last planned arrival, or the last user start.
    Stamp end;                         ///< Drain ended.
    quint64 planned = 0;               ///< Requests planned, dropped ones included.
    quint64 dropped = 0;
    quint64 droppedByCap = 0; ///< The part of `dropped` that the cap on open streams is the cause of.
    Nanoseconds measuredProcessorTime{0}; ///< The process's, in the measured part.
    quint64 measuredEvents = 0;           ///< Stream events decoded in the same time.
    bool capReached = false;
    /// What answers said of the servers, each once, in the order of their coming; at most
    /// mostServerCharacters a target.
    std::map<TargetIndex, QStringList> servers;
    double meanBusyUsers = 0;    ///< Closed load: users not thinking, mean over the measured part.
    double plannedBusyUsers = 0; ///< Closed load: users planned less those thinking.
};

/// Adds to a run's `servers` what an answer said: once, and while there is room for it.
void addServer(std::map<TargetIndex, QStringList> &servers, TargetIndex target, const QString &said);

/// Writes one run. Lives in the collector's thread. Everything between two commits is lost by a crash,
/// nothing else.
class RunFileWriter
{
public:
    /// Creates the file (and its folder); fails when it exists or can't be written.
    static Result<std::unique_ptr<RunFileWriter>> create(const QString &path, const RunHeader &header,
                                                         Durability durability = Durability::Kept);
    /// Without finish(): the file stays marked as running, which readers show as interrupted.
    ~RunFileWriter();

    void addRecords(const std::vector<RequestRecord> &records);
    /// Intended times of requests that were planned and will never start.
    void addDropped(const std::vector<TimePoint> &intended);
    /// Stamps so far of open requests; replaced by the request's own row when it is added.
    void updateOpen(const std::vector<OpenRequestUpdate> &open);
    /// New chunks and counts of requests that updateOpen() has told before.
    void addProgress(const OpenProgress &progress);
    void addNote(const RunNote &note);
    /// One second of the time line, once it is complete. `second` counts from 0.
    void addSeriesPoint(quint32 second, const SeriesPoint &point);
    void setMilestones(const RunMilestones &milestones, const GeneratorHealth &health);
    void setHistogram(const QString &name, const Histogram &histogram);

    /// Makes everything so far durable (WAL, synchronous=FULL). Called once a second.
    Result<void> commit();
    /// A commit behind which no records come: makes the indexes, without which whoever reads the records in
    /// the order of their ids, as the summary does, sorts whole rows. finish() tells what went wrong.
    void endRecords();
    /// The last commit: state, summary, checkpoint; leaves WAL so that one file remains.
    Result<void> finish(RunState state, const QJsonObject &summary);
    [[nodiscard]] quint64 bytes() const;
    /// The file and its log are still where they were made: who reads path() reads this run.
    [[nodiscard]] bool isInPlace() const;
    [[nodiscard]] const QString &path() const;

private:
    class Private;
    explicit RunFileWriter(std::unique_ptr<Private> d);
    std::unique_ptr<Private> m_d;
};

/// Filter and order for reading requests.
struct RecordQuery
{
    bool withChunks = true;
    /// Of requests that have ended, only what the search for the window looks at; all else keeps its default,
    /// and rows are not held against their checks, which a walk over whole records does.
    bool forWindow = false;
    std::optional<OutcomeClass> outcome;
    quint64 offset = 0;
    std::optional<quint64> limit;
};

/// Is given one record after the other, each its own to keep.
using RecordVisitor = std::function<void(RequestRecord &&)>;

/// Reads a run file of any state, also one whose writer was killed. Used from one thread (the one that opened
/// it).
class RunFileReader
{
public:
    /// How much of the file is held against its checks when it is opened.
    enum class Depth
    {
        Header, ///< What header(), state(), summaryJson(), milestones(), health(), tags() and note() tell:
                ///< for lists.
        Tables, ///< All but the records, which forEachRecord() checks: for figures.
    };

    /// Fails for files that are no run file, newer than this program, or damaged; the error says which, and
    /// the row. Read-only folders are fine.
    static Result<std::unique_ptr<RunFileReader>> open(const QString &path, Depth depth = Depth::Tables);
    ~RunFileReader();

    [[nodiscard]] RunState state() const; ///< Interrupted when the writer did not finish.
    [[nodiscard]] const RunHeader &header() const;
    [[nodiscard]] QJsonObject summaryJson() const; ///< As written by finish(); empty when interrupted.
    [[nodiscard]] RunMilestones milestones() const;
    [[nodiscard]] GeneratorHealth health() const;
    [[nodiscard]] std::vector<RunNote> notes() const;
    /// Intended times of requests that were planned and never started; at most ten millions.
    [[nodiscard]] std::vector<TimePoint> dropped() const;
    /// What a person added later, see annotate() in store/runcatalog.h.
    [[nodiscard]] QStringList tags() const;
    [[nodiscard]] QString note() const;
    /// What the log of an interrupted run held and nobody can read any more; notes() ends with it.
    [[nodiscard]] const LogLoss &loss() const;
    [[nodiscard]] std::map<QString, Histogram> histograms() const;
    /// The time line in at most 600 points; `precision` as for TimeSeries.
    [[nodiscard]] TimeSeries series(Histogram::Precision precision = Histogram::Precision::Fine) const;
    [[nodiscard]] quint64 recordCount() const;
    /// Every record in the order of id and attempt, one at a time; those of an interrupted run that were open
    /// come last, as cut_by_test_end that ended with the last commit. Fails at the first record that is not
    /// as it was written, and at the end where there are more or fewer than were written; what was visited
    /// before an error is not to be used.
    [[nodiscard]] Result<void> forEachRecord(const RecordQuery &query, const RecordVisitor &visit) const;
    [[nodiscard]] const QString &path() const;

private:
    class Private;
    explicit RunFileReader(std::unique_ptr<Private> d);
    std::unique_ptr<Private> m_d;
};

/// The error is one of a run file or of the disk under it, as RunFileWriter and RunFileReader give them.
bool isOfRunFile(const Error &error);
/// "20261121T003000Z-<id>.weirrun" in "NAME.runs/" beside the project, or in "./weir-runs/" where there is
/// none.
QString defaultRunPath(const QString &projectPath, const QDateTime &startedAt, const QString &id);
/// A new run id: 26 characters, time first.
QString newRunId(const QDateTime &now);
/// The end of the id: what X-Weir-Request-Id of a run's requests begins with, unless its plan says
/// otherwise.
QString requestTagOf(const QString &runId);

} // namespace weir
