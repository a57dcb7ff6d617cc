// SPDX-License-Identifier: GPL-3.0-or-later
// Makes a project of what other programs have: a curl command, a recording, a collection.
#include "base/inputfile.h"
#include "base/plaintext.h"
#include "commands.h"
#include "console.h"
#include "imports/importtext.h"
#include "lab/knownnames.h"
#include "outputs.h"
#include "scenario/scenariojson.h"
#include "store/projectfile.h"

#include <QDir>
#include <QFileInfo>
#include <QJsonDocument>

namespace weir::cli {

namespace {

struct CommandOptions
{
    std::string file = "-";
    std::string as, out;
    std::string json; ///< Empty: as text.
};

/// A body's file that a command names stands where the command is called, and is as large as a body may be.
Result<QByteArray> readNamedFile(const QString &path)
{
    constexpr qint64 largest = qint64{16} << 20;
    Result<QByteArray> bytes = readInputFile(path, largest);
    if (bytes && bytes->size() > largest)
        return Error{
            WEIR_TEXT("cli.import_body_too_large", "it has more than 16 MiB"), Message::verbatim(path), {}};
    return bytes;
}

std::optional<ImportFormat> formatNamed(const std::string &name)
{
    const qsizetype index = enumNames<ImportFormat>().indexOf(QString::fromStdString(name));
    return index < 0 ? std::nullopt : std::optional(static_cast<ImportFormat>(index));
}

/// What the answer of the command is: lines to standard output where the project goes elsewhere.
void printNotes(const Import &import, const Problems &problems, bool isAnswer)
{
    const auto print = [isAnswer](const QString &line) {
        if (isAnswer)
            printOut(plainText(line));
        else
            printError(plainText(line));
    };
    for (const Message &line : linesOf(import))
        print(line.text());
    for (const Problem &problem : problems)
        print(describe(problem));
}

ExitCode writeResult(const Import &import, const CommandOptions &options)
{
    const Problems problems = check(
        import.scenario,
        knownNames(options.out.empty() ? QDir::currentPath()
                                       : QFileInfo(QString::fromStdString(options.out)).absolutePath()));
    if (!options.out.empty()) {
        if (const Result<void> written = writeProject(QString::fromStdString(options.out), import.scenario);
            !written) {
            printError(written.error());
            return ExitCode::InternalError;
        }
    }
    if (!options.json.empty()) {
        if (const Result<void> written =
                writeOutput(options.json, QJsonDocument(importToJson(import)).toJson());
            !written) {
            printError(written.error());
            return ExitCode::InternalError;
        }
        return ExitCode::Pass;
    }
    printNotes(import, problems, !options.out.empty());
    if (options.out.empty())
        printOut(QString::fromUtf8(scenarioToJson(import.scenario)).trimmed());
    return ExitCode::Pass;
}

ExitCode importFile(const CommandOptions &options)
{
    const QString out = QString::fromStdString(options.out);
    if (QFileInfo::exists(out) && QFileInfo(out).isFile()) {
        printError(
            Error{WEIR_TEXT("cli.project_exists", "There is a file already"), Message::verbatim(out),
                  WEIR_TEXT("cli.project_exists_advice", "Choose another name, or move it away first.")});
        return ExitCode::WrongUsage;
    }
    const std::optional<ImportFormat> format = formatNamed(options.as);
    if (!options.as.empty() && !format) {
        printError(
            Error{choiceExpected(enumNames<ImportFormat>()), Message::verbatim(QStringLiteral("--as")), {}});
        return ExitCode::WrongUsage;
    }
    const Result<QByteArray> text = readInputFile(QString::fromStdString(options.file), mostImportBytes);
    if (!text) {
        printError(Error{
            Message(WEIR_TEXT("cli.import_unreadable", "The text can't be read: %1"), text.error().what),
            text.error().where, text.error().advice});
        return ExitCode::WrongUsage;
    }
    const Result<Import> import = importText(*text, {format, readNamedFile});
    if (!import) {
        printError(import.error().within(Message::verbatim(QString::fromStdString(options.file))));
        return ExitCode::BadScenario;
    }
    return writeResult(*import, options);
}

} // namespace

void addImportCommand(CLI::App &app, Action &chosen)
{
    const std::shared_ptr<CommandOptions> options = std::make_shared<CommandOptions>();
    CLI::App *command = app.add_subcommand(
        "import", "A project out of what other programs have, and what of it has no place in one");
    command->add_option("FILE", options->file, "The text; - or nothing for standard input");
    command->add_option("--as", options->as,
                        "Its format, where the text does not tell it: " +
                            enumNames<ImportFormat>().join(QStringLiteral(", ")).toStdString());
    command->add_option("--out", options->out,
                        "The project to write (NAME.weir); without, standard output has it");
    command
        ->add_option(
            "--json", options->json,
            "Project, notes and secrets' references as JSON, into a file or (-, or nothing) to standard "
            "output")
        ->expected(0, 1)
        ->default_str("-");
    command->footer(
        "Secrets become references (env:NAME). Exit code 0, or 104 when nothing in it can become a "
        "request.\nExample: weir-cli import command.txt --out chat.weir");
    command->callback([options, command, &chosen] {
        if (command->count("--json") > 0 && options->json.empty())
            options->json = "-";
        chosen = [options] { return importFile(*options); };
    });
}

} // namespace weir::cli
