// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/keychain.h"
#include "commands.h"
#include "console.h"

#include <cstdio>
#include <iostream>
#include <memory>
#include <string>
#include <termios.h>
#include <unistd.h>

namespace weir::cli {

namespace {

/// While it lives, a terminal does not show what is typed.
class HiddenTyping
{
public:
    HiddenTyping()
    {
        m_isTerminal = tcgetattr(STDIN_FILENO, &m_before) == 0;
        if (!m_isTerminal)
            return;
        termios hidden = m_before;
        hidden.c_lflag &= ~static_cast<tcflag_t>(ECHO);
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &hidden);
    }
    ~HiddenTyping()
    {
        if (m_isTerminal)
            tcsetattr(STDIN_FILENO, TCSAFLUSH, &m_before);
    }
    HiddenTyping(const HiddenTyping &) = delete;
    HiddenTyping &operator=(const HiddenTyping &) = delete;
    [[nodiscard]] bool isTerminal() const { return m_isTerminal; }

private:
    termios m_before{};
    bool m_isTerminal = false;
};

QByteArray readSecret()
{
    const HiddenTyping hidden;
    if (hidden.isTerminal())
        printError(QStringLiteral("The secret, which is not shown, and Enter:"));
    std::string line;
    std::getline(std::cin, line);
    if (line.ends_with('\r'))
        line.pop_back();
    return QByteArray::fromStdString(line);
}

ExitCode ended(const Result<void> &result)
{
    if (result)
        return ExitCode::Pass;
    printError(result.error());
    return ExitCode::Failed;
}

ExitCode listNames()
{
    const Result<QStringList> names = keychainNames();
    if (!names)
        return ended(names.error());
    for (const QString &name : *names)
        printOut(name);
    return ExitCode::Pass;
}

} // namespace

void addKeyCommand(CLI::App &app, Action &chosen)
{
    const std::shared_ptr<std::string> name = std::make_shared<std::string>();
    CLI::App *command = app.add_subcommand("key", "Secrets in the desktop's keychain, for keychain:NAME");
    command->require_subcommand(1);
    const auto nameOf = [name] { return QString::fromStdString(*name); };

    CLI::App *set = command->add_subcommand("set", "Stores the line that standard input brings");
    set->add_option("NAME", *name, "What keychain:NAME will call it")->required();
    set->callback(
        [nameOf, &chosen] { chosen = [nameOf] { return ended(writeKeychain(nameOf(), readSecret())); }; });
    CLI::App *list = command->add_subcommand("list", "The names, never the secrets");
    list->callback([&chosen] { chosen = listNames; });
    CLI::App *remove = command->add_subcommand("remove", "Removes one");
    remove->add_option("NAME", *name, "Its name")->required();
    remove->callback(
        [nameOf, &chosen] { chosen = [nameOf] { return ended(removeFromKeychain(nameOf())); }; });

    command->footer("Exit code 0 when it was done, 99 when not.\nExample: weir-cli key set openai < key.txt");
}

} // namespace weir::cli
