// SPDX-License-Identifier: GPL-3.0-or-later
// Splits a shell's text into commands and words, with quotes taken off, as bash, cmd.exe or PowerShell do.
#pragma once

#include <QString>
#include <QStringList>

#include <vector>

namespace weir {

enum class ShellDialect
{
    Bash,
    Cmd,
    PowerShell,
};

/// One command. Variables in its words are marks (imports/variables.h).
struct ShellCommand
{
    QStringList words;
    QString input;       ///< What a here-document gives it.
    QStringList ignored; ///< Redirections and what a pipe leads to, as they stand there.
};

/// Which shell's quotes a text has.
ShellDialect shellDialectOf(const QString &text);

/// All commands of a text. Nothing is run, no file is named and no value of a variable is asked for; a quote
/// that is not closed goes to the text's end.
std::vector<ShellCommand> shellCommands(const QString &text, ShellDialect dialect);

} // namespace weir
