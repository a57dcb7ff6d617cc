// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/front/requestreading.h"

#include "service/dialects/openaiparts.h"
#include "service/faults/faultdraw.h"

#include <boost/asio/buffer.hpp>
#include <boost/beast/core/string.hpp>
#include <boost/beast/http/parser.hpp>

namespace weir {

namespace http = boost::beast::http;

namespace {

// A pipeline of tiny requests; more than any client sends at once.
constexpr std::size_t mostRequests = 1000;

std::string_view viewOf(boost::beast::string_view text)
{
    return {text.data(), text.size()};
}

ReadRequest readOne(const HttpRequest &request, const Dialects &dialects, Gatekeeper &gate,
                    const ServiceConfig &config)
{
    ReadRequest read{routeOf(dialects, gate, requestLineOf(request, 0)), std::nullopt};
    if (read.route.dialect == nullptr)
        return read;
    const auto id = request.find("X-Weir-Request-Id");
    const bool hasId = id != request.end();
    const quint64 key = hasId ? requestKey(viewOf(id->value())) : requestKey(quint64{0});
    std::variant<UnderstoodRequest, DialectRefusal> understood =
        understand(request, read.route, {key, hasId, read.route.caller}, config.model, true);
    if (DialectRefusal *refusal = std::get_if<DialectRefusal>(&understood))
        read.refusal = std::move(*refusal);
    else
        read.model = std::move(std::get<UnderstoodRequest>(understood).model);
    return read;
}

} // namespace

RequestLine requestLineOf(const HttpRequest &request, qint64 unixSeconds)
{
    return {viewOf(request.method_string()), viewOf(request.target()),
            viewOf(request[http::field::authorization]), viewOf(request["X-Api-Key"]), unixSeconds};
}

Reply invalidRequest(int status, std::string_view message)
{
    return {status, openAiError(message, "invalid_request_error", {}, {})};
}

std::optional<Reply> answerToHeader(const HttpRequest &request, const OriginRules &origins)
{
    const bool isOld = request.version() < 11;
    const std::size_t hosts = request.count(http::field::host);
    if (hosts > 1 || (hosts == 0 && !isOld))
        return invalidRequest(400, "A request needs one Host header.");
    if (hosts == 1 && !origins.admitsHost(viewOf(request[http::field::host])))
        return invalidRequest(403, "This service answers to the names of its own machine, like localhost; "
                                   "serve --allow-origin names others.");
    for (auto [origin, end] = request.equal_range(http::field::origin); origin != end; ++origin) {
        if (!origins.admitsOrigin(viewOf(origin->value())))
            return invalidRequest(403,
                                  "Pages of this origin may not ask; serve --allow-origin names others.");
    }
    const std::size_t encodings = request.count(http::field::transfer_encoding);
    if (encodings == 0)
        return std::nullopt;
    if (isOld)
        return invalidRequest(400, "HTTP/1.0 has no Transfer-Encoding.");
    // The parser takes a body in any other encoding for no body at all, and its bytes for the next request.
    if (encodings > 1 || !boost::beast::iequals(request[http::field::transfer_encoding], "chunked"))
        return invalidRequest(501, "The only Transfer-Encoding that is known here is chunked.");
    return std::nullopt;
}

std::variant<UnderstoodRequest, DialectRefusal> understand(const HttpRequest &request, const Route &route,
                                                           const RequestOrigin &origin,
                                                           const ModelConfig &config, bool keepsText)
{
    const Dialect::HeaderLookup headers = [&request](std::string_view name) {
        return viewOf(request[{name.data(), name.size()}]);
    };
    std::variant<AskedRequest, DialectRefusal> read =
        route.dialect->read(viewOf(request.target()), headers, request.body(), keepsText);
    if (DialectRefusal *refusal = std::get_if<DialectRefusal>(&read))
        return std::move(*refusal);
    AskedRequest &asked = std::get<AskedRequest>(read);
    if (asked.callback.empty())
        asked.callback = viewOf(request["X-Weir-Callback"]);
    ModelRequest model = modelRequestOf(asked, origin, config);
    return UnderstoodRequest{std::move(asked), std::move(model)};
}

std::vector<ReadRequest> readRequests(std::string_view bytes, const Dialects &dialects, Gatekeeper &gate,
                                      const ServiceConfig &config)
{
    const OriginRules origins(config.allowedOrigins);
    std::vector<ReadRequest> requests;
    while (!bytes.empty() && requests.size() < mostRequests) {
        http::request_parser<http::string_body> parser;
        parser.header_limit(config.limits.headerBytes);
        parser.body_limit(config.limits.bodyBytes);
        parser.eager(true);
        boost::system::error_code error;
        while (!parser.is_done() && !bytes.empty()) {
            const std::size_t used = parser.put(boost::asio::buffer(bytes), error);
            bytes.remove_prefix(used);
            if (error || used == 0)
                break;
        }
        if (error || !parser.is_done())
            break;
        if (std::optional<Reply> refused = answerToHeader(parser.get(), origins)) {
            requests.emplace_back().route.reply = std::move(refused);
            break;
        }
        requests.push_back(readOne(parser.get(), dialects, gate, config));
    }
    return requests;
}

} // namespace weir
