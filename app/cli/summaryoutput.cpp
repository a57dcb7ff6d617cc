// SPDX-License-Identifier: GPL-3.0-or-later
#include "summaryoutput.h"

#include "console.h"
#include "outputs.h"
#include "report/textreports.h"

#include <QJsonDocument>

#include <unistd.h>

namespace weir::cli {

void SummaryOptions::addTo(CLI::App &command)
{
    command.add_option("--summary", summary, "JSON summary to a file, or - for standard output");
    command.add_option("--junit", junit,
                       "Thresholds and verdict as JUnit XML, to a file or - for standard output");
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
    const bool isOutTaken = takesStandardOutput(options);
    const QByteArray json = QJsonDocument(toJson(summary)).toJson(QJsonDocument::Indented);
    const QString text =
        toText(summary, wantsColor(isOutTaken ? STDERR_FILENO : STDOUT_FILENO, options.noColor)).trimmed();
    if (isOutTaken)
        printError(text);
    else
        printOut(text);
    return writeOutputs(options, json, toJUnit(summary));
}

bool takesStandardOutput(const SummaryOptions &options)
{
    return isStandardOutput(options.summary) || isStandardOutput(options.junit);
}

std::vector<Output> outputsOf(const SummaryOptions &options)
{
    return {{"--summary", options.summary}, {"--junit", options.junit}};
}

Result<void> writeOutputs(const SummaryOptions &options, const QByteArray &json, const QByteArray &junit)
{
    const Result<void> first = writeOutput(options.summary, json);
    const Result<void> second = writeOutput(options.junit, junit);
    if (!first && !second)
        printError(second.error());
    return first ? second : first;
}

} // namespace weir::cli
