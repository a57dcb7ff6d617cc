// SPDX-License-Identifier: GPL-3.0-or-later
// What stands in a run file's tables: each kind of thing that a run tells, as rows, and how many rows there
// are.
#pragma once

#include "metrics/batch.h"
#include "metrics/histogram.h"
#include "metrics/timeseries.h"
#include "store/integrity.h"
#include "store/openparts.h"
#include "store/runfile.h"
#include "store/runstatements.h"

#include <set>
#include <span>
#include <vector>

namespace weir {

/// One thread. Nothing is durable before the connection commits; closeCommit() comes before each commit.
class RunRows
{
public:
    /// Times count from `zero`; `statements` outlives this.
    RunRows(RunStatements &statements, TimePoint zero);

    void addHeader(const RunHeader &header);
    void putMeta(const QString &key, const QString &value);
    void putDocument(const QString &name, const QJsonObject &json);
    void addRecord(const RequestRecord &record);
    void updateOpen(const RequestRecord &record);
    void addOpenChunks(RequestKey key, const OpenCounts &counts, std::span<const ChunkStamp> chunks);
    void addDropped(TimePoint intended);
    void addNote(const RunNote &note);
    void addSeriesPoint(quint32 second, const SeriesPoint &point);
    void setMilestones(const RunMilestones &milestones, const GeneratorHealth &health);
    void setHistogram(const QString &name, const Histogram &histogram);

    /// What a commit tells besides: the part of open chunks so far, the parts that go, the counts of rows.
    void closeCommit();
    /// What the tables hold as of the commit that follows.
    void writeCounts();

private:
    void writeOpenPart();
    void dropOldParts();
    void countRow(const QString &table);

    RunStatements &m_statements;
    TimePoint m_zero;
    RowCounts m_counts;
    std::set<QString> m_documents;  ///< Written at least once.
    std::set<QString> m_histograms; ///< The same.
    std::vector<bool> m_seconds;    ///< Seconds of the series that are written.
    OpenParts m_openParts;
    quint64 m_oldestPart = 0; ///< Rows of open_chunks before it are deleted.
};

} // namespace weir
