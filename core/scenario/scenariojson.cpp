// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/scenariojson.h"

#include "base/jsonsyntax.h"
#include "scenario/migrations.h"
#include "scenario/scenariocodec.h"

#include <QJsonDocument>

namespace weir {

namespace {

/// "line 3, column 7" of a byte offset; columns count characters as an editor does.
Message placeOf(const QByteArray &json, qsizetype offset)
{
    const QByteArrayView before = QByteArrayView(json).first(std::clamp<qsizetype>(offset, 0, json.size()));
    const qsizetype lineStart = before.lastIndexOf('\n') + 1;
    const qsizetype line = std::count(before.begin(), before.end(), '\n') + 1;
    const qsizetype column = QString::fromUtf8(before.sliced(lineStart)).size() + 1;
    return Message(WEIR_TEXT("scenario.line_and_column", "line %1, column %2"), line, column);
}

/// The file's version; nothing, and a problem, when the file can't be read as any that this program knows.
std::optional<int> versionOf(const QJsonObject &object, Problems &problems)
{
    const QString path = QStringLiteral("/weir");
    const QJsonValue value = object.value(u"weir");
    if (value.isUndefined()) {
        problems.push_back(
            {Severity::Error, path,
             Message(WEIR_TEXT("scenario.version_missing",
                               "The file's version is missing; a Weir project starts with \"weir\": %1."),
                     scenarioVersion)});
        return std::nullopt;
    }
    const qint64 version = value.toInteger(0);
    if (version < 1) {
        problems.push_back(
            {Severity::Error, path,
             WEIR_TEXT("scenario.version_not_whole", "The version is a whole number from 1 on.")});
        return std::nullopt;
    }
    if (version > scenarioVersion) {
        problems.push_back(
            {Severity::Error, path,
             Message(WEIR_TEXT("scenario.version_newer", "The file is of version %1, this program reads up "
                                                         "to version %2. Open it with a newer Weir."),
                     version, scenarioVersion)});
        return std::nullopt;
    }
    return static_cast<int>(version);
}

} // namespace

ScenarioReading scenarioFromJson(const QByteArray &json)
{
    QJsonParseError syntax;
    const QJsonDocument document = QJsonDocument::fromJson(json, &syntax);
    std::optional<JsonFault> fault = textFault(json, HalfCharacters::Kept);
    if (syntax.error != QJsonParseError::NoError && (!fault || *fault->offset >= syntax.offset))
        fault = JsonFault{syntaxFault(syntax, json), syntax.offset};
    if (fault) {
        const Message message(WEIR_TEXT("scenario.json_broken", "The JSON is broken at %1: %2."),
                              placeOf(json, *fault->offset), fault->what);
        return {{}, {{Severity::Error, {}, message}}, false};
    }
    if (!document.isObject())
        return {{},
                {{Severity::Error,
                  {},
                  WEIR_TEXT("scenario.not_an_object", "A project file holds one JSON object { }.")}},
                false};

    Problems problems;
    QJsonObject object = document.object();
    const std::optional<int> version = versionOf(object, problems);
    // A newer file may use known keys for other things, so nothing of it is taken.
    if (!version && object.value(u"weir").toInteger(0) > scenarioVersion)
        return {{}, problems, false};
    object = migrated(object, version.value_or(scenarioVersion), scenarioMigrations());
    ScenarioReading reading = scenarioFromObject(object);
    reading.problems.insert(reading.problems.begin(), problems.begin(), problems.end());
    return reading;
}

QByteArray scenarioToJson(const Scenario &scenario)
{
    return scenarioToObject(scenario, Defaults::Omitted).toBytes();
}

} // namespace weir
