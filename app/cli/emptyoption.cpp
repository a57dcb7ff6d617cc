// SPDX-License-Identifier: GPL-3.0-or-later
#include "emptyoption.h"

#include <algorithm>

namespace weir::cli {

std::string emptyOption(const CLI::App &app)
{
    for (const CLI::App *command : app.get_subcommands()) {
        for (const CLI::Option *option : command->get_options()) {
            const std::vector<std::string> &values = option->results();
            // One that may stand alone means something without a value, too.
            const bool isFlag = option->get_expected_max() == 0 || option->get_expected_min() == 0;
            if (!isFlag && std::any_of(values.begin(), values.end(),
                                       [](const std::string &value) { return value.empty(); }))
                return option->get_name();
        }
    }
    return {};
}

} // namespace weir::cli
