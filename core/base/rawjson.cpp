// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/rawjson.h"

#include "base/jsonsyntax.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace weir {

namespace {

QString indented(const QJsonDocument &document)
{
    if (document.isEmpty())
        return document.isArray() ? QStringLiteral("[]") : QStringLiteral("{}");
    const QString text = QString::fromUtf8(document.toJson()).trimmed();
    // Qt indents by four spaces; a project file does by two.
    QString narrow;
    narrow.reserve(text.size());
    for (const QString &line : text.split(u'\n')) {
        qsizetype blanks = 0;
        while (blanks < line.size() && line[blanks] == u' ')
            ++blanks;
        narrow += (narrow.isEmpty() ? QString() : QStringLiteral("\n")) + QString(blanks / 2, u' ') +
                  line.sliced(blanks);
    }
    return narrow;
}

} // namespace

RawJson RawJson::of(const QJsonValue &value)
{
    if (value.isObject())
        return {indented(QJsonDocument(value.toObject()))};
    if (value.isArray())
        return {indented(QJsonDocument(value.toArray()))};
    return {value.toString()};
}

Result<QJsonValue> RawJson::value() const
{
    if (isEmpty())
        return QJsonValue(QJsonValue::Undefined);
    const QByteArray json = text.toUtf8();
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(json, &error);
    if (error.error != QJsonParseError::NoError)
        return Error{
            Message(WEIR_TEXT("json.not_json", "This is not JSON: %1"), syntaxFault(error, json)),
            Message(WEIR_TEXT("json.at_byte", "byte %1"), error.offset),
            WEIR_TEXT("json.write_object", "Write an object like {\"key\": \"value\"} or a list [ ].")};
    return document.isObject() ? QJsonValue(document.object()) : QJsonValue(document.array());
}

} // namespace weir
