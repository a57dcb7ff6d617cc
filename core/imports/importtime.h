// SPDX-License-Identifier: GPL-3.0-or-later
// Times as other programs write them.
#pragma once

#include "base/clock.h"

#include <QString>

#include <optional>

namespace weir {

/// `count` of a unit; nothing for what is no number from 0 on, or longer than Weir's times.
std::optional<Nanoseconds> timeOf(double count, Nanoseconds unit);
std::optional<Nanoseconds> timeOf(const QString &count, Nanoseconds unit);

} // namespace weir
