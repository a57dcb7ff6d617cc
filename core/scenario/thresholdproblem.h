// SPDX-License-Identifier: GPL-3.0-or-later
// Whether a threshold's expression can be understood.
#pragma once

#include "base/message.h"

#include <QStringView>

#include <optional>

namespace weir {

/// What is wrong with an expression like "ttft p(99) < 500ms", for the user; nothing when it is right.
std::optional<Message> thresholdProblem(QStringView expression);

} // namespace weir
