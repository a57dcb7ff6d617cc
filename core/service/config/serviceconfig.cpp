// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/config/serviceconfig.h"

#include "service/config/configreader.h"
#include "service/config/configwriter.h"

#include <QDir>
#include <QFile>
#include <QJsonObject>

namespace weir {

namespace {

const QString presetFolder = QStringLiteral(":/weir/service");
const QString presetSuffix = QStringLiteral(".json");

/// Without what a file does not hold.
ServiceConfig fileParts(const ServiceConfig &config)
{
    ServiceConfig parts = config;
    parts.port = 0;
    parts.apiKey.clear();
    parts.truthFile.clear();
    return parts;
}

} // namespace

ServiceConfig fixedService(Nanoseconds ttft, Nanoseconds itl, quint32 tokens)
{
    ServiceConfig config;
    config.model.scheduler.ttft = ttft;
    config.model.scheduler.itl = itl;
    config.model.output.tokens = RandomFigure::fixed(tokens);
    return config;
}

Problems configProblems(const ServiceConfig &config)
{
    // One validation for both: what can be written and read back is what a file could say.
    const ConfigReading reading = readConfig(configToText(config));
    Problems problems = reading.problems;
    if (!hasErrors(problems) && !(reading.config == fileParts(config)))
        problems.push_back({Severity::Error, {}, QStringLiteral("A figure is not a number.")});
    return problems;
}

Result<void> checkConfig(const ServiceConfig &config)
{
    const Problems problems = configProblems(config);
    if (hasErrors(problems))
        return Error{errorLines(problems), {}, QStringLiteral("Correct the configuration of the service.")};
    return {};
}

QStringList presetNames()
{
    const QString standard = QStringLiteral("steady");
    QStringList names;
    for (const QString &file : QDir(presetFolder).entryList({u'*' + presetSuffix}, QDir::Files, QDir::Name))
        names.append(file.chopped(presetSuffix.size()));
    names.removeAll(standard);
    names.prepend(standard);
    return names;
}

Result<ServiceConfig> presetConfig(const QString &name)
{
    if (!presetNames().contains(name))
        return Error{QStringLiteral("The service has no preset \"%1\".").arg(name),
                     {},
                     QStringLiteral("Presets: %1.").arg(presetNames().join(QStringLiteral(", ")))};
    QFile file(presetFolder + u'/' + name + presetSuffix);
    if (!file.open(QIODevice::ReadOnly))
        return Error{
            QStringLiteral("The preset could not be read: %1.").arg(file.errorString()), file.fileName(), {}};
    return configFromJson(file.readAll(), file.fileName());
}

} // namespace weir
