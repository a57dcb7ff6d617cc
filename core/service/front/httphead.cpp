// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/front/httphead.h"

#include <array>
#include <charconv>

namespace weir {

namespace {

std::string_view reasonPhrase(int status)
{
    switch (status) {
    case 200:
        return "OK";
    case 202:
        return "Accepted";
    case 400:
        return "Bad Request";
    case 401:
        return "Unauthorized";
    case 403:
        return "Forbidden";
    case 404:
        return "Not Found";
    case 405:
        return "Method Not Allowed";
    case 408:
        return "Request Timeout";
    case 413:
        return "Content Too Large";
    case 415:
        return "Unsupported Media Type";
    case 422:
        return "Unprocessable Content";
    case 426:
        return "Upgrade Required";
    case 429:
        return "Too Many Requests";
    case 431:
        return "Request Header Fields Too Large";
    case 500:
        return "Internal Server Error";
    case 501:
        return "Not Implemented";
    case 502:
        return "Bad Gateway";
    case 503:
        return "Service Unavailable";
    case 504:
        return "Gateway Timeout";
    case 529:
        return "Overloaded";
    default:
        return {}; // None is better than a wrong one, and HTTP allows it.
    }
}

} // namespace

void appendHex(std::string &out, quint64 number)
{
    std::array<char, 16> digits{};
    const std::to_chars_result end = std::to_chars(digits.data(), digits.data() + digits.size(), number, 16);
    out.append(digits.data(), end.ptr);
}

void appendHead(std::string &out, const HttpHead &head)
{
    out += "HTTP/1.1 " + std::to_string(head.status) + ' ';
    out += reasonPhrase(head.status);
    out += "\r\nServer: weir\r\nContent-Type: ";
    out += head.contentType;
    out += "\r\nCache-Control: no-cache\r\n";
    if (head.chunked)
        out += "Transfer-Encoding: chunked\r\n";
    else if (head.hasLength)
        out += "Content-Length: " + std::to_string(head.length) + "\r\n";
    if (!head.keepAlive)
        out += "Connection: close\r\n";
    else if (head.oldClient)
        out += "Connection: keep-alive\r\n";
    out += head.extra;
    out += "\r\n";
}

void appendChunk(std::string &out, std::string_view payload, bool chunked)
{
    if (!chunked) {
        out += payload;
        return;
    }
    appendHex(out, payload.size());
    out += "\r\n";
    out += payload;
    out += "\r\n";
}

} // namespace weir
