// SPDX-License-Identifier: GPL-3.0-or-later
// Turns a target's auth scheme into the headers that carry it.
#pragma once

#include "base/redaction.h"
#include "base/result.h"
#include "scenario/scenario.h"

#include <QByteArray>

#include <utility>
#include <vector>

namespace weir {

/// The headers of `auth` with the secret's value; none for AuthScheme::None. The secret is added to
/// `redactor`. Any thread. Fails when the key can't be resolved or the header's name is empty.
Result<std::vector<std::pair<QByteArray, QByteArray>>> authHeaders(const Auth &auth, Redactor &redactor);

} // namespace weir
