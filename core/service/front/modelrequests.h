// SPDX-License-Identifier: GPL-3.0-or-later
// What the model is told of a request that a dialect has read; the same for sockets and for simulations.
#pragma once

#include "service/front/authenticator.h"
#include "service/dialects/dialect.h"
#include "service/model/modelconfig.h"

namespace weir {

/// Who asks, and under which id.
struct RequestOrigin
{
    quint64 key = 0;    ///< requestKey()
    bool hasId = false; ///< The client gave the id that the key is made of.
    Caller caller{};
};

/// Takes the prompt's text out of `asked`, where the caches have turned it into numbers.
ModelRequest modelRequestOf(AskedRequest &asked, const RequestOrigin &origin, const ModelConfig &config);

} // namespace weir
