// SPDX-License-Identifier: GPL-3.0-or-later
#include "answer.h"

#include "base/directfile.h"
#include "base/fileerror.h"

#include <cerrno>
#include <iostream>
#include <sstream>
#include <unistd.h>

namespace weir {

int printAnswer(const std::string &text)
{
    const int error = writeAll(STDOUT_FILENO, text);
    if (error == 0 || error == EPIPE)
        return 0;
    const Message why(WEIR_TEXT("cli.output_lost", "The output could not be written to standard output: %1"),
                      systemFailure(error));
    std::cerr << "weir: " << why.text().toStdString() << '\n';
    return 1;
}

int answer(const CLI::App &app, const CLI::ParseError &error)
{
    std::ostringstream text;
    if (error.get_exit_code() == static_cast<int>(CLI::ExitCodes::Success)) {
        app.exit(error, text, std::cerr); // help, or the version
        return printAnswer(text.str());
    }
    return refuseUsage(app, error.what());
}

int refuseUsage(const CLI::App &app, const std::string &what)
{
    constexpr int wrongUsage = 2;
    std::cerr << "weir: " << what << ". See " << app.get_name() << " --help.\n";
    return wrongUsage;
}

} // namespace weir
