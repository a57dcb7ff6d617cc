// SPDX-License-Identifier: GPL-3.0-or-later
#include "console.h"

#include <QSaveFile>

#include <unistd.h>

#include <cstdio>

namespace weir::cli {

void printOut(const QString &line)
{
    const QByteArray bytes = line.toUtf8() + '\n';
    std::fwrite(bytes.constData(), 1, static_cast<std::size_t>(bytes.size()), stdout);
    std::fflush(stdout);
}

void printError(const QString &line)
{
    const QByteArray bytes = line.toUtf8() + '\n';
    std::fwrite(bytes.constData(), 1, static_cast<std::size_t>(bytes.size()), stderr);
}

void printError(const Error &error)
{
    printError(QStringLiteral("weir-cli: ") + error.text());
}

QString describe(const Problem &problem)
{
    const QString severity =
        problem.severity == Severity::Error ? QStringLiteral("error") : QStringLiteral("warning");
    return QStringLiteral("%1 %2: %3").arg(severity, problem.path.isEmpty() ? QStringLiteral("/") : problem.path,
                                           problem.message);
}

Result<void> writeFile(const QString &path, const QByteArray &content)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size() || !file.commit())
        return Error{QStringLiteral("the file can't be written: %1").arg(file.errorString()), path,
                     QStringLiteral("Check the folder and the free space.")};
    return {};
}

bool wantsColor(int fileDescriptor, bool noColor)
{
    return !noColor && isatty(fileDescriptor) != 0 && !qEnvironmentVariableIsSet("NO_COLOR");
}

} // namespace weir::cli
