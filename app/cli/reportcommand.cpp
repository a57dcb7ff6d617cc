// SPDX-License-Identifier: GPL-3.0-or-later
#include "commands.h"
#include "console.h"
#include "metrics/summary.h"
#include "outputs.h"
#include "report/csvexport.h"
#include "report/textreports.h"
#include "store/runsummary.h"

#include <QJsonDocument>

#include <unistd.h>

namespace weir::cli {

namespace {

struct ReportOptions
{
    std::string run, csv, json, jsonl, junit, markdown, window;
    bool noColor = false;

    [[nodiscard]] std::vector<Output> files() const
    {
        return {{"--json", json}, {"--jsonl", jsonl}, {"--junit", junit}, {"--markdown", markdown}};
    }
    [[nodiscard]] bool wantsText() const
    {
        return csv.empty() && json.empty() && jsonl.empty() && junit.empty() && markdown.empty();
    }
};

QString text(const std::string &value)
{
    return QString::fromStdString(value);
}

/// All that were asked for, whatever becomes of the others; false when one could not be written.
bool writeExports(const RunFileReader &run, const Summary &summary, const ReportOptions &options)
{
    bool isWritten = true;
    const auto tell = [&isWritten](const Result<void> &written) {
        if (!written) {
            printError(written.error());
            isWritten = false;
        }
    };
    if (!options.csv.empty()) {
        const Result<QStringList> written = exportCsv(run, summary, text(options.csv));
        tell(written ? Result<void>() : written.error());
    }
    if (!options.json.empty())
        tell(writeOutput(options.json, QJsonDocument(toJson(summary)).toJson()));
    if (!options.jsonl.empty())
        tell(writeJsonLines(run, outputPath(options.jsonl)));
    if (!options.junit.empty())
        tell(writeOutput(options.junit, toJUnit(summary)));
    if (!options.markdown.empty())
        tell(writeOutput(options.markdown, toMarkdown(summary).toUtf8()));
    return isWritten;
}

ExitCode report(const ReportOptions &options)
{
    if (const Result<void> apart = checkApart(options.files()); !apart) {
        printError(apart.error());
        return ExitCode::WrongUsage;
    }
    WindowChoice window;
    if (!options.window.empty()) {
        const Result<WindowChoice> parsed = parseWindow(text(options.window));
        if (!parsed) {
            printError(parsed.error().within(Message::verbatim(QStringLiteral("--window"))));
            return ExitCode::WrongUsage;
        }
        window = *parsed;
    }
    const Result<std::unique_ptr<RunFileReader>> run = RunFileReader::open(text(options.run));
    if (!run) {
        printError(run.error());
        return ExitCode::WrongUsage;
    }
    const Result<SummaryWithSamples> figures = summarize(**run, window);
    if (!figures) {
        printError(figures.error());
        const bool isOption =
            figures.error().what.code() == "window.past_end"; // known only when the run is read
        return isOption ? ExitCode::WrongUsage : ExitCode::InternalError;
    }
    if (options.wantsText())
        printOut(toText(figures->summary, wantsColor(STDOUT_FILENO, options.noColor)).trimmed());
    return writeExports(**run, figures->summary, options) ? ExitCode::Pass : ExitCode::InternalError;
}

} // namespace

void addReportCommand(CLI::App &app, Action &chosen)
{
    const std::shared_ptr<ReportOptions> options = std::make_shared<ReportOptions>();
    CLI::App *command = app.add_subcommand("report", "Exports of a saved run");
    command->add_option("RUN", options->run, "Run file (NAME.weirrun)")->required();
    command->add_option("--csv", options->csv,
                        "Folder for requests, chunks, series, errors and summary as CSV");
    command->add_option("--json", options->json, "Summary as JSON, - for standard output");
    command->add_option("--jsonl", options->jsonl, "One request a line as JSON, - for standard output");
    command->add_option("--junit", options->junit, "Thresholds as JUnit XML, - for standard output");
    command->add_option("--markdown", options->markdown, "Key figures as Markdown, - for standard output");
    command->add_option("--window", options->window,
                        "steady, all, or FROM..TO like 5s..30s (default: as the run's own)");
    command->add_flag("--no-color", options->noColor, "No colours");
    command->footer("Without an export the readable summary is printed.\n"
                    "Example: weir-cli report shop.weirrun --csv out --window 5s..30s");
    command->callback([options, &chosen] { chosen = [options] { return report(*options); }; });
}

} // namespace weir::cli
