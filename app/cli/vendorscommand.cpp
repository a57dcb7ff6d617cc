// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/inputfile.h"
#include "base/plaintext.h"
#include "commands.h"
#include "console.h"
#include "outputs.h"
#include "protocol/decodingtext.h"
#include "protocol/presetlisting.h"
#include "protocol/transcript.h"
#include "protocol/vendorlibrary.h"

#include <QDir>
#include <QJsonDocument>

namespace weir::cli {

namespace {

constexpr qint64 largestTranscript = qint64{64} << 20;

struct VendorsOptions
{
    std::string check, against;
    std::string json; ///< Empty: as text.
};

QJsonArray toJson(const Problems &problems)
{
    QJsonArray json;
    for (const Problem &problem : problems)
        json.append(QJsonObject{{QStringLiteral("severity"), problem.severity == Severity::Error
                                                                 ? QStringLiteral("error")
                                                                 : QStringLiteral("warning")},
                                {QStringLiteral("path"), problem.path},
                                {QStringLiteral("message"), problem.message.english()}});
    return json;
}

/// "whole" where there is nothing to frame.
QString framingOf(const VendorEntry &entry)
{
    const VendorPreset &preset = entry.reading.preset;
    return preset.streams() ? nameOf(preset.framing) : QStringLiteral("whole");
}

QJsonObject toJson(const VendorEntry &entry)
{
    QJsonObject json{{QStringLiteral("name"), entry.name},
                     {QStringLiteral("origin"), nameOf(entry.origin)},
                     {QStringLiteral("problems"), toJson(entry.reading.problems)}};
    if (!entry.path.isEmpty())
        json.insert(QStringLiteral("path"), entry.path);
    if (entry.hides)
        json.insert(QStringLiteral("hides"), nameOf(*entry.hides));
    if (!hasErrors(entry.reading.problems)) {
        json.insert(QStringLiteral("title"), entry.reading.preset.title);
        json.insert(QStringLiteral("framing"), framingOf(entry));
    }
    return json;
}

ExitCode writeJson(const std::string &place, const QJsonDocument &document, ExitCode code)
{
    if (const Result<void> written = writeOutput(place, document.toJson()); !written) {
        printError(written.error());
        return ExitCode::InternalError;
    }
    return code;
}

QString originOf(const VendorEntry &entry)
{
    return entry.hides ? QStringLiteral("%1, hides %2").arg(nameOf(entry.origin), nameOf(*entry.hides))
                       : nameOf(entry.origin);
}

ExitCode list(const VendorsOptions &options)
{
    const std::vector<VendorEntry> entries = vendorEntries(QDir::currentPath());
    if (!options.json.empty()) {
        QJsonArray all;
        for (const VendorEntry &entry : entries)
            all.append(toJson(entry));
        return writeJson(options.json, QJsonDocument(all), ExitCode::Pass);
    }
    qsizetype nameWidth = 4;
    qsizetype originWidth = 4;
    qsizetype framingWidth = 7;
    for (const VendorEntry &entry : entries) {
        nameWidth = std::max(nameWidth, entry.name.size());
        originWidth = std::max(originWidth, originOf(entry).size());
        framingWidth = std::max(framingWidth, framingOf(entry).size());
    }
    const auto row = [&](const QString &name, const QString &origin, const QString &framing,
                         const QString &title) {
        printOut(plainText(QStringLiteral("%1  %2  %3  %4")
                               .arg(name.leftJustified(nameWidth), origin.leftJustified(originWidth),
                                    framing.leftJustified(framingWidth), title)));
    };
    row(QStringLiteral("name"), QStringLiteral("from"), QStringLiteral("framing"), QStringLiteral("title"));
    for (const VendorEntry &entry : entries) {
        const bool isBroken = hasErrors(entry.reading.problems);
        row(entry.name, originOf(entry), isBroken ? QStringLiteral("-") : framingOf(entry),
            isBroken ? QStringLiteral("can't be used: %1").arg(entry.path) : entry.reading.preset.title);
    }
    for (const VendorEntry &entry : entries) {
        for (const Problem &problem : entry.reading.problems)
            printError(entry.path + QStringLiteral(": ") + describe(problem));
    }
    return ExitCode::Pass;
}

/// Nothing where it can't be read, which is told.
std::optional<DecodedAnswer> decode(const VendorPreset &preset, const std::string &path)
{
    const Result<QByteArray> bytes = readInputFile(QString::fromStdString(path), largestTranscript);
    if (!bytes) {
        printError(Error{Message(WEIR_TEXT("cli.transcript_unreadable", "The transcript can't be read: %1"),
                                 bytes.error().what),
                         bytes.error().where, bytes.error().advice});
        return std::nullopt;
    }
    if (bytes->size() > largestTranscript) {
        printError(Error{Message(WEIR_TEXT("cli.transcript_too_large", "A transcript has at most %1 bytes"),
                                 largestTranscript),
                         Message::verbatim(QString::fromStdString(path)),
                         {}});
        return std::nullopt;
    }
    const Result<DecodedAnswer> answer = decodeTranscript(preset, transcriptFrom(*bytes, preset));
    if (!answer) {
        printError(answer.error());
        return std::nullopt;
    }
    return *answer;
}

ExitCode checkVendor(const VendorsOptions &options)
{
    const QString vendor = QString::fromStdString(options.check);
    const std::optional<VendorEntry> entry = vendorEntry(vendor, QDir::currentPath());
    if (!entry) {
        printError(findVendor(vendor, QDir::currentPath()).error());
        return ExitCode::BadScenario;
    }
    const Problems &problems = entry->reading.problems;
    const bool isGood = !hasErrors(problems);
    const ExitCode code = isGood ? ExitCode::Pass : ExitCode::BadScenario;
    const bool wantsJson = !options.json.empty();
    std::optional<DecodedAnswer> answer;
    if (isGood && !options.against.empty()) {
        answer = decode(entry->reading.preset, options.against);
        if (!answer)
            return ExitCode::WrongUsage;
    }
    if (wantsJson) {
        QJsonObject json = toJson(*entry);
        if (answer)
            json.insert(QStringLiteral("decoding"), decodingToJson(*answer));
        return writeJson(options.json, QJsonDocument(json), code);
    }
    printError(
        plainText(QStringLiteral("%1 (%2) %3").arg(entry->name, originOf(*entry), entry->path)).trimmed());
    for (const Problem &problem : problems)
        printOut(describe(problem));
    if (answer) {
        for (const QString &line : decodingLines(*answer))
            printOut(line);
    }
    printError(problems.empty() ? QStringLiteral("No problems found")
               : isGood         ? QStringLiteral("The preset can be used; mind the warnings")
                                : QStringLiteral("The preset can't be used"));
    return code;
}

ExitCode vendors(const VendorsOptions &options)
{
    if (!options.against.empty() && options.check.empty()) {
        printError(Error{WEIR_TEXT("cli.against_what", "A transcript needs a preset that decodes it"),
                         Message::verbatim(QStringLiteral("--against")),
                         WEIR_TEXT("cli.against_advice", "Name one with --check: a preset's file or name.")});
        return ExitCode::WrongUsage;
    }
    return options.check.empty() ? list(options) : checkVendor(options);
}

} // namespace

void addVendorsCommand(CLI::App &app, Action &chosen)
{
    const std::shared_ptr<VendorsOptions> options = std::make_shared<VendorsOptions>();
    CLI::App *command = app.add_subcommand(
        "vendors",
        "The presets of vendors: those that come with Weir, your own (weir/vendors in the folder for "
        "settings) and those beside the project (vendors/*.json)");
    command->add_option("--check", options->check,
                        "A preset's file NAME.json, or its name: all its problems");
    command->add_option(
        "--against", options->against,
        "A recorded answer (as of curl -i, its body alone, or the output of weir-cli once) that "
        "the preset decodes event by event; - for standard input");
    command
        ->add_option("--json", options->json,
                     "The answer as JSON, into a file or (-, or nothing) to standard "
                     "output")
        ->expected(0, 1)
        ->default_str("-");
    command->footer("Exit code 0, or 104 when the preset can't be used.\n"
                    "Example: weir-cli vendors --check mine.json --against answer.txt");
    command->callback([options, command, &chosen] {
        if (command->count("--json") > 0 && options->json.empty())
            options->json = "-";
        chosen = [options] { return vendors(*options); };
    });
}

} // namespace weir::cli
