// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes as the body of a request to the reference service: what is accepted lies inside the promised
// bounds.
#include "service/front/chatrequest.h"

#include <cstdint>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    static weir::ChatRequestParser parser;
    const auto parsed = parser.parse({reinterpret_cast<const char *>(data), size});
    const weir::ChatRequest *request = std::get_if<weir::ChatRequest>(&parsed);
    if (request == nullptr)
        return 0;
    if (request->model.size() > 256 || request->promptTokens < 1 ||
        (request->maxTokens && *request->maxTokens < 1))
        std::abort();
    return 0;
}
