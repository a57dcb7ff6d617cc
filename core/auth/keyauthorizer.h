// SPDX-License-Identifier: GPL-3.0-or-later
// The authorizer of a target whose key goes into a header as it is, and the choice of a target's scheme.
#pragma once

#include "auth/authorizer.h"
#include "base/redaction.h"
#include "scenario/scenario.h"

#include <memory>

namespace weir {

/// `auth` with its scheme decided: where that says "as the vendor's" and a key is given, scheme and header
/// are those that the vendor usually wants (`usual`), and a vendor that usually wants none takes the key as a
/// bearer's. Never AuthScheme::Vendor.
Auth settledAuth(const Auth &auth, const Auth &usual);

/// The authorizer of a settled scheme; null for AuthScheme::None. The secret is resolved here, and added to
/// `redactor`. Any thread. Fails when the key can't be resolved or the header's name is empty.
Result<std::shared_ptr<const Authorizer>> makeAuthorizer(const Auth &auth, Redactor &redactor);

} // namespace weir
