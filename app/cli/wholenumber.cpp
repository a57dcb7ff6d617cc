// SPDX-License-Identifier: GPL-3.0-or-later
#include "wholenumber.h"

#include <QString>

#include <algorithm>

namespace weir::cli {

CLI::Validator wholeNumber()
{
    const auto problem = [](const std::string &text) -> std::string {
        const bool digits =
            std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
        bool fits = false;
        QString::fromStdString(text).toULongLong(&fits);
        return digits && fits ? std::string()
                              : "\"" + text + "\" is not a whole number from 0 to 18446744073709551615";
    };
    return CLI::Validator(problem, "UINT64", "whole number");
}

} // namespace weir::cli
