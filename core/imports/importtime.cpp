// SPDX-License-Identifier: GPL-3.0-or-later
#include "imports/importtime.h"

#include "scenario/limits.h"

namespace weir {

std::optional<Nanoseconds> timeOf(double count, Nanoseconds unit)
{
    const double nanoseconds = count * double(unit.count());
    return nanoseconds >= 0 && nanoseconds <= double(limits::maxTime.count())
               ? std::optional(Nanoseconds(qint64(nanoseconds)))
               : std::nullopt;
}

std::optional<Nanoseconds> timeOf(const QString &count, Nanoseconds unit)
{
    bool ok = false;
    const double number = count.toDouble(&ok);
    return ok ? timeOf(number, unit) : std::nullopt;
}

} // namespace weir
