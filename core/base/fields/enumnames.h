// SPDX-License-Identifier: GPL-3.0-or-later
// The names that files give to choices. Each format declares those of its own.
#pragma once

#include "base/message.h"

#include <QString>
#include <QStringList>

namespace weir {

/// The names of every value of Enum; a value's position is its number. Specialised beside each format. Any
/// thread.
template <typename Enum>
const QStringList &enumNames();

/// The name of one value; empty when the number is no value of Enum.
template <typename Enum>
QString enumName(Enum value)
{
    return enumNames<Enum>().value(static_cast<qsizetype>(value));
}

/// What to write where a choice is to be made, for the user.
Message choiceExpected(const QStringList &names);

} // namespace weir
