// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/projectfile.h"

#include "base/duplicatekeys.h"
#include "base/fileerror.h"
#include "base/inputfile.h"
#include "base/outputfile.h"
#include "base/textdecoder.h"
#include "scenario/scenariojson.h"
#include "store/runschema.h"
#include "store/secretscan.h"

#include <QCryptographicHash>
#include <QFile>
#include <QFileInfo>

namespace weir {

namespace {

constexpr qint64 largestProject = qint64{64} * 1024 * 1024;

QByteArray fingerprintOf(const QByteArray &content)
{
    return QCryptographicHash::hash(content, QCryptographicHash::Sha256);
}

} // namespace

QByteArray projectFingerprint(const QString &path)
{
    QFile file(path);
    // A pipe or device could keep the reader for ever.
    const bool isReadable = QFileInfo(path).isFile() && file.open(QIODevice::ReadOnly);
    return isReadable ? fingerprintOf(file.read(largestProject + 1)) : QByteArray();
}

Result<ProjectReading> readProject(const QString &path)
{
    const Result<QByteArray> bytes = readInputFile(path, largestProject);
    if (!bytes) {
        return Error{
            Message(WEIR_TEXT("project.unreadable", "The project can't be read: %1"), bytes.error().what),
            bytes.error().where, bytes.error().advice};
    }
    if (isRunFile(*bytes)) {
        return Error{
            Message(WEIR_TEXT("project.is_run", "This is a run file, no project")), Message::verbatim(path),
            Message(WEIR_TEXT("project.is_run_advice", "Use weir-cli report, or open it in the window."))};
    }
    if (bytes->size() > largestProject) {
        return Error{
            Message(WEIR_TEXT("project.too_large", "The file is larger than 64 MiB, so it is no project")),
            Message::verbatim(path),
            Message(WEIR_TEXT("project.move_data",
                              "Move large test data into a JSONL file beside the project."))};
    }
    const Result<QByteArray> json = decodedText(*bytes);
    if (!json)
        return json.error().within(Message::verbatim(path));
    ScenarioReading reading = scenarioFromJson(*json);
    // Of two values of one key the reader takes the last without a word. What is no JSON has been told.
    if (const Result<Problems> twice = duplicateKeys(*json))
        reading.problems.insert(reading.problems.end(), twice->begin(), twice->end());
    return ProjectReading{std::move(reading.scenario), std::move(reading.problems), fingerprintOf(*bytes),
                          reading.isTaken};
}

Result<void> writeProject(const QString &path, const Scenario &scenario)
{
    const Problems secrets = findSecretValues(scenario);
    if (!secrets.empty())
        return Error{secrets.front().message, Message::verbatim(secrets.front().path), {}};
    if (const Message why = failureOfWriting(path, scenarioToJson(scenario)); !why.isEmpty()) {
        return Error{Message(WEIR_TEXT("project.unsaved", "The project can't be saved: %1"), why),
                     Message::verbatim(path), writingAdvice(why)};
    }
    return {};
}

} // namespace weir
