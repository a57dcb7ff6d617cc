// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/fields/bounds.h"

#include "base/duration.h"
#include "base/fields/enumnames.h"

namespace weir {

Message Whole::expected() const
{
    return {WEIR_TEXT("field.whole_number_expected", "A whole number from %1 to %2 is expected."), low, high};
}

Message Real::expected() const
{
    return {WEIR_TEXT("field.number_from_to_expected", "A number from %1 to %2 is expected."),
            QString::number(low), QString::number(high)};
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
