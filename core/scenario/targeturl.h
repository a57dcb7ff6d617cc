// SPDX-License-Identifier: GPL-3.0-or-later
// What is wrong with a URL that a person has written, in the words that help him to mend it.
#pragma once

#include "base/message.h"

#include <QString>

#include <optional>

namespace weir {

/// Nothing where `text` is a URL with a scheme, a host and a port that there is. Which schemes are known is
/// not asked. Pure.
[[nodiscard]] std::optional<Message> urlFault(const QString &text);

} // namespace weir
