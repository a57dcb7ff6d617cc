// SPDX-License-Identifier: GPL-3.0-or-later
// From the bytes of a request to what is to be done with it, without a socket: what any client can reach.
#pragma once

#include "service/front/modelrequests.h"
#include "service/front/routes.h"
#include "service/serviceconfig.h"

#include <string_view>
#include <vector>

namespace weir {

/// What one request of a connection came to.
struct ReadRequest
{
    Route route;
    std::optional<ModelRequest> model;       ///< Where the route's dialect took the body ...
    std::optional<DialectRefusal> refusal{}; ///< ... or why it did not.
};

/// Reads requests, one after the other, from bytes that may be anything, as a connection would: with Beast's
/// parser under the limits of `config`, routes, dialects and the model's view. Ends where the bytes end or
/// are no HTTP.
std::vector<ReadRequest> readRequests(std::string_view bytes, const Dialects &dialects, Gatekeeper &gate,
                                      const ServiceConfig &config);

} // namespace weir
