// SPDX-License-Identifier: GPL-3.0-or-later
// Makes a ResponseHead of the lines of a response, for libraries that hand over lines. No socket.
#pragma once

#include "base/result.h"
#include "protocol/exchange.h"

#include <optional>

namespace weir {

inline constexpr MessageText noHttpStatusText =
    WEIR_TEXT("response_head.no_status", "The status line holds no HTTP status");

/// The length that the head gives for its body: nothing where it names none, and where a transfer coding or
/// the status makes that void. An error where it is no number, beside a transfer coding, too, or several that
/// differ: such a body has no end that anybody could rely on (RFC 9112, 6.3); and where a transfer coding
/// packs the body, which no request allows.
Result<std::optional<qint64>> contentLength(const ResponseHead &head);

/// Reads the heads of one response: any number of interim ones (1xx), then the final one (RFC 9112, 4 and 5;
/// RFC 9110, 15.2), then trailers. Bounded: all of them together may have 64 KiB.
class ResponseHeadReader
{
public:
    enum class State
    {
        Reading,
        Complete, ///< head() is the final one. Lines after it are trailers and only count for the limit.
        Broken,   ///< No HTTP, a coding that nobody asked for, a length that is none, or too much;
                  ///< `problem()` says which.
    };
    static constexpr qsizetype mostBytes = qsizetype{64} * 1024;
    static constexpr int switchingProtocols = 101; ///< The only 1xx that is final (RFC 9110, 15.2.2).

    /// Takes one line with its line end.
    State feed(QByteArrayView line);
    [[nodiscard]] State state() const { return m_state; }
    [[nodiscard]] const ResponseHead &head() const { return m_head; }
    /// For a person; empty unless Broken.
    [[nodiscard]] const Message &problem() const { return m_problem; }

private:
    State statusLine(QByteArrayView line);
    State field(QByteArrayView line);
    State broken(const Message &problem);

    ResponseHead m_head;
    qsizetype m_bytes = 0;
    State m_state = State::Reading;
    Message m_problem;
};

} // namespace weir
