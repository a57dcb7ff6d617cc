// SPDX-License-Identifier: GPL-3.0-or-later
// Where an answer's bytes go.
#pragma once

#include <string_view>

namespace weir {

/// Takes the bytes of answers; the connection's socket, or a string in tests.
class ByteSink
{
public:
    ByteSink() = default;
    ByteSink(const ByteSink &) = delete;
    ByteSink &operator=(const ByteSink &) = delete;
    virtual ~ByteSink() = default;
    /// Writes at once what the socket takes and keeps the rest. `bytes` may go away after the call.
    virtual void send(std::string_view bytes) = 0;
    /// False while something waits for the client to read.
    [[nodiscard]] virtual bool isEmpty() const = 0;
};

} // namespace weir
