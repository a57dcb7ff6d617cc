// SPDX-License-Identifier: GPL-3.0-or-later
// Shows how a tokenizer splits a text, so that a person can check it against another program.
#include "base/inputfile.h"
#include "base/plaintext.h"
#include "commands.h"
#include "console.h"
#include "tokens/tokenizer.h"

#include <QFileInfo>

#include <memory>
#include <string>

namespace weir::cli {

namespace {

struct TokensOptions
{
    std::string file;
    std::string text = "-";
    bool specials = false;
    bool countOnly = false;
};

/// A token's bytes: as text where they are some, else as \xNN.
QString shownBytes(const QByteArray &bytes)
{
    const QString text = QString::fromUtf8(bytes);
    if (text.toUtf8() == bytes && !text.contains(QChar(0xfffd))) {
        QString escaped = text;
        escaped.replace(u'\\', u"\\\\"_qs)
            .replace(u'\n', u"\\n"_qs)
            .replace(u'\r', u"\\r"_qs)
            .replace(u'\t', u"\\t"_qs);
        return plainText(escaped);
    }
    QString hex;
    for (const char byte : bytes)
        hex += QStringLiteral("\\x%1").arg(static_cast<uchar>(byte), 2, 16, QLatin1Char('0'));
    return hex;
}

void printTokens(const Tokenizer &tokenizer, const std::vector<TokenId> &ids)
{
    for (const TokenId id : ids)
        printOut(QStringLiteral("%1 \"%2\"").arg(id, 8).arg(shownBytes(tokenizer.bytesOf(id))));
}

ExitCode showTokens(const TokensOptions &options)
{
    const Result<std::shared_ptr<const Tokenizer>> tokenizer =
        readTokenizer(QString::fromStdString(options.file));
    if (!tokenizer) {
        printError(tokenizer.error());
        return ExitCode::Failed;
    }
    const Result<QByteArray> text = options.text == "-"
                                        ? readInputFile(QStringLiteral("-"), mostTokenizedBytes)
                                        : Result<QByteArray>(QByteArray::fromStdString(options.text));
    if (!text) {
        printError(text.error());
        return ExitCode::Failed;
    }
    const Result<std::vector<TokenId>> ids = (*tokenizer)->encode(*text);
    if (!ids) {
        printError(ids.error());
        return ExitCode::Failed;
    }
    std::vector<TokenId> all = *ids;
    if (options.specials) {
        all.insert(all.begin(), (*tokenizer)->before().begin(), (*tokenizer)->before().end());
        all.insert(all.end(), (*tokenizer)->behind().begin(), (*tokenizer)->behind().end());
    }
    printOut(QStringLiteral("%1 tokens").arg(all.size()));
    if (!options.countOnly)
        printTokens(**tokenizer, all);
    return ExitCode::Pass;
}

} // namespace

void addTokensCommand(CLI::App &app, Action &chosen)
{
    const std::shared_ptr<TokensOptions> options = std::make_shared<TokensOptions>();
    CLI::App *command = app.add_subcommand("tokens", "How many tokens a text has, and which");
    command->add_option("TOKENIZER", options->file, "The model's tokenizer.json or .tiktoken file")
        ->required();
    command->add_option("TEXT", options->text, "The text; - or nothing for standard input");
    command->add_flag("--specials", options->specials,
                      "With the markers that the tokenizer puts around a text");
    command->add_flag("--count", options->countOnly, "The count alone");
    command->callback([options, &chosen] { chosen = [options] { return showTokens(*options); }; });
    command->footer("Exit code 0 when the text was counted, 99 when not.\n"
                    "Example: weir-cli tokens tokenizer.json 'Hello, world!'");
}

} // namespace weir::cli
