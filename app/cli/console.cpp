// SPDX-License-Identifier: GPL-3.0-or-later
#include "console.h"

#include "base/directfile.h"
#include "base/fileerror.h"
#include "base/plaintext.h"

#include <cerrno>
#include <cstdio>
#include <unistd.h>

namespace weir::cli {

namespace {

Message loss; ///< The first one.

} // namespace

void printOut(const QString &line)
{
    const QByteArray bytes = line.toUtf8() + '\n';
    const int error = writeAll(STDOUT_FILENO, bytes);
    if (loss.isEmpty() && error != 0 && error != EPIPE)
        loss = systemFailure(error);
}

Message whyOutputIsLost()
{
    return loss;
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
