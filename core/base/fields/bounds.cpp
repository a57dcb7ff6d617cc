// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/fields/bounds.h"

#include "base/duration.h"
#include "base/fields/enumnames.h"

#include <QLocale>

#include <cmath>

namespace weir {

namespace {

/// With thousands separators, and no exponent.
QString text(qint64 number)
{
    static const QLocale english(QLocale::English, QLocale::UnitedStates);
    return english.toString(number);
}

QString text(double number)
{
    constexpr double mostExact = 1e15;
    if (std::trunc(number) == number && std::fabs(number) < mostExact)
        return text(static_cast<qint64>(number));
    return QString::number(number);
}

} // namespace

Message Whole::expected() const
{
    return {WEIR_TEXT("field.whole_number_expected", "A whole number from %1 to %2 is expected."), text(low),
            text(high)};
}

Message Real::expected() const
{
    return {WEIR_TEXT("field.number_from_to_expected", "A number from %1 to %2 is expected."), text(low),
            text(high)};
}

Message Span::expected() const
{
    return {WEIR_TEXT("field.duration_from_to_expected", "A duration from %1 to %2 is expected."),
            formatDuration(low), formatDuration(high)};
}

Message Most::expected() const
{
    return {WEIR_TEXT("field.too_many", "At most %1 are possible."), count};
}

Message choiceExpected(const QStringList &names)
{
    return {WEIR_TEXT("field.choice_expected", "One of %1 is expected."), names.join(QStringLiteral(", "))};
}

} // namespace weir
