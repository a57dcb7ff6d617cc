// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/projectfile.h"

#include "scenario/scenariojson.h"
#include "store/secretscan.h"

#include <QFile>
#include <QFileInfo>
#include <QSaveFile>

namespace weir {

namespace {

constexpr qint64 largestProject = qint64{64} * 1024 * 1024;

} // namespace

Result<ProjectReading> readProject(const QString &path)
{
    QFile file(path);
    if (QFileInfo(path).isDir() || !file.open(QIODevice::ReadOnly)) {
        const QString why = QFileInfo(path).isDir() ? QStringLiteral("it is a folder") : file.errorString();
        return Error{QStringLiteral("the project can't be read: %1").arg(why), path,
                     QStringLiteral("Check the path and the permissions.")};
    }
    // Reading one byte more than allowed also bounds pipes and devices, which have no size.
    const QByteArray json = file.read(largestProject + 1);
    if (file.error() != QFile::NoError) {
        return Error{QStringLiteral("the project can't be read: %1").arg(file.errorString()), path,
                     QStringLiteral("Check the disk.")};
    }
    if (json.size() > largestProject) {
        return Error{QStringLiteral("the file is larger than 64 MiB, so it is no project"), path,
                     QStringLiteral("Move large test data into a JSONL file beside the project.")};
    }
    ScenarioReading reading = scenarioFromJson(json);
    return ProjectReading{std::move(reading.scenario), std::move(reading.problems)};
}

Result<void> writeProject(const QString &path, const Scenario &scenario)
{
    const Problems secrets = findSecretValues(scenario);
    if (!secrets.empty())
        return Error{secrets.front().message, secrets.front().path, QString()};
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(scenarioToJson(scenario)) < 0 || !file.commit()) {
        return Error{
            QStringLiteral("the project can't be saved: %1").arg(file.errorString()), path,
            QStringLiteral("Check the folder, its permissions and the free space, or save it elsewhere.")};
    }
    return {};
}

} // namespace weir
