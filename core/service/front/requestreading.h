// SPDX-License-Identifier: GPL-3.0-or-later
// From a request's bytes to what is to be done with it: the part of a connection that needs no socket.
#pragma once

#include "service/config/serviceconfig.h"
#include "service/front/modelrequests.h"
#include "service/front/originrules.h"
#include "service/front/routes.h"

#include <boost/beast/http/message.hpp>
#include <boost/beast/http/string_body.hpp>

#include <string_view>
#include <variant>
#include <vector>

namespace weir {

using HttpRequest = boost::beast::http::request<boost::beast::http::string_body>;

/// What decides about a request's way; needs its header only. Views into `request`.
RequestLine requestLineOf(const HttpRequest &request, qint64 unixSeconds);

/// An error of the service itself, in OpenAI's form.
Reply invalidRequest(int status, std::string_view message);

/// What to answer, before the connection is closed, to a header that tells not for sure where its request
/// ends or whom it is for (RFC 9112, 3.2 and 6.1): a proxy in front may have read it otherwise; and to one
/// that comes by a name or from a page that `origins` does not admit. Needs the header only.
std::optional<Reply> answerToHeader(const HttpRequest &request, const OriginRules &origins);

/// A request that a dialect has understood.
struct UnderstoodRequest
{
    AskedRequest asked;
    ModelRequest model;
};

/// Reads the body by the route's dialect, which the route must have. `keepsText`: the caches want the prompt.
std::variant<UnderstoodRequest, DialectRefusal> understand(const HttpRequest &request, const Route &route,
                                                           const RequestOrigin &origin,
                                                           const ModelConfig &config, bool keepsText);

/// What one request of a connection came to.
struct ReadRequest
{
    Route route;
    std::optional<ModelRequest> model;       ///< Where the route's dialect took the body ...
    std::optional<DialectRefusal> refusal{}; ///< ... or why it did not.
};

/// Reads requests, one after the other, from bytes that may be anything, as a connection would: with Beast's
/// parser under the limits of `config`, routes, dialects and the model's view. Ends where the bytes end, are
/// no HTTP, or a header is refused.
std::vector<ReadRequest> readRequests(std::string_view bytes, const Dialects &dialects, Gatekeeper &gate,
                                      const ServiceConfig &config);

} // namespace weir
