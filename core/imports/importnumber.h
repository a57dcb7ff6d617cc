// SPDX-License-Identifier: GPL-3.0-or-later
// Numbers as other programs write them: what is none, or can't be, is noted and not made to fit.
#pragma once

#include "imports/importdraft.h"

#include <QJsonValue>

#include <optional>

namespace weir {

/// What a number may be, both ends included.
struct NumberRange
{
    double low = 0;
    double high = 0;
    bool isWhole = false;
};

/// The number that a text is; nothing, and a note under `name`, for any other text. Empty: nothing, no note.
std::optional<double> numberOf(ImportDraft &draft, const QString &name, const QString &text,
                               const NumberRange &range);
/// The same of a JSON value: undefined gives no note.
std::optional<double> numberOf(ImportDraft &draft, const QString &name, const QJsonValue &value,
                               const NumberRange &range);

} // namespace weir
