// SPDX-License-Identifier: GPL-3.0-or-later
// Targets whose certificate nobody checks, which a run and all that is told of it has to say.
#pragma once

#include "base/message.h"
#include "scenario/scenario.h"

namespace weir {

/// A sentence for each target that some request asks over TLS with `verify_tls` off; empty where there is
/// none.
Messages uncheckedCertificates(const Scenario &scenario);

} // namespace weir
