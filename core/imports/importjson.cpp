// SPDX-License-Identifier: GPL-3.0-or-later
#include "imports/importjson.h"

#include "base/jsonsyntax.h"

#include <QJsonDocument>

namespace weir {

Result<QJsonObject> jsonDocument(const QString &text)
{
    const QByteArray bytes = text.toUtf8();
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(bytes, &error);
    if (error.error != QJsonParseError::NoError)
        return Error{Message(WEIR_TEXT("json.not_json", "This is not JSON: %1"), syntaxFault(error, bytes)),
                     Message(WEIR_TEXT("json.at_byte", "byte %1"), error.offset),
                     {}};
    if (!document.isObject())
        return Error{WEIR_TEXT("import.object_expected", "This is JSON, but no object { }"), {}, {}};
    return document.object();
}

QString memberText(const QJsonObject &object, const QString &key)
{
    const QJsonValue value = object.value(key);
    return value.isString() || value.isDouble() || value.isBool() ? value.toVariant().toString() : QString();
}

} // namespace weir
