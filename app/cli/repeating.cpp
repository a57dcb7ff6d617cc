// SPDX-License-Identifier: GPL-3.0-or-later
#include "repeating.h"

#include "console.h"
#include "metrics/repeats.h"
#include "report/textreports.h"
#include "signals.h"

#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QXmlStreamReader>
#include <QXmlStreamWriter>

#include <algorithm>
#include <array>

namespace weir::cli {

namespace {

constexpr uint mostRuns = 1000;

CLI::Validator runCount()
{
    const auto problem = [](const std::string &text) -> std::string {
        const bool digits = !text.empty() && std::all_of(text.begin(), text.end(),
                                                         [](char c) { return c >= '0' && c <= '9'; });
        bool fits = false;
        const uint count = QString::fromStdString(text).toUInt(&fits);
        return digits && fits && count >= 1 && count <= mostRuns
                   ? std::string()
                   : "\"" + text + "\" is not a whole number from 1 to " + std::to_string(mostRuns);
    };
    return CLI::Validator(problem, "UINT in [1 - 1000]", "number of runs");
}

/// A suite a run; the runs of one scenario would else have one name.
QByteArray toJUnit(const std::vector<Summary> &runs)
{
    QByteArray text;
    QXmlStreamWriter xml(&text);
    xml.setAutoFormatting(true);
    xml.writeStartDocument();
    xml.writeStartElement(QStringLiteral("testsuites"));
    for (std::size_t i = 0; i < runs.size(); ++i) {
        Summary run = runs[i];
        run.scenario += QStringLiteral(" (run %1, seed %2)").arg(i + 1).arg(run.seed);
        QXmlStreamReader suite(weir::toJUnit(run));
        while (!suite.atEnd()) {
            suite.readNext();
            if (suite.isStartElement() || suite.isEndElement() ||
                (suite.isCharacters() && !suite.isWhitespace()))
                xml.writeCurrentToken(suite);
        }
    }
    xml.writeEndElement();
    xml.writeEndDocument();
    return text;
}

Result<void> printRepeats(const std::vector<Summary> &runs, const QStringList &files,
                          const SummaryOptions &options)
{
    const QByteArray json = QJsonDocument(repeatsJson(runs)).toJson(QJsonDocument::Indented);
    const QString text = repeatsText(runs, files).trimmed();
    if (takesStandardOutput(options))
        printError(text);
    else
        printOut(text);
    return writeOutputs(options, json, toJUnit(runs));
}

/// Of all runs together.
ExitCode worseOf(ExitCode a, ExitCode b)
{
    static constexpr std::array worstFirst{ExitCode::InternalError, ExitCode::WrongUsage,
                                           ExitCode::BadScenario,   ExitCode::Invalid,
                                           ExitCode::Failed,        ExitCode::Interrupted};
    for (const ExitCode code : worstFirst) {
        if (a == code || b == code)
            return code;
    }
    return ExitCode::Pass;
}

ExitCode makeOne(const RunPlace &place, const SummaryOptions &summary, const RunMaker &maker)
{
    const OneRun run = maker(place);
    if (!run.summary)
        return run.code;
    if (const Result<void> printed = printSummary(*run.summary, summary); !printed) {
        printError(printed.error());
        return ExitCode::InternalError;
    }
    return run.code == ExitCode::Pass ? exitCodeOf(*run.summary) : run.code;
}

} // namespace

void RepeatOptions::addTo(CLI::App &command)
{
    command
        .add_option("--repeat", runs,
                    "So many runs one after the other, with the seeds S, S + 1, ...; tells what differs "
                    "between them")
        ->check(runCount());
}

QString numberedPath(const QString &path, quint32 number)
{
    if (path.isEmpty())
        return path;
    const QString suffix = QFileInfo(path).suffix();
    const QString end = suffix.isEmpty() ? QString() : u'.' + suffix;
    return QStringLiteral("%1-%2%3").arg(path.chopped(end.size())).arg(number).arg(end);
}

Result<void> checkOut(const QString &out, const RepeatOptions &repeat)
{
    if (out.isEmpty())
        return {};
    if (!repeat.runs)
        return QFile::exists(out) ? Result<void>(runFileExists(out)) : Result<void>();
    for (quint32 number = 1; number <= *repeat.runs; ++number) {
        if (const QString path = numberedPath(out, number); QFile::exists(path))
            return runFileExists(path);
    }
    return {};
}

std::optional<ExitCode> refusedOutputs(const SummaryOptions &summary)
{
    if (const Result<void> apart = checkApart(outputsOf(summary)); !apart) {
        printError(apart.error());
        return ExitCode::WrongUsage;
    }
    if (const Result<void> writable = checkWritable(outputsOf(summary)); !writable) {
        printError(writable.error());
        return ExitCode::InternalError;
    }
    return std::nullopt;
}

ExitCode makeRuns(const RepeatOptions &repeat, quint64 seed, const QString &out,
                  const SummaryOptions &summary, const RunMaker &maker)
{
    if (!repeat.runs)
        return makeOne({seed, out, {}}, summary, maker);
    std::vector<Summary> runs;
    QStringList files;
    ExitCode code = ExitCode::Pass;
    for (quint32 number = 1; number <= *repeat.runs; ++number) {
        if (endSignalWaits()) { // it came between two runs
            if (number == 1)
                sayUnbegun();
            code = worseOf(code, ExitCode::Interrupted);
            break;
        }
        const OneRun run = maker({seed + number - 1, numberedPath(out, number),
                                  QStringLiteral("run %1 of %2, ").arg(number).arg(*repeat.runs)});
        code = worseOf(code, run.summary && run.code == ExitCode::Pass ? exitCodeOf(*run.summary) : run.code);
        if (!run.summary)
            break;
        runs.push_back(*run.summary);
        files.append(run.path);
        if (run.summary->interrupted || run.code != ExitCode::Pass)
            break;
    }
    if (runs.empty())
        return code;
    if (const Result<void> printed = printRepeats(runs, files, summary); !printed) {
        printError(printed.error());
        return ExitCode::InternalError;
    }
    return code;
}

} // namespace weir::cli
