// SPDX-License-Identifier: GPL-3.0-or-later
#include "usageerror.h"

#include "base/fields/nearestname.h"

#include <QHash>
#include <QRegularExpression>
#include <QStringList>

namespace weir::cli {

namespace {

/// What other tools call Weir's options.
const QHash<QString, QString> &namesElsewhere()
{
    static const QHash<QString, QString> names{
        {QStringLiteral("--rps"), QStringLiteral("--rate")},
        {QStringLiteral("--qps"), QStringLiteral("--rate")},
        {QStringLiteral("--request-rate"), QStringLiteral("--rate")},
        {QStringLiteral("--iterations"), QStringLiteral("--requests")},
        {QStringLiteral("--num-prompts"), QStringLiteral("--requests")},
        {QStringLiteral("--request-count"), QStringLiteral("--requests")},
        {QStringLiteral("--concurrency"), QStringLiteral("--vus")},
        {QStringLiteral("--max-concurrency"), QStringLiteral("--vus")},
        {QStringLiteral("--users"), QStringLiteral("--vus")},
        {QStringLiteral("--threads"), QStringLiteral("--vus")},
        {QStringLiteral("--time"), QStringLiteral("--duration")},
        {QStringLiteral("--max-seconds"), QStringLiteral("--duration")},
        {QStringLiteral("--base-url"), QStringLiteral("--url")},
        {QStringLiteral("--endpoint"), QStringLiteral("--url")},
        {QStringLiteral("--target"), QStringLiteral("--url")},
        {QStringLiteral("--backend"), QStringLiteral("--vendor")},
        {QStringLiteral("--token"), QStringLiteral("--key")},
        {QStringLiteral("--api-key"), QStringLiteral("--key")},
        {QStringLiteral("--dataset"), QStringLiteral("--data")},
        {QStringLiteral("--dataset-path"), QStringLiteral("--data")},
        {QStringLiteral("--output"), QStringLiteral("--out")},
        {QStringLiteral("--input-tokens"), QStringLiteral("--prompt-tokens")},
        {QStringLiteral("--random-input-len"), QStringLiteral("--prompt-tokens")},
        {QStringLiteral("--random-output-len"), QStringLiteral("--output-tokens")},
        {QStringLiteral("--max-output-tokens"), QStringLiteral("--max-tokens")},
    };
    return names;
}

const CLI::App &chosenCommand(const CLI::App &app)
{
    const std::vector<const CLI::App *> parsed = app.get_subcommands([](const CLI::App *) { return true; });
    for (const CLI::App *command : parsed) {
        if (command->parsed())
            return chosenCommand(*command);
    }
    return app;
}

Message helpOf(const CLI::App &app, const CLI::App &command)
{
    QStringList names;
    for (const CLI::App *each = &command; each != nullptr && each != &app; each = each->get_parent())
        names.prepend(QString::fromStdString(each->get_name()));
    names.prepend(QString::fromStdString(app.get_name()));
    return {WEIR_TEXT("usage.see_help", "See %1 --help."), names.join(u' ')};
}

QStringList subcommandsOf(const CLI::App &app)
{
    QStringList names;
    for (const CLI::App *command : app.get_subcommands([](const CLI::App *) { return true; }))
        names.append(QString::fromStdString(command->get_name()));
    return names;
}

QStringList optionsOf(const CLI::App &command)
{
    QStringList names;
    for (const CLI::Option *option : command.get_options()) {
        for (const std::string &name : option->get_lnames())
            names.append(QStringLiteral("--") + QString::fromStdString(name));
    }
    return names;
}

Error subcommandError(const CLI::App &app)
{
    const QStringList known = subcommandsOf(app);
    const Message list(WEIR_TEXT("usage.subcommands", "There are: %1."), known.join(QStringLiteral(", ")));
    const std::vector<std::string> left = app.remaining();
    if (left.empty())
        return {WEIR_TEXT("usage.no_subcommand", "A subcommand is needed"), {}, list};
    const QString given = QString::fromStdString(left.front());
    if (given.startsWith(u'-'))
        return {
            Message(WEIR_TEXT("usage.option_before_subcommand", "The option %1 has no subcommand before it"),
                    given.section(u'=', 0, 0)),
            {},
            list};
    return {Message(WEIR_TEXT("usage.unknown_subcommand", "\"%1\" is no subcommand"), given), {}, list};
}

Error extrasError(const CLI::App &app, const CLI::App &command)
{
    const std::vector<std::string> left = command.remaining(true);
    const QString given = left.empty() ? QString() : QString::fromStdString(left.front());
    if (!given.startsWith(u'-'))
        return {Message(WEIR_TEXT("usage.not_expected", "\"%1\" is not expected here"), given),
                {},
                helpOf(app, command)};
    // Never the value: it may be a key.
    const QString option = given.section(u'=', 0, 0);
    const QStringList known = optionsOf(command);
    const QString elsewhere = namesElsewhere().value(option);
    const std::optional<QString> meant =
        known.contains(elsewhere) ? std::optional(elsewhere) : likelyName(option, known);
    return {Message(WEIR_TEXT("usage.no_such_option", "There is no option %1"), option),
            {},
            meant ? Message(WEIR_TEXT("usage.option_meant", "Did you mean %1?"), *meant)
                  : helpOf(app, command)};
}

/// The parser names the option before a colon.
Error otherError(const CLI::App &app, const CLI::App &command, const QString &words)
{
    static const QRegularExpression valueMissing(QStringLiteral("^(\\S+): \\d+ required .* missing$"));
    static const QRegularExpression placeMissing(QStringLiteral("^(\\S+) is required$"));
    if (const QRegularExpressionMatch match = valueMissing.match(words); match.hasMatch())
        return {Message(WEIR_TEXT("usage.value_missing", "%1 needs a value"), match.captured(1)),
                {},
                helpOf(app, command)};
    if (const QRegularExpressionMatch match = placeMissing.match(words); match.hasMatch())
        return {Message(WEIR_TEXT("usage.argument_missing", "%1 is missing"), match.captured(1)),
                {},
                helpOf(app, command)};
    return {Message::verbatim(words.endsWith(u'.') ? words.chopped(1) : words), {}, helpOf(app, command)};
}

} // namespace

Error usageError(const CLI::App &app, const CLI::ParseError &error)
{
    const CLI::App &command = chosenCommand(app);
    const bool needsSubcommand = !subcommandsOf(command).isEmpty();
    if (needsSubcommand && error.get_exit_code() == static_cast<int>(CLI::ExitCodes::RequiredError))
        return subcommandError(command);
    if (error.get_exit_code() == static_cast<int>(CLI::ExitCodes::ExtrasError))
        return extrasError(app, command);
    return otherError(app, command, QString::fromUtf8(error.what()));
}

} // namespace weir::cli
