// SPDX-License-Identifier: GPL-3.0-or-later
// What a check on answers needs to be held against one: made in one place, for check() and for a run.
#pragma once

#include "base/jsonschema.h"
#include "base/result.h"
#include "base/textpattern.h"
#include "scenario/scenario.h"

#include <QStringList>

#include <variant>

namespace weir {

/// The expression, the schema, or the steps of the JSON pointer; nothing where the kind needs none.
using CheckAid = std::variant<std::monostate, TextPattern, JsonSchema, QStringList>;

/// The key of the member that an aid is made of: "text", "schema", "name".
QString aidKey(Check::Kind kind);
/// The error has the place within that member.
Result<CheckAid> aidOf(const Check &check);

/// True for the kinds that look at a text, so that Check::of means something.
bool looksAtText(Check::Kind kind);
/// True for the kinds that look at Check::count.
bool looksAtCount(Check::Kind kind);
/// True for the kinds that look at Check::name.
bool looksAtName(Check::Kind kind);

} // namespace weir
