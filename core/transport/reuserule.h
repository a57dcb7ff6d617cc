// SPDX-License-Identifier: GPL-3.0-or-later
// Which origins may be sent requests over kept connections.
#pragma once

#include <QHash>
#include <QUrl>

namespace weir {

/// Some servers close a kept connection right behind an answer, whatever their head says, and so meet
/// requests that are on their way. One such request goes once more over a new connection; an origin that does
/// it again and again is sent each request over a connection of its own. Lives in the thread of its
/// transport.
class ReuseRule
{
public:
    /// So many stale connections are too many, unless less than one in `requestsForEach` requests meets one.
    static constexpr quint32 mostStale = 3;
    static constexpr quint32 requestsForEach = 100;

    /// False when the origin of `url` gets no reuse any more. Asked once for each request that starts.
    [[nodiscard]] bool allows(const QUrl &url);
    /// A request to `url` had no answer over its kept connection and was answered over a new one.
    void noteStale(const QUrl &url);

private:
    struct Origin
    {
        quint32 stale = 0;
        quint64 started = 0; ///< Requests since the first of these.
    };
    QHash<QString, Origin> m_origins; ///< Only those that have been stale.
};

} // namespace weir
