// SPDX-License-Identifier: GPL-3.0-or-later
#include "summaryoutput.h"

#include "console.h"
#include "report/textreports.h"

#include <QJsonDocument>

#include <unistd.h>

namespace weir::cli {

void SummaryOptions::addTo(CLI::App &command)
{
    command.add_option("--summary", summary, "JSON summary to a file, or - for standard output");
    command.add_option("--junit", junit, "Thresholds and verdict as JUnit XML");
    command.add_flag("--no-color", noColor, "No colours");
}

ExitCode exitCodeOf(const Summary &summary)
{
    if (summary.interrupted)
        return ExitCode::Interrupted;
    switch (summary.verdict) {
    case Verdict::Pass:
        return ExitCode::Pass;
    case Verdict::Fail:
        return ExitCode::Failed;
    case Verdict::Invalid:
        return ExitCode::Invalid;
    case Verdict::Incomplete:
        return ExitCode::Interrupted;
    }
    return ExitCode::InternalError;
}

Result<void> printSummary(const Summary &summary, const SummaryOptions &options)
{
    const bool jsonToOut = options.summary == "-";
    const QByteArray json = QJsonDocument(toJson(summary)).toJson(QJsonDocument::Indented);
    const QString text =
        toText(summary, wantsColor(jsonToOut ? STDERR_FILENO : STDOUT_FILENO, options.noColor)).trimmed();
    if (jsonToOut) {
        printOut(QString::fromUtf8(json).trimmed());
        if (!options.quiet)
            printError(text);
    } else {
        printOut(text);
        if (!options.summary.empty()) {
            if (Result<void> written = writeFile(QString::fromStdString(options.summary), json); !written)
                return written;
        }
    }
    if (!options.junit.empty())
        return writeFile(QString::fromStdString(options.junit), toJUnit(summary));
    return {};
}

} // namespace weir::cli
