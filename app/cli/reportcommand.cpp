// SPDX-License-Identifier: GPL-3.0-or-later
#include "commands.h"
#include "console.h"
#include "metrics/summary.h"
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

    [[nodiscard]] bool wantsText() const
    {
        return csv.empty() && json.empty() && jsonl.empty() && junit.empty() && markdown.empty();
    }
};

QString text(const std::string &value)
{
    return QString::fromStdString(value);
}

Result<void> writeOrPrint(const std::string &path, const QByteArray &content)
{
    if (path == "-") {
        printOut(QString::fromUtf8(content).trimmed());
        return {};
    }
    return writeFile(text(path), content);
}

Result<void> writeExports(const RunFileReader &run, const Summary &summary, const ReportOptions &options)
{
    if (!options.csv.empty()) {
        if (const Result<QStringList> written = exportCsv(run, summary, text(options.csv)); !written)
            return written.error();
    }
    if (!options.json.empty()) {
        if (Result<void> written = writeOrPrint(options.json, QJsonDocument(toJson(summary)).toJson());
            !written)
            return written;
    }
    if (!options.jsonl.empty()) {
        if (Result<void> written = writeJsonLines(run, text(options.jsonl)); !written)
            return written;
    }
    if (!options.junit.empty()) {
        if (Result<void> written = writeOrPrint(options.junit, toJUnit(summary)); !written)
            return written;
    }
    if (!options.markdown.empty())
        return writeOrPrint(options.markdown, toMarkdown(summary).toUtf8());
    return {};
}

ExitCode report(const ReportOptions &options)
{
    WindowChoice window;
    if (!options.window.empty()) {
        const Result<WindowChoice> parsed = parseWindow(text(options.window));
        if (!parsed) {
            printError(parsed.error());
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
        return ExitCode::InternalError;
    }
    if (options.wantsText())
        printOut(toText(figures->summary, wantsColor(STDOUT_FILENO, options.noColor)).trimmed());
    if (const Result<void> written = writeExports(**run, figures->summary, options); !written) {
        printError(written.error());
        return ExitCode::InternalError;
    }
    return ExitCode::Pass;
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
    command->add_option("--jsonl", options->jsonl, "One request a line as JSON");
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
