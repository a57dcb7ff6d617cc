// SPDX-License-Identifier: GPL-3.0-or-later
#include "wholenumber.h"

#include "base/message.h"
#include "base/units.h"

#include <QString>

#include <algorithm>
#include <cmath>

namespace weir::cli {

CLI::Validator wholeNumber(quint64 least, quint64 most)
{
    const auto problem = [least, most](const std::string &text) -> std::string {
        const bool digits = !text.empty() && std::all_of(text.begin(), text.end(),
                                                         [](char c) { return c >= '0' && c <= '9'; });
        bool fits = false;
        const quint64 number = QString::fromStdString(text).toULongLong(&fits);
        if (digits && fits && number >= least && number <= most)
            return {};
        return Message(WEIR_TEXT("option.no_whole_number", "\"%1\" is not a whole number from %2 to %3"),
                       QString::fromStdString(text), formatCount(least), formatCount(most))
            .english()
            .toStdString();
    };
    return CLI::Validator(problem, "NUMBER", "whole number");
}

CLI::Validator numberAboveZero(double most)
{
    const auto problem = [most](const std::string &text) -> std::string {
        bool isNumber = false;
        const double number = QString::fromStdString(text).toDouble(&isNumber);
        if (isNumber && number > 0 && number <= most)
            return {};
        return Message(WEIR_TEXT("option.no_number_above_zero", "\"%1\" is not a number above 0, at most %2"),
                       QString::fromStdString(text), formatCount(static_cast<quint64>(std::llround(most))))
            .english()
            .toStdString();
    };
    return CLI::Validator(problem, "NUMBER", "number");
}

} // namespace weir::cli
