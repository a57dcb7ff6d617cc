// SPDX-License-Identifier: GPL-3.0-or-later
// Which path answers what, apart from the answers of the model. Pure.
#pragma once

#include <QByteArray>

#include <optional>
#include <string>
#include <string_view>

namespace weir {

/// A complete JSON response.
struct Reply
{
    int status = 200;
    std::string body;
    std::string extra = {}; ///< More header lines, each with its CRLF.
};

/// True for the path of chat completions, query aside.
bool isChatPath(std::string_view target);

/// The response to a request that needs no model: other paths, wrong methods, a missing or wrong key. Nothing
/// when it is a POST of chat completions that may be answered. `authorization` is the header's value; an
/// empty `apiKey` admits all.
std::optional<Reply> plainReply(std::string_view method, std::string_view target,
                                std::string_view authorization, const QByteArray &apiKey);

} // namespace weir
