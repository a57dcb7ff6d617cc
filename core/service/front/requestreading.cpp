// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/front/requestreading.h"

#include "service/faults/faultdraw.h"

#include <boost/asio/buffer.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>

namespace weir {

namespace http = boost::beast::http;

namespace {

// A pipeline of tiny requests; more than any client sends at once.
constexpr std::size_t mostRequests = 1000;

using Request = http::request<http::string_body>;

std::string_view viewOf(boost::beast::string_view text)
{
    return {text.data(), text.size()};
}

std::string_view headerOf(const void *of, std::string_view name)
{
    return viewOf((*static_cast<const http::fields *>(of))[{name.data(), name.size()}]);
}

ReadRequest understand(const Request &request, const Dialects &dialects, Gatekeeper &gate,
                       const ServiceConfig &config)
{
    const RequestLine line{viewOf(request.method_string()), viewOf(request.target()),
                           viewOf(request[http::field::authorization]), viewOf(request["X-Api-Key"]), 0};
    ReadRequest read{routeOf(dialects, gate, line), std::nullopt};
    if (read.route.dialect == nullptr)
        return read;
    const http::fields &fields = request;
    std::variant<AskedRequest, DialectRefusal> asked =
        read.route.dialect->read(line.target, {&fields, headerOf}, request.body(), true);
    if (DialectRefusal *refusal = std::get_if<DialectRefusal>(&asked)) {
        read.refusal = std::move(*refusal);
        return read;
    }
    const auto id = request.find("X-Weir-Request-Id");
    const bool hasId = id != request.end();
    const quint64 key = hasId ? requestKey(viewOf(id->value())) : requestKey(quint64{0});
    read.model = modelRequestOf(std::get<AskedRequest>(asked), {key, hasId, read.route.caller}, config.model);
    return read;
}

} // namespace

std::vector<ReadRequest> readRequests(std::string_view bytes, const Dialects &dialects, Gatekeeper &gate,
                                      const ServiceConfig &config)
{
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
        requests.push_back(understand(parser.get(), dialects, gate, config));
    }
    return requests;
}

} // namespace weir
