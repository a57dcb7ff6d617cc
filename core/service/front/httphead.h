// SPDX-License-Identifier: GPL-3.0-or-later
// The HTTP around a body: status line, header, chunked framing. RFC 9112.
#pragma once

#include <QtGlobal>

#include <string>
#include <string_view>

namespace weir {

/// What stands in front of a body.
struct HttpHead
{
    int status = 200;
    std::string_view contentType = "application/json";
    bool keepAlive = true;       ///< false adds `Connection: close`.
    bool oldClient = false;      ///< HTTP/1.0: keepAlive is told as well, since it is not the rule.
    bool chunked = false;        ///< Transfer-Encoding: chunked instead of a length.
    bool hasLength = true;       ///< false and not chunked: the body ends with the connection.
    std::size_t length = 0;      ///< Content-Length, bytes.
    std::string_view extra = {}; ///< More header lines, each with its CRLF.
};

/// Appends status line and header, the empty line included.
void appendHead(std::string &out, const HttpHead &head);

/// Appends `payload` as one HTTP chunk, or as it is when the body is not chunked. `payload` is not empty.
void appendChunk(std::string &out, std::string_view payload, bool chunked);

/// Appends lower-case hexadecimal digits without leading zeros.
void appendHex(std::string &out, quint64 number);

} // namespace weir
