// SPDX-License-Identifier: GPL-3.0-or-later
#include "imports/importjson.h"

#include "base/jsonsyntax.h"

#include <QJsonArray>
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

void noteRest(ImportDraft &draft, const QString &name, const QJsonObject &object, const QStringList &read)
{
    for (auto member = object.begin(); member != object.end(); ++member) {
        const QJsonValue value = member.value();
        const bool isEmpty = value.isNull() || value == false || value == QString() ||
                             value == QJsonArray() || value == QJsonObject();
        const QString key = member.key();
        if (isEmpty || read.contains(key) || key.startsWith(u"x-"_qs) || key.startsWith(u'_'))
            continue;
        const QString shown = value.isObject() || value.isArray() ? QString() : value.toVariant().toString();
        draft.leftOut(name.isEmpty() ? key : name + u'.' + key, shown,
                      WEIR_TEXT("import.unread", "Weir has no place for this part of it."));
    }
}

} // namespace weir
