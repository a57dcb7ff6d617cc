// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/config/serviceconfig.h"

#include "base/fileerror.h"
#include "service/config/configcontradictions.h"
#include "service/config/configforms.h"
#include "service/config/configreader.h"

#include <QDir>
#include <QFile>

namespace weir {

namespace {

const QString presetFolder = QStringLiteral(":/weir/service");
const QString presetSuffix = QStringLiteral(".json");

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
    // What is wrong in itself takes its default in the copy, as in reading, so that the contradictions are
    // those of the rest.
    ServiceConfig checked = config;
    Problems problems;
    Findings findings(problems, {});
    checkListed(findings, checked);
    checkListed(findings, checked.model);
    findContradictions(checked, problems);
    return problems;
}

Result<void> checkConfig(const ServiceConfig &config)
{
    const Problems problems = configProblems(config);
    if (hasErrors(problems))
        return Error{errorLines(problems),
                     {},
                     WEIR_TEXT("service.correct_configuration", "Correct the configuration of the service.")};
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
        return Error{
            Message(WEIR_TEXT("service.no_such_preset", "The service has no preset \"%1\"."), name),
            {},
            Message(WEIR_TEXT("service.presets", "Presets: %1."), presetNames().join(QStringLiteral(", ")))};
    QFile file(presetFolder + u'/' + name + presetSuffix);
    if (!file.open(QIODevice::ReadOnly))
        return Error{Message(WEIR_TEXT("service.preset_not_read", "The preset could not be read: %1."),
                             failureOf(file)),
                     Message::verbatim(file.fileName()),
                     {}};
    return configFromJson(file.readAll(), file.fileName());
}

} // namespace weir
