// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/streamcases.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace weir::test {

namespace {

/// A text, bytes in hex, a text again and again, or a pause before what follows.
void addStep(const QJsonValue &step, std::vector<StreamCase::Write> &writes)
{
    const QJsonObject object = step.toObject();
    if (object.contains(QStringLiteral("pause_ms"))) {
        writes.push_back({{}, std::chrono::milliseconds(object.value(QStringLiteral("pause_ms")).toInt())});
        return;
    }
    if (writes.empty())
        writes.emplace_back();
    QByteArray bytes = step.toString().toUtf8();
    if (object.contains(QStringLiteral("hex")))
        bytes = QByteArray::fromHex(object.value(QStringLiteral("hex")).toString().toLatin1());
    else if (object.contains(QStringLiteral("repeat")))
        bytes = object.value(QStringLiteral("repeat"))
                    .toString()
                    .toUtf8()
                    .repeated(object.value(QStringLiteral("times")).toInt());
    writes.back().bytes += bytes;
}

std::optional<quint64> number(const QJsonObject &object, const QString &key)
{
    return object.contains(key) ? std::optional<quint64>(quint64(object.value(key).toInteger()))
                                : std::nullopt;
}

StreamCase caseOf(const QString &vendor, const QJsonObject &object)
{
    StreamCase made;
    made.vendor = vendor;
    made.name = object.value(QStringLiteral("name")).toString();
    made.stream = object.value(QStringLiteral("stream")).toBool(true);
    made.status = object.value(QStringLiteral("status")).toInt(200);
    for (const QJsonValue &header : object.value(QStringLiteral("headers")).toArray())
        made.headers << header.toString().toUtf8();
    for (const QJsonValue &step : object.value(QStringLiteral("body")).toArray())
        addStep(step, made.writes);
    const QJsonObject expect = object.value(QStringLiteral("expect")).toObject();
    made.outcome = expect.value(QStringLiteral("outcome")).toString();
    if (const std::optional<quint64> chunks = number(expect, QStringLiteral("chunks")))
        made.chunks = static_cast<quint32>(*chunks);
    made.input = number(expect, QStringLiteral("input"));
    made.output = number(expect, QStringLiteral("output"));
    if (expect.contains(QStringLiteral("streamed")))
        made.streamed = expect.value(QStringLiteral("streamed")).toBool();
    made.finish = expect.value(QStringLiteral("finish")).toString();
    made.says = expect.value(QStringLiteral("says")).toString();
    made.mostEventMib = static_cast<quint32>(number(expect, QStringLiteral("most_event_mib")).value_or(64));
    return made;
}

std::vector<StreamCase> readCases()
{
    std::vector<StreamCase> cases;
    const QDir folder(QStringLiteral(WEIR_TEST_DATA "/streams"));
    for (const QString &name : folder.entryList({QStringLiteral("*.json")}, QDir::Files, QDir::Name)) {
        QFile file(folder.filePath(name));
        if (!file.open(QIODevice::ReadOnly))
            qFatal("%s can't be read", qPrintable(name));
        const QJsonObject object = QJsonDocument::fromJson(file.readAll()).object();
        const QJsonArray list = object.value(QStringLiteral("cases")).toArray();
        if (list.isEmpty())
            qFatal("%s holds no cases", qPrintable(name));
        for (const QJsonValue &one : list)
            cases.push_back(caseOf(object.value(QStringLiteral("vendor")).toString(), one.toObject()));
    }
    return cases;
}

template <typename T>
QString shown(const std::optional<T> &value)
{
    return value ? QString::number(*value) : QStringLiteral("none");
}

} // namespace

const std::vector<StreamCase> &streamCases()
{
    static const std::vector<StreamCase> cases = readCases();
    return cases;
}

QByteArray StreamCase::body() const
{
    QByteArray bytes;
    for (const Write &write : writes)
        bytes += write.bytes;
    return bytes;
}

ServerScript StreamCase::script() const
{
    QByteArray head = "HTTP/1.1 " + QByteArray::number(status) + " Said\r\n";
    for (const QByteArray &header : headers)
        head += header + "\r\n";
    ServerScript made;
    made.readRequest();
    if (status == 204)
        return made.send(head + "\r\n").close();
    made.send(head + "Transfer-Encoding: chunked\r\n\r\n");
    for (const Write &write : writes) {
        if (write.pause.count() > 0)
            made.sleep(write.pause);
        if (!write.bytes.isEmpty())
            made.send(chunk(write.bytes));
    }
    return made.send(lastChunk()).close();
}

QString StreamCase::faultOf(const RequestRecord &record) const
{
    const QString message = record.outcome.message.english();
    if (record.outcome.key() != outcome)
        return QStringLiteral("%1 in place of %2: %3").arg(record.outcome.key(), outcome, message);
    if (!message.contains(says, Qt::CaseInsensitive))
        return QStringLiteral("\"%1\" does not say \"%2\"").arg(message, says);
    if (says.isEmpty() && outcome == u"success" && !message.isEmpty())
        return QStringLiteral("nothing is odd, but: %1").arg(message);
    if (chunks && record.chunkCount != *chunks)
        return QStringLiteral("%1 chunks in place of %2").arg(record.chunkCount).arg(*chunks);
    if (input && record.usage.input != input)
        return QStringLiteral("input %1 in place of %2").arg(shown(record.usage.input), shown(input));
    if (output && record.usage.output != output)
        return QStringLiteral("output %1 in place of %2").arg(shown(record.usage.output), shown(output));
    if (streamed && record.streamed != *streamed)
        return QStringLiteral("streamed is %1").arg(record.streamed);
    if (!finish.isEmpty() && record.finishReason != finish)
        return QStringLiteral("finish reason %1").arg(record.finishReason);
    return {};
}

} // namespace weir::test
