// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/truthcomparison.h"

#include "base/fileerror.h"
#include "metrics/derived.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <optional>

namespace weir {

namespace {

/// A line of an answer of the most tokens that the service gives has some 5 MB.
constexpr qint64 mostLineBytes = qint64{16} * 1024 * 1024;

std::optional<TrueAnswer> answerFrom(const QJsonObject &line)
{
    if (!line.value(u"id"_qs).isString() || !line.value(u"accepted_ns"_qs).isDouble())
        return std::nullopt;
    TrueAnswer answer;
    answer.accepted = timePointFromNs(line.value(u"accepted_ns"_qs).toInteger());
    const QJsonArray chunks = line.value(u"chunks"_qs).toArray();
    answer.writes.reserve(static_cast<std::size_t>(chunks.size()));
    for (const QJsonValue &chunk : chunks) {
        answer.writes.push_back(timePointFromNs(chunk[u"write_ns"_qs].toInteger()));
        answer.tokens += static_cast<quint64>(std::max<qint64>(chunk[u"tokens"_qs].toInteger(), 0));
    }
    return answer;
}

} // namespace

Result<TruthFile> readTruthFile(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return Error{
            Message(WEIR_TEXT("truth.unreadable", "The truth file can't be read: %1"), failureOf(file)),
            Message::verbatim(path),
            {}};
    TruthFile truth;
    while (!file.atEnd()) {
        const QByteArray bytes = file.readLine(mostLineBytes);
        if (bytes.isEmpty())
            break;
        const QJsonObject line = QJsonDocument::fromJson(bytes).object();
        std::optional<TrueAnswer> answer = answerFrom(line);
        if (!answer) {
            ++truth.unreadable;
            continue;
        }
        const qint64 attempt = line.value(u"attempt"_qs).toInteger(1);
        truth.answers.insert({line.value(u"id"_qs).toString(), attempt}, std::move(*answer));
    }
    return truth;
}

void MeasuredAndTrue::add(Nanoseconds measuredTime, Nanoseconds trueTime)
{
    measured.push_back(measuredTime.count());
    truth.push_back(trueTime.count());
}

std::vector<qint64> MeasuredAndTrue::errors() const
{
    std::vector<qint64> errors;
    errors.reserve(measured.size());
    for (std::size_t i = 0; i < measured.size(); ++i)
        errors.push_back(measured[i] - truth[i]);
    return errors;
}

TruthComparison::TruthComparison(const TruthFile &truth, const QString &runId)
    : m_truth(truth), m_tag(runId.right(10)) // the part of it that request ids begin with
{
}

void TruthComparison::add(const RequestRecord &record)
{
    if (record.outcome.outcome != OutcomeClass::Success)
        return;
    const QString id = QStringLiteral("%1-%2").arg(m_tag).arg(record.request.value());
    const auto found = m_truth.answers.find({id, static_cast<qint64>(record.attempt.value())});
    const DerivedFigures figures = derive(record);
    if (found == m_truth.answers.end() || !figures.ttft || !record.started) {
        ++m_missing;
        return;
    }
    const TrueAnswer &answer = *found;
    m_otherTokens += figures.outputTokens == answer.tokens ? 0 : 1;
    if (record.chunks.size() != answer.writes.size() || answer.writes.empty()) {
        ++m_otherChunks;
        return;
    }
    m_ttft.add(*figures.ttft, answer.writes.front() - answer.accepted);
    m_starts.push_back((answer.accepted - *record.started).count());
    for (std::size_t i = 0; i < answer.writes.size(); ++i) {
        m_chunks.push_back((record.chunks[i].at - answer.writes[i]).count());
        if (i > 0)
            m_gaps.add(record.chunks[i].at - record.chunks[i - 1].at,
                       answer.writes[i] - answer.writes[i - 1]);
    }
}

} // namespace weir
