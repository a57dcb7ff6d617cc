// SPDX-License-Identifier: GPL-3.0-or-later
// Whether a threshold's expression can be understood, and whether it can mean what its writer wanted.
#pragma once

#include "base/message.h"

#include <QStringView>

#include <optional>

namespace weir {

/// What is wrong with an expression like "ttft p(99) < 500ms", for the user; nothing when it is right.
std::optional<Message> thresholdProblem(QStringView expression);
/// A doubt about an expression that can be understood: a limit on a share (0 to 1) that nearly every run
/// keeps, or that none can. "error_rate < 1" most likely means 1 %.
std::optional<Message> thresholdDoubt(QStringView expression);

} // namespace weir
