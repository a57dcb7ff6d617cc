// SPDX-License-Identifier: GPL-3.0-or-later
// What is to be said of an import, for people and for programs.
#pragma once

#include "imports/import.h"

#include <QJsonObject>

namespace weir {

/// "Left out: --compressed. Weir asks for ...".
Message lineOf(const ImportNote &note);
/// What stands in the secret's place, and what to do before a run.
Message lineOf(const ImportedSecret &secret);
/// A line each: what was left out or changed, in the order of the text, then the secrets.
Messages linesOf(const Import &import);

/// For other programs; English. Secrets are not in it.
QJsonObject importToJson(const Import &import);

} // namespace weir
