// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/runrows.h"

#include "base/version.h"
#include "scenario/scenariojson.h"
#include "store/chunkcodec.h"
#include "store/recordrows.h"
#include "store/runschema.h"
#include "store/secretscan.h"
#include "store/writermark.h"

#include <QJsonDocument>

namespace weir {

namespace {

/// SQLite has no unsigned numbers; counts never come near the limit.
QVariant whole(quint64 count)
{
    return static_cast<qlonglong>(count);
}

QVariant whole(Nanoseconds time)
{
    return static_cast<qlonglong>(time.count());
}

QVariant histogramBlob(const Histogram &histogram)
{
    return histogram.isEmpty() ? QVariant() : QVariant(histogram.serialized());
}

QString errorsJson(const std::map<OutcomeClass, quint64> &errors)
{
    QJsonObject json;
    for (const auto &[outcome, count] : errors)
        json[toString(outcome)] = static_cast<qint64>(count);
    return QString::fromUtf8(QJsonDocument(json).toJson(QJsonDocument::Compact));
}

QString compact(const QJsonObject &json)
{
    return QString::fromUtf8(QJsonDocument(json).toJson(QJsonDocument::Compact));
}

} // namespace

RunRows::RunRows(RunStatements &statements, TimePoint zero)
    : m_statements(statements), m_zero(zero), m_openParts(zero)
{
}

void RunRows::addHeader(const RunHeader &header)
{
    putMeta(u"id"_qs, header.id);
    putMeta(u"scenario"_qs,
            QString::fromUtf8(scenarioToJson(withoutSecretValues(header.scenario, Texts::Cleaned))));
    putMeta(u"scenario_name"_qs, header.scenario.name);
    putMeta(u"seed"_qs, QString::number(header.seed));
    putMeta(u"transport"_qs, header.transport);
    putMeta(u"started_at"_qs, header.startedAt.toUTC().toString(Qt::ISODateWithMs));
    putMeta(u"zero_ns"_qs, QString::number(toNs(header.zero)));
    putMeta(u"environment"_qs, compact(header.environment));
    putMeta(u"state"_qs, toString(RunState::Running));
    putMeta(u"writer"_qs, ownWriterMark());
    putMeta(u"program_version"_qs, QString::fromLatin1(versionString));
}

void RunRows::countRow(const QString &table)
{
    ++m_counts.tables[table];
}

/// What the tables hold as of the commit that follows.
void RunRows::writeCounts()
{
    const QString own = u"rows"_qs;
    m_documents.insert(own);
    m_counts.tables[u"documents"_qs] = m_documents.size();
    m_counts.tables[u"histograms"_qs] = m_histograms.size();
    m_counts.tables[u"open_requests"_qs] = m_openParts.openCount();
    m_counts.tables[u"open_chunks"_qs] = m_openParts.nextPart() - m_oldestPart;
    putDocument(own, m_counts.toJson());
}

void RunRows::putMeta(const QString &key, const QString &value)
{
    m_statements.execRow(RunStatement::PutMeta, {key, storableText(value)});
}

void RunRows::putDocument(const QString &name, const QJsonObject &json)
{
    m_statements.execRow(RunStatement::PutDocument, {name, storableText(compact(json))});
    m_documents.insert(name);
}

void RunRows::addDropped(TimePoint intended)
{
    const QVariant at = whole(intended - m_zero);
    m_statements.exec(RunStatement::InsertDropped, {at});
    m_counts.dropped.add(at);
    countRow(u"dropped"_qs);
}

void RunRows::addNote(const RunNote &note)
{
    m_statements.execRow(RunStatement::InsertNote,
                         {whole(note.at), storableText(note.kind), storableText(note.text.stored())});
    countRow(u"notes"_qs);
}

void RunRows::addSeriesPoint(quint32 second, const SeriesPoint &point)
{
    m_statements.execRow(RunStatement::InsertSeries,
                         {second, whole(point.planned), whole(point.started), whole(point.succeeded),
                          whole(point.chunks), whole(point.bytes), errorsJson(point.errors),
                          whole(point.openStreamsMax), whole(point.openStreamsLast), point.plannedUsers,
                          histogramBlob(point.ttft), histogramBlob(point.itl), whole(point.slipMax),
                          whole(point.loopLagMax), point.processorShareMax});
    if (m_seconds.size() <= second)
        m_seconds.resize(std::size_t{second} + 1);
    if (!m_seconds[second])
        countRow(u"series"_qs);
    m_seconds[second] = true;
}

void RunRows::setHistogram(const QString &name, const Histogram &histogram)
{
    m_statements.execRow(RunStatement::InsertHistogram, {name, histogram.serialized()});
    m_histograms.insert(name);
}

void RunRows::addRecord(const RequestRecord &record)
{
    if (m_statements.hasFailed())
        return;
    bindRecord(m_statements.query(RunStatement::InsertRequest), record, m_zero);
    m_statements.exec(RunStatement::InsertRequest, {});
    countRow(u"requests"_qs);
    const qlonglong request = static_cast<qlonglong>(record.request.value());
    if (!record.chunks.empty()) {
        m_statements.execRow(RunStatement::InsertChunks,
                             {request, record.attempt.value(), encodeChunks(record.chunks, m_zero)});
        countRow(u"chunks"_qs);
    }
    if (m_openParts.close(keyOf(record)))
        m_statements.exec(RunStatement::DeleteOpen, {request, record.attempt.value()});
}

void RunRows::updateOpen(const RequestRecord &record)
{
    if (m_statements.hasFailed())
        return;
    m_openParts.open(keyOf(record));
    bindRecord(m_statements.query(RunStatement::ReplaceOpen), record, m_zero);
    m_statements.exec(RunStatement::ReplaceOpen, {});
    if (!record.chunks.empty())
        addOpenChunks(keyOf(record),
                      {record.chunkCount, record.eventCount, record.readCount, record.bytesReceived},
                      record.chunks);
}

void RunRows::addOpenChunks(RequestKey key, const OpenCounts &counts, std::span<const ChunkStamp> chunks)
{
    if (m_statements.hasFailed())
        return;
    m_openParts.add(key, counts, chunks);
    if (m_openParts.isFull())
        writeOpenPart();
}

void RunRows::writeOpenPart()
{
    if (const std::optional<OpenParts::Part> part = m_openParts.takePart())
        m_statements.execRow(RunStatement::InsertOpenChunks, {whole(part->number), part->sections});
}

/// Parts of requests that have ended since go when no older request is open any more.
void RunRows::dropOldParts()
{
    const quint64 oldest = m_openParts.oldestNeeded();
    if (oldest > m_oldestPart)
        m_statements.exec(RunStatement::DeleteOpenChunks, {whole(m_oldestPart = oldest)});
}

void RunRows::setMilestones(const RunMilestones &milestones, const GeneratorHealth &health)
{
    putDocument(u"milestones"_qs, toJson(milestones, m_zero));
    putDocument(u"health"_qs, toJson(health));
}

void RunRows::closeCommit()
{
    writeOpenPart();
    dropOldParts();
    writeCounts();
}

} // namespace weir
