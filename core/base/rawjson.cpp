// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/rawjson.h"

#include "base/jsonsyntax.h"
#include "base/orderedjson.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace weir {

RawJson RawJson::of(const QJsonValue &value)
{
    const bool isText = !value.isObject() && !value.isArray();
    return {isText ? value.toString() : QString::fromUtf8(OrderedJson::of(value).toBytes().trimmed())};
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
