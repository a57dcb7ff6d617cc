// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/textreports.h"

#include "base/csv.h"
#include "base/units.h"
#include "metrics/derived.h"
#include "report/outputfile.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QXmlStreamWriter>

namespace weir {

namespace {

/// The unit that a key's suffix names, as in "ttft_ms".
QString unitOf(const QString &key)
{
    static constexpr std::array<std::pair<QStringView, QStringView>, 6> units{
        {{u"_ms", u"ms"},
         {u"_s", u"s"},
         {u"_per_second", u"1/s"},
         {u"tokens_per_request", u"tokens"},
         {u"_bytes", u"bytes"},
         {u"bytes_received", u"bytes"}}};
    for (const auto &[suffix, unit] : units) {
        if (key.endsWith(suffix))
            return unit.toString();
    }
    return key == u"per_second" ? QStringLiteral("1/s") : QString();
}

void writeNumbers(OutputFile &file, const QString &metric, const QJsonObject &object)
{
    for (auto it = object.begin(); it != object.end(); ++it) {
        const QJsonValue value = it.value();
        const QString path = metric.isEmpty() ? it.key() : metric + u'.' + it.key();
        if (value.isObject()) {
            writeNumbers(file, path, value.toObject());
        } else if (value.isDouble()) {
            const QString unit = unitOf(it.key()).isEmpty() ? unitOf(metric) : unitOf(it.key());
            file.write(
                csvLine({metric.isEmpty() ? it.key() : metric, metric.isEmpty() ? u"value"_qs : it.key(),
                         csvNumber(value.toDouble()), it.key() == u"count" ? u"samples"_qs : unit}));
        }
    }
}

/// A number of a window and where it stands in the window's object.
struct WindowColumn
{
    QStringView name;
    QStringView object; ///< Empty: the window itself.
    QStringView key;
};

constexpr std::array<WindowColumn, 16> windowColumns{{
    {u"from_s", u"", u"from_s"},
    {u"to_s", u"", u"to_s"},
    {u"started", u"requests", u"started"},
    {u"succeeded", u"requests", u"succeeded"},
    {u"failed", u"requests", u"failed"},
    {u"cut", u"requests", u"cut"},
    {u"requests_per_second", u"", u"requests_per_second"},
    {u"goodput_per_second", u"", u"goodput_per_second"},
    {u"tokens_per_second", u"tokens", u"per_second"},
    {u"ttft_p50_ms", u"ttft_ms", u"p50"},
    {u"ttft_p99_ms", u"ttft_ms", u"p99"},
    {u"itl_p50_ms", u"itl_ms", u"p50"},
    {u"itl_p99_ms", u"itl_ms", u"p99"},
    {u"e2e_p50_ms", u"e2e_ms", u"p50"},
    {u"e2e_p99_ms", u"e2e_ms", u"p99"},
    {u"schedule_slip_p99_ms", u"schedule_slip_ms", u"p99"},
}};

/// A percentile of no sample is no number.
QJsonValue valueIn(const QJsonObject &window, const WindowColumn &column)
{
    if (column.object.isEmpty())
        return window.value(column.key);
    const QJsonObject object = window.value(column.object).toObject();
    const bool isEmptyFigure = column.object.endsWith(u"_ms") && object.value(u"count"_qs).toDouble() == 0 &&
                               object.value(u"censored"_qs).toDouble() == 0;
    return isEmptyFigure ? QJsonValue() : object.value(column.key);
}

QString figure(const QJsonValue &value)
{
    return value.isDouble() ? formatFigure(value.toDouble()) : u"–"_qs;
}

/// A table of the plateaus of a stepped load; nothing for any other.
QString windowsMarkdown(const QJsonArray &windows)
{
    if (windows.isEmpty())
        return {};
    QString head = u"\n|"_qs;
    QString rule = u"|"_qs;
    QString rows;
    for (const WindowColumn &column : windowColumns) {
        head += u' ' + column.name.toString() + u" |"_qs;
        rule += u"--:|"_qs;
    }
    for (const QJsonValue window : windows) {
        rows += u'|';
        for (const WindowColumn &column : windowColumns)
            rows += u' ' + figure(valueIn(window.toObject(), column)) + u" |"_qs;
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

void writeCase(QXmlStreamWriter &xml, const QString &name, const QString &failure)
{
    xml.writeStartElement(u"testcase"_qs);
    xml.writeAttribute(u"classname"_qs, u"weir"_qs);
    xml.writeAttribute(u"name"_qs, name);
    if (!failure.isEmpty()) {
        xml.writeStartElement(u"failure"_qs);
        xml.writeAttribute(u"message"_qs, failure);
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

/// The error bars of the table above, or why there are none.
QString calibrationLine(const QJsonObject &summary)
{
    const QJsonObject calibration = summary.value(u"calibration"_qs).toObject();
    if (calibration.isEmpty())
        return u"\nNo error bars: %1.\n"_qs.arg(
            markdownSafe(summary.value(u"calibration_reason"_qs).toString(u"not calibrated"_qs)));
    QStringList bars;
    for (const QString &key : {u"ttft_ms"_qs, u"itl_ms"_qs, u"start_ms"_qs})
        bars << u"%1 ± %2"_qs.arg(key, figure(calibration.value(key)[u"p99"_qs]));
    return u"\nError bars by the calibration of %1 (%2): %3.\n"_qs.arg(
        markdownSafe(calibration.value(u"date"_qs).toString()),
        markdownSafe(calibration.value(u"transport"_qs).toString()), bars.join(u", "_qs));
}

} // namespace

Result<void> writeSummaryCsv(const QJsonObject &summary, const QString &path)
{
    OutputFile file(path);
    file.write(csvLine({u"metric"_qs, u"stat"_qs, u"value"_qs, u"unit"_qs}));
    writeNumbers(file, QString(), summary);
    return file.commit();
}

Result<void> writeWindowsCsv(const QJsonObject &summary, const QString &path)
{
    OutputFile file(path);
    QStringList fields;
    for (const WindowColumn &column : windowColumns)
        fields << column.name.toString();
    file.write(csvLine(fields));
    for (const QJsonValue window : summary.value(u"windows"_qs).toArray()) {
        fields.clear();
        for (const WindowColumn &column : windowColumns) {
            const QJsonValue value = valueIn(window.toObject(), column);
            fields << (value.isDouble() ? csvNumber(value.toDouble()) : QString());
        }
        file.write(csvLine(fields));
    }
    return file.commit();
}

Result<void> writeSummaryJson(const QJsonObject &summary, const QString &path)
{
    OutputFile file(path);
    file.write(QJsonDocument(summary).toJson());
    return file.commit();
}

Result<void> writeJsonLines(const RunFileReader &run, const QString &path)
{
    const TimePoint start = run.milestones().start;
    OutputFile file(path);
    const Result<void> read = run.forEachRecord({}, [&file, start](const RequestRecord &record) {
        file.write(QJsonDocument(recordJson(record, start)).toJson(QJsonDocument::Compact) + '\n');
    });
    return read ? file.commit() : read;
}

QByteArray toJUnit(const QJsonObject &summary)
{
    const QJsonArray thresholds = summary.value(u"thresholds"_qs).toArray();
    const QString verdict = summary.value(u"verdict"_qs).toString();
    const auto missed = std::count_if(thresholds.begin(), thresholds.end(), [](const QJsonValue &threshold) {
        return !threshold.toObject().value(u"ok"_qs).toBool();
    });
    QByteArray text;
    QXmlStreamWriter xml(&text);
    xml.setAutoFormatting(true);
    xml.writeStartDocument();
    xml.writeStartElement(u"testsuite"_qs);
    xml.writeAttribute(u"name"_qs, xmlSafe(summary.value(u"scenario"_qs).toString()));
    xml.writeAttribute(u"tests"_qs, QString::number(thresholds.size() + 1));
    xml.writeAttribute(u"failures"_qs, QString::number(missed + (verdict == u"pass" ? 0 : 1)));
    for (const QJsonValue &value : thresholds) {
        const QJsonObject threshold = value.toObject();
        const QString failure = threshold.value(u"ok"_qs).toBool() ? QString()
                                                                   : u"did not hold; the value is "_qs +
                                                                         figure(threshold.value(u"value"_qs));
        writeCase(xml, xmlSafe(threshold.value(u"expression"_qs).toString()), failure);
    }
    QStringList reasons;
    for (const QJsonValue &reason : summary.value(u"reasons"_qs).toArray())
        reasons << reason.toString();
    writeCase(xml, u"verdict"_qs,
              verdict == u"pass" ? QString() : xmlSafe(verdict + u": "_qs + reasons.join(u"; "_qs)));
    xml.writeEndElement();
    xml.writeEndDocument();
    return text;
}

QString toMarkdown(const QJsonObject &summary)
{
    QString text = u"# %1: %2\n\n"_qs.arg(markdownSafe(summary.value(u"scenario"_qs).toString()),
                                          summary.value(u"verdict"_qs).toString());
    for (const QJsonValue &reason : summary.value(u"reasons"_qs).toArray())
        text += u"- "_qs + markdownSafe(reason.toString()) + u'\n';
    text +=
        u"\n| Figure | count | mean | p50 | p90 | p95 | p99 | max |\n|---|--:|--:|--:|--:|--:|--:|--:|\n"_qs;
    for (const QString &key : {u"ttft_ms"_qs, u"ttfa_ms"_qs, u"itl_ms"_qs, u"tpot_ms"_qs, u"e2e_ms"_qs,
                               u"response_ttft_ms"_qs, u"response_e2e_ms"_qs, u"schedule_slip_ms"_qs}) {
        const QJsonObject values = summary.value(key).toObject();
        if (values.value(u"count"_qs).toDouble() == 0)
            continue;
        QStringList cells{key};
        for (const QString &stat :
             {u"count"_qs, u"mean"_qs, u"p50"_qs, u"p90"_qs, u"p95"_qs, u"p99"_qs, u"max"_qs})
            cells << figure(values.value(stat));
        text += u"| "_qs + cells.join(u" | "_qs) + u" |\n"_qs;
    }
    text += calibrationLine(summary);
    text += windowsMarkdown(summary.value(u"windows"_qs).toArray());
    text += u"\n| Figure | Value | Unit |\n|---|--:|---|\n"_qs;
    text += u"| Requests | %1 | 1/s |\n"_qs.arg(figure(summary.value(u"requests_per_second"_qs)));
    text += u"| Output tokens | %1 | 1/s |\n"_qs.arg(
        figure(summary.value(u"tokens"_qs).toObject().value(u"per_second"_qs)));
    const QJsonObject errors = summary.value(u"errors"_qs).toObject();
    for (auto it = errors.begin(); it != errors.end(); ++it)
        text += u"| %1 | %2 | requests |\n"_qs.arg(markdownSafe(it.key()), figure(it.value()));
    return text;
}

} // namespace weir
