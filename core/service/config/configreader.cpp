// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/config/configreader.h"

#include "base/duplicatekeys.h"
#include "base/jsonsyntax.h"
#include "service/config/configcontradictions.h"
#include "service/config/configforms.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace weir {

namespace {

void readVersion(JsonReader &reader)
{
    const QString key = QStringLiteral("weir_service");
    reader.accept(key);
    if (!reader.has(key))
        reader.problem(key, WEIR_TEXT("service.version_missing", "The version is missing; write 1."));
    else if (reader.raw().value(key) != QJsonValue(1))
        reader.problem(
            key, WEIR_TEXT("service.other_version",
                           "The file is of another version of the format; this program reads version 1, "
                           "written as 1."));
}

/// Qt keeps the last of equal keys. What a stricter reader can't read is let through only where there is
/// something else to mend already: equal keys could hide in it.
void findDuplicateKeys(const QByteArray &json, Problems &problems)
{
    const Result<Problems> twice = duplicateKeys(json);
    if (twice)
        problems.insert(problems.begin(), twice->begin(), twice->end());
    else if (!hasErrors(problems))
        problems.push_back({Severity::Error, {}, twice.error().what});
}

} // namespace

ConfigReading readConfigValue(const QJsonValue &value)
{
    ConfigReading reading;
    JsonReader reader(value, QString(), reading.problems);
    if (!value.isObject())
        return reading;
    readVersion(reader);
    readListed(reader, reading.config);
    readListed(reader, reading.config.model);
    reader.finish();
    findContradictions(reading.config, reading.problems);
    return reading;
}

ConfigReading readConfig(const QByteArray &json)
{
    QJsonParseError parse{};
    const QJsonDocument document = QJsonDocument::fromJson(json, &parse);
    if (parse.error == QJsonParseError::NoError) {
        ConfigReading reading = readConfigValue(document.isObject() ? QJsonValue(document.object())
                                                                    : QJsonValue(document.array()));
        findDuplicateKeys(json, reading.problems);
        return reading;
    }
    const Message message(WEIR_TEXT("service.not_json", "This is not JSON at byte %1: %2."), parse.offset,
                          syntaxFault(parse, json));
    return {{}, {{Severity::Error, {}, message}}};
}

Result<ServiceConfig> configFromJson(const QByteArray &json, const QString &where)
{
    ConfigReading reading = readConfig(json);
    if (hasErrors(reading.problems))
        return Error{errorLines(reading.problems), Message::verbatim(where), {}};
    return std::move(reading.config);
}

} // namespace weir
