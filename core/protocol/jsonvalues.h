// SPDX-License-Identifier: GPL-3.0-or-later
// What the rules of a preset ask of single JSON values.
#pragma once

#include <QtGlobal>

#include <simdjson.h>

#include <optional>
#include <string>

namespace weir {

/// A scalar as text: strings as they are, whole numbers in digits. False for null, objects and arrays.
bool scalarText(const simdjson::dom::element &element, std::string &out);

/// Anything but null, false, "", [] and {}.
bool holdsSomething(const simdjson::dom::element &element);

/// Whether what stands at the place of an error is one. Unlike an answer, an error may be empty: some vendors
/// tell of it by `{}` alone.
bool isError(const simdjson::dom::element &element);

/// A count of tokens, as a number or in digits, 0 to mostTokens; nothing for what is no count.
std::optional<quint64> tokensOf(const simdjson::dom::element &element);

} // namespace weir
