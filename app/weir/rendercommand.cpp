// SPDX-License-Identifier: GPL-3.0-or-later
#include "rendercommand.h"

#include "answer.h"
#include "runview/chartfiles.h"
#include "store/runfile.h"
#include "store/runsnapshot.h"
#include "store/runsummary.h"
#include "theme/applytheme.h"

#include <QApplication>
#include <QLocale>

#include <CLI/CLI.hpp>

#include <array>
#include <iostream>

namespace weir {

namespace {

struct RenderOptions
{
    QString run;
    ChartFileOptions files;
};

/// "1600x900"; nothing when it is no size that a picture can have.
std::optional<QSize> parseSize(const QString &text)
{
    const QStringList parts = text.split(u'x');
    if (parts.size() != 2)
        return std::nullopt;
    bool widthOk = false;
    bool heightOk = false;
    const QSize size(parts[0].toInt(&widthOk), parts[1].toInt(&heightOk));
    const bool fits = widthOk && heightOk && size.width() >= 160 && size.height() >= 160 &&
                      size.width() <= 8192 && size.height() <= 8192;
    return fits ? std::optional(size) : std::nullopt;
}

std::variant<RenderOptions, int> readOptions(int argc, char **argv)
{
    CLI::App app{"Writes the charts of a saved run as files, without a display.\n"
                 "Example: weir render checkout.weirrun --out charts --format svg --theme dark",
                 "weir render"};
    std::string run;
    std::string out;
    std::string format = "png";
    std::string size = "1600x900";
    std::string theme = "light";
    app.add_option("RUN", run, "A saved run (NAME.weirrun)")->required()->type_name("");
    app.add_option("--out", out, "Folder for the files; made when needed")->required()->type_name("DIR");
    app.add_option("--format", format, "png or svg")
        ->check(CLI::IsMember({"png", "svg"}))
        ->capture_default_str();
    app.add_option("--size", size, "Pixels, 160 to 8192 each")
        ->capture_default_str()
        ->type_name("WIDTHxHEIGHT");
    app.add_option("--theme", theme, "light or dark")
        ->check(CLI::IsMember({"light", "dark"}))
        ->capture_default_str();
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError &error) {
        return answer(app, error);
    }
    const std::optional<QSize> pixels = parseSize(QString::fromStdString(size));
    if (!pixels)
        return refuseUsage(app, "--size: \"" + size +
                                    "\" is not a size like 1600x900 with 160 to 8192 pixels a side");
    RenderOptions options;
    options.run = QString::fromLocal8Bit(run);
    options.files.folder = QString::fromLocal8Bit(out);
    options.files.size = *pixels;
    options.files.format = format == "svg" ? ChartFileOptions::Format::Svg : ChartFileOptions::Format::Png;
    options.files.theme = theme == "dark" ? darkTheme() : lightTheme();
    return options;
}

Result<QStringList> render(const RunFileReader &run, const RenderOptions &options)
{
    const Result<SnapshotPtr> snapshot = snapshotOf(run);
    if (!snapshot)
        return snapshot.error();
    const Result<SummaryWithSamples> summary = summarize(run);
    if (!summary)
        return summary.error();
    return writeChartFiles(**snapshot, run.header().scenario, options.files, &summary->summary);
}

/// As weir-cli says it.
int refuse(const Error &error, int code)
{
    std::cerr << "weir: " << error.text().toStdString() << '\n';
    return code;
}

} // namespace

bool isRenderCommand(int argc, char **argv)
{
    return argc > 1 && QByteArrayView(argv[1]) == "render";
}

int runRenderCommand(int argc, char **argv)
{
    const std::variant<RenderOptions, int> asked = readOptions(argc - 1, argv + 1);
    if (const int *code = std::get_if<int>(&asked))
        return *code;
    const RenderOptions &options = std::get<RenderOptions>(asked);
    // Nothing is shown, so no display is needed even where there is one.
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    int count = 1;
    std::array<char *, 2> arguments{argv[0], nullptr};
    QApplication application(count, arguments.data());
    applyTheme(application, options.files.theme);
    constexpr int wrongUsage = 2;
    const Result<std::unique_ptr<RunFileReader>> run = RunFileReader::open(options.run);
    if (!run)
        return refuse(run.error(), wrongUsage);
    const Result<QStringList> written = render(**run, options);
    if (!written)
        return refuse(written.error(), 1);
    return printAnswer((written->join(u'\n') + u'\n').toLocal8Bit().toStdString());
}

} // namespace weir
