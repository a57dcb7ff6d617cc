// SPDX-License-Identifier: GPL-3.0-or-later
#include "commands.h"
#include "console.h"
#include "report/exports.h"
#include "store/runsummary.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QSaveFile>

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

} // namespace

void addReportCommand(CLI::App &app, Action &chosen)
{
    const std::shared_ptr<ReportOptions> options = std::make_shared<ReportOptions>();
    CLI::App *command = app.add_subcommand("report", "Exports of a saved run");
    command->add_option("RUN", options->run, "Run file (NAME.weirrun)")->required();
    (void)chosen;
}

} // namespace weir::cli
