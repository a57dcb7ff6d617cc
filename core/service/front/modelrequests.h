// SPDX-License-Identifier: GPL-3.0-or-later
// What the model is told of a request that a dialect has read; the same for sockets and for simulations.
#pragma once

#include "service/front/dialect.h"
#include "service/model/modelconfig.h"

namespace weir {

/// Takes the prompt's text out of `asked`, where the caches have turned it into numbers. `key`: requestKey();
/// `hasId`: the client gave the id that it is made of.
ModelRequest modelRequestOf(AskedRequest &asked, quint64 key, bool hasId, const ModelConfig &config);

} // namespace weir
