// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/rawjson.h"

#include "base/duplicatekeys.h"
#include "base/jsonsyntax.h"
#include "base/orderedjson.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <optional>
#include <utility>

namespace weir {

namespace {

constexpr MessageText atByte = WEIR_TEXT("json.at_byte", "byte %1");
constexpr MessageText writeObject =
    WEIR_TEXT("json.write_object", "Write an object like {\"key\": \"value\"} or a list [ ].");

/// Qt's reader takes objects and lists alone.
bool isScalar(const QByteArray &json)
{
    return QJsonDocument::fromJson('[' + json + ']').array().size() == 1;
}

/// What Qt's reader takes and makes something else of.
std::optional<Error> lossIn(const QByteArray &json)
{
    for (const std::optional<JsonFault> &fault : {textFault(json), numberFault(json)}) {
        if (fault)
            return Error{fault->what, Message(atByte, *fault->offset), {}};
    }
    const Result<Problems> twice = duplicateKeys(json);
    if (!twice || twice->empty())
        return std::nullopt;
    return Error{twice->front().message, Message::verbatim(twice->front().path), {}};
}

} // namespace

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
    if (error.error != QJsonParseError::NoError && isScalar(json))
        return Error{WEIR_TEXT("json.no_object_or_list", "This is neither an object { } nor a list [ ]"),
                     {},
                     writeObject};
    if (error.error != QJsonParseError::NoError)
        return Error{Message(WEIR_TEXT("json.not_json", "This is not JSON: %1"), syntaxFault(error, json)),
                     Message(atByte, error.offset), writeObject};
    if (std::optional<Error> lost = lossIn(json))
        return *std::move(lost);
    return document.isObject() ? QJsonValue(document.object()) : QJsonValue(document.array());
}

Result<QJsonValue> RawJson::value(QJsonValue::Type type) const
{
    Result<QJsonValue> any = value();
    const bool isOther = any ? !any->isUndefined() && any->type() != type
                             : any.error().what.code() == QByteArray("json.no_object_or_list");
    if (!isOther)
        return any;
    return type == QJsonValue::Array
               ? Error{WEIR_TEXT("json.list_needed", "A list [ ] is needed here"), {}, {}}
               : Error{WEIR_TEXT("json.object_needed", "An object { } is needed here"), {}, {}};
}

} // namespace weir
