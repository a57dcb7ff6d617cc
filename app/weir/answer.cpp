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
    return app.exit(error, text, std::cerr) == 0 ? printAnswer(text.str()) : 2;
}

} // namespace weir
