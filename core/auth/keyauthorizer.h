// SPDX-License-Identifier: GPL-3.0-or-later
// The authorizer of a target whose key goes into a header as it is.
#pragma once

#include "auth/authorizer.h"
#include "base/redaction.h"
#include "scenario/scenario.h"

#include <memory>

namespace weir {

/// The authorizer of a scheme; null for AuthScheme::None. The secret is resolved here, and added to
/// `redactor`. Any thread. Fails when the key can't be resolved or the header's name is empty.
Result<std::shared_ptr<const Authorizer>> makeAuthorizer(const Auth &auth, Redactor &redactor);

} // namespace weir
