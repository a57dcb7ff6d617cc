// SPDX-License-Identifier: GPL-3.0-or-later
#include "console.h"

#include "base/fileerror.h"
#include "base/plaintext.h"

#include <QSaveFile>

#include <cerrno>
#include <cstdio>
#include <unistd.h>

namespace weir::cli {

namespace {

// stdio's own error flag of standard output does not tell a reader that had enough from a full disk.
bool lostOutput = false;

} // namespace

void printOut(const QString &line)
{
    const QByteArray bytes = line.toUtf8() + '\n';
    const std::size_t size = static_cast<std::size_t>(bytes.size());
    const bool written = std::fwrite(bytes.constData(), 1, size, stdout) == size && std::fflush(stdout) == 0;
    lostOutput = lostOutput || (!written && errno != EPIPE);
}

bool isOutputLost()
{
    return lostOutput;
}

void printError(const QString &line)
{
    const QByteArray bytes = line.toUtf8() + '\n';
    std::fwrite(bytes.constData(), 1, static_cast<std::size_t>(bytes.size()), stderr);
}

void printError(const Error &error)
{
    printError(QStringLiteral("weir-cli: ") + plainText(error.text(), LineBreaks::Keep));
}

QString describe(const Problem &problem)
{
    const QString severity =
        problem.severity == Severity::Error ? QStringLiteral("error") : QStringLiteral("warning");
    return plainText(QStringLiteral("%1 %2: %3")
                         .arg(severity, problem.path.isEmpty() ? QStringLiteral("/") : problem.path,
                              problem.message.text()));
}

Result<void> writeFile(const QString &path, const QByteArray &content)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size() || !file.commit())
        return Error{
            Message(WEIR_TEXT("file.cannot_write", "The file can't be written: %1"), failureOf(file)),
            Message::verbatim(path), WEIR_TEXT("file.check_folder", "Check the folder and the free space.")};
    return {};
}

Error runFileExists(const QString &path)
{
    return {WEIR_TEXT("cli.run_file_exists", "The run file exists already"), Message::verbatim(path),
            WEIR_TEXT("cli.choose_another_name", "Choose another name, or move the file away.")};
}

bool wantsColor(int fileDescriptor, bool noColor)
{
    return !noColor && isatty(fileDescriptor) != 0 && !qEnvironmentVariableIsSet("NO_COLOR");
}

} // namespace weir::cli
