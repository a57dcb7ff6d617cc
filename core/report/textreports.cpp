// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/textreports.h"

#include "base/outputfile.h"
#include "base/units.h"
#include "metrics/derived.h"
#include "metrics/figures.h"
#include "metrics/figuretext.h"
#include "metrics/threshold.h"
#include "report/windowcolumns.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QXmlStreamWriter>

#include <cmath>

namespace weir {

namespace {

QString figure(const std::optional<double> &value)
{
    return value ? formatFigure(*value) : u"–"_qs;
}

QString columnText(const WindowColumn &column, const WindowSummary &window)
{
    const std::optional<double> value = column.value(window);
    return value && column.isCount ? formatCount(static_cast<quint64>(std::llround(*value))) : figure(value);
}

/// A table of the plateaus of a stepped load; nothing for any other.
QString windowsMarkdown(const std::vector<WindowSummary> &windows)
{
    if (windows.empty())
        return {};
    QString head = u"\n|"_qs;
    QString rule = u"|"_qs;
    QString rows;
    for (const WindowColumn &column : windowColumns()) {
        head += u' ' + column.name.toString() + u" |"_qs;
        rule += u"--:|"_qs;
    }
    for (const WindowSummary &window : windows) {
        rows += u'|';
        for (const WindowColumn &column : windowColumns())
            rows += u' ' + columnText(column, window) + u" |"_qs;
        rows += u'\n';
    }
    return head + u'\n' + rule + u'\n' + rows;
}

QString markdownSafe(QString text)
{
    for (const QChar special : {u'\\', u'|', u'<', u'`', u'*', u'_', u'['})
        text.replace(special, QString(u'\\') + special);
    return text.simplified();
}

QJsonObject stampsJson(const RequestRecord &record, TimePoint start)
{
    QJsonObject json{{u"intended_ns"_qs, static_cast<qint64>((record.intended - start).count())}};
    const auto add = [&json, start](const QString &name, const Stamp &stamp) {
        if (stamp)
            json[name] = static_cast<qint64>((*stamp - start).count());
    };
    add(u"started_ns"_qs, record.started);
    add(u"connected_ns"_qs, record.connected);
    add(u"tls_done_ns"_qs, record.tlsDone);
    add(u"sent_ns"_qs, record.sent);
    add(u"headers_ns"_qs, record.headers);
    add(u"first_byte_ns"_qs, record.firstByte);
    add(u"first_event_ns"_qs, record.firstEvent);
    add(u"first_reasoning_ns"_qs, record.firstReasoning);
    add(u"first_content_ns"_qs, record.firstContent);
    add(u"last_token_ns"_qs, record.lastToken);
    add(u"terminator_ns"_qs, record.terminator);
    add(u"closed_ns"_qs, record.closed);
    return json;
}

QJsonObject recordJson(const RequestRecord &record, TimePoint start)
{
    QJsonArray chunks;
    for (const ChunkStamp &chunk : record.chunks)
        chunks.append(static_cast<qint64>((chunk.at - start).count()));
    return {{u"request"_qs, static_cast<qint64>(record.request.value())},
            {u"attempt"_qs, static_cast<qint64>(record.attempt.value())},
            {u"class"_qs, toString(record.outcome.outcome)},
            {u"detail"_qs, record.outcome.detail},
            {u"http_status"_qs, record.outcome.httpStatus},
            {u"message"_qs, record.outcome.message.english()},
            {u"warm_up"_qs, record.phase == RunPhase::WarmUp},
            {u"stamps"_qs, stampsJson(record, start)},
            {u"chunks_ns"_qs, chunks},
            {u"output_tokens"_qs, static_cast<qint64>(derive(record).outputTokens)},
            {u"received_bytes"_qs, static_cast<qint64>(record.bytesReceived)}};
}

/// How a case of JUnit came out. An error says that what is missing for an answer is not the service's fault.
struct CaseResult
{
    enum class Kind
    {
        Passed,
        Failure,
        Error
    };
    Kind kind = Kind::Passed;
    QString message;
    QStringList lines; ///< The whole story, a line each; may be empty.
};

void writeCase(QXmlStreamWriter &xml, const QString &name, const CaseResult &result)
{
    xml.writeStartElement(u"testcase"_qs);
    xml.writeAttribute(u"classname"_qs, u"weir"_qs);
    xml.writeAttribute(u"name"_qs, name);
    if (result.kind != CaseResult::Kind::Passed) {
        xml.writeStartElement(result.kind == CaseResult::Kind::Error ? u"error"_qs : u"failure"_qs);
        xml.writeAttribute(u"message"_qs, result.message);
        if (!result.lines.isEmpty())
            xml.writeCharacters(result.lines.join(u'\n'));
        xml.writeEndElement();
    }
    xml.writeEndElement();
}

/// XML 1.0 has no way to write most control characters, and expressions come from a file.
QString xmlSafe(QString text)
{
    for (QChar &c : text) {
        if ((c < u' ' && c != u'\t' && c != u'\n') || c.isSurrogate() || c.unicode() >= 0xfffe)
            c = QChar::ReplacementCharacter;
    }
    return text;
}

CaseResult caseOf(const ThresholdResult &threshold, Verdict verdict)
{
    if (threshold.ok)
        return {};
    if (!threshold.isDecided)
        return {CaseResult::Kind::Error,
                u"Not decided, as the run did not come to its end; so far the value is %1."_qs.arg(
                    measuredText(threshold).english()),
                {}};
    if (threshold.value)
        return {CaseResult::Kind::Failure,
                u"Did not hold; the value is %1."_qs.arg(measuredText(threshold).english()),
                {}};
    // A run that was cut short may have had no time for a sample.
    return {verdict == Verdict::Incomplete ? CaseResult::Kind::Error : CaseResult::Kind::Failure,
            u"There was no sample."_qs,
            {}};
}

CaseResult caseOf(const Summary &summary)
{
    if (summary.verdict == Verdict::Pass)
        return {};
    // Reasons are whole sentences, each with a full stop of its own.
    const QStringList reasons = englishOf(summary.reasons);
    const QStringList story = reasons + englishOf(summary.advice);
    return {summary.verdict == Verdict::Incomplete ? CaseResult::Kind::Error : CaseResult::Kind::Failure,
            xmlSafe(toString(summary.verdict) + u": "_qs + reasons.join(u' ')),
            xmlSafe(story.join(u'\n')).split(u'\n')};
}

/// The figures of one distribution as a row; nothing without a known value.
QString figureMarkdown(const Summary &summary, Figure which)
{
    const FigureInfo &info = infoOf(which);
    const Distribution &values = summary.*info.member;
    if (values.isEmpty())
        return {};
    const auto number = [&info](double value, bool isLowerBound) {
        return (isLowerBound ? u"> "_qs : QString()) + formatFigure(value / info.unit());
    };
    QStringList cells{info.key.toString(), formatCount(values.count),
                      number(values.mean, values.meanIsLowerBound) +
                          intervalText(values.meanInterval, info.unit())};
    for (const double percentile : {50.0, 90.0, 95.0, 99.0}) {
        const Distribution::Rank &rank = values.rank(percentile);
        cells << number(rank.value, rank.lowerBound) + intervalText(rank.interval, info.unit());
    }
    cells << number(values.max, values.maxIsLowerBound);
    return u"| "_qs + cells.join(u" | "_qs) + u" |\n"_qs;
}

/// The error bars of the table above, or why there are none.
QString calibrationLine(const CalibrationQuote &quote)
{
    if (!quote.figures)
        return u"\nNo error bars: %1.\n"_qs.arg(markdownSafe(Message(reasonText(quote.gap)).english()));
    const CalibrationFigures &figures = *quote.figures;
    QStringList bars;
    for (const auto &[key, errors] :
         {std::pair(u"ttft_ms"_qs, figures.ttft), std::pair(u"itl_ms"_qs, figures.itl),
          std::pair(u"start_ms"_qs, figures.start)})
        bars << u"%1 ± %2"_qs.arg(key, formatFigure(toMilliseconds(errors.p99)));
    return u"\nError bars by the calibration of %1 (%2): %3.\n"_qs.arg(
        markdownSafe(figures.madeAt.toUTC().toString(Qt::ISODate)), markdownSafe(figures.transport),
        bars.join(u", "_qs));
}

} // namespace

Result<void> writeJsonLines(const RunFileReader &run, const QString &path)
{
    const TimePoint start = run.milestones().start;
    OutputFile file(path);
    const Result<void> read = run.forEachRecord({}, [&file, start](const RequestRecord &record) {
        file.write(QJsonDocument(recordJson(record, start)).toJson(QJsonDocument::Compact) + '\n');
    });
    return read ? file.commit() : read;
}

QByteArray toJUnit(const Summary &summary)
{
    std::vector<std::pair<QString, CaseResult>> cases;
    for (const ThresholdResult &threshold : summary.thresholds)
        cases.emplace_back(xmlSafe(threshold.expression), caseOf(threshold, summary.verdict));
    cases.emplace_back(u"verdict"_qs, caseOf(summary));
    const auto countOf = [&cases](CaseResult::Kind kind) {
        return QString::number(std::count_if(cases.begin(), cases.end(),
                                             [kind](const auto &one) { return one.second.kind == kind; }));
    };
    QByteArray text;
    QXmlStreamWriter xml(&text);
    xml.setAutoFormatting(true);
    xml.writeStartDocument();
    xml.writeStartElement(u"testsuite"_qs);
    xml.writeAttribute(u"name"_qs, xmlSafe(summary.scenario));
    xml.writeAttribute(u"tests"_qs, QString::number(cases.size()));
    xml.writeAttribute(u"failures"_qs, countOf(CaseResult::Kind::Failure));
    xml.writeAttribute(u"errors"_qs, countOf(CaseResult::Kind::Error));
    for (const auto &[name, result] : cases)
        writeCase(xml, name, result);
    if (!summary.warnings.empty())
        xml.writeTextElement(u"system-out"_qs,
                             xmlSafe(u"Warnings:\n- "_qs + englishOf(summary.warnings).join(u"\n- "_qs)));
    xml.writeEndElement();
    xml.writeEndDocument();
    return text;
}

QString toMarkdown(const Summary &summary)
{
    QString text = u"# %1: %2\n\n"_qs.arg(markdownSafe(summary.scenario), toString(summary.verdict));
    QString reasons;
    for (const QString &reason : englishOf(summary.reasons))
        reasons += u"- "_qs + markdownSafe(reason) + u'\n';
    QString advices;
    for (const QString &advice : englishOf(summary.advice))
        advices += u"- What to do: "_qs + markdownSafe(advice) + u'\n';
    // As toText() has it: where nothing succeeded, why is all that matters.
    text += summary.requests.succeeded == 0 ? advices + reasons : reasons + advices;
    for (const QString &warning : englishOf(summary.warnings))
        text += u"- Warning: "_qs + markdownSafe(warning) + u'\n';
    text +=
        u"\n| Figure | count | mean | p50 | p90 | p95 | p99 | max |\n|---|--:|--:|--:|--:|--:|--:|--:|\n"_qs;
    for (const Figure which : {Figure::Ttft, Figure::Ttfa, Figure::Itl, Figure::Tpot, Figure::E2e,
                               Figure::ResponseTtft, Figure::ResponseE2e, Figure::ScheduleSlip})
        text += figureMarkdown(summary, which);
    text += calibrationLine(summary.calibration);
    text += windowsMarkdown(summary.windows);
    text += u"\n| Figure | Value | Unit |\n|---|--:|---|\n"_qs;
    text += u"| Requests | %1 | 1/s |\n"_qs.arg(formatFigure(summary.requestsPerSecond));
    text += u"| Output tokens | %1 | 1/s |\n"_qs.arg(formatFigure(summary.tokensPerSecond));
    if (summary.requests.retried > 0)
        text += u"| Retried | %1 | requests |\n"_qs.arg(formatCount(summary.requests.retried));
    if (summary.staleConnections > 0)
        text += u"| Stale | %1 | connections |\n"_qs.arg(formatCount(summary.staleConnections));
    std::map<QString, quint64> errors; // by name, as in the JSON
    for (const auto &[outcome, count] : summary.errors)
        errors[toString(outcome)] = count;
    for (const auto &[name, count] : errors)
        text += u"| %1 | %2 | requests |\n"_qs.arg(markdownSafe(name), formatCount(count));
    return text;
}

} // namespace weir
