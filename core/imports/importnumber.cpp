// SPDX-License-Identifier: GPL-3.0-or-later
#include "imports/importnumber.h"

#include "imports/variables.h"

#include <cmath>

namespace weir {

std::optional<double> numberOf(ImportDraft &draft, const QString &name, const QString &text,
                               const NumberRange &range)
{
    if (text.trimmed().isEmpty())
        return std::nullopt;
    bool isNumber = false;
    const double number = text.trimmed().toDouble(&isNumber);
    const bool fits = isNumber && number >= range.low && number <= range.high;
    if (fits && (!range.isWhole || number == std::floor(number)))
        return number;
    const QString low = QString::number(range.low, 'g', 10);
    const QString high = QString::number(range.high, 'f', 0);
    draft.leftOut(
        name, shownVariables(text),
        range.isWhole
            ? Message(WEIR_TEXT("import.no_whole_number", "It must be a whole number from %1 to %2 here."),
                      low, high)
            : Message(WEIR_TEXT("import.no_number", "It must be a number from %1 to %2 here."), low, high));
    return std::nullopt;
}

std::optional<double> numberOf(ImportDraft &draft, const QString &name, const QJsonValue &value,
                               const NumberRange &range)
{
    if (value.isUndefined() || value.isNull())
        return std::nullopt;
    const bool isPlain = value.isString() || value.isDouble() || value.isBool();
    return numberOf(draft, name, isPlain ? value.toVariant().toString() : QStringLiteral("{ }"), range);
}

} // namespace weir
