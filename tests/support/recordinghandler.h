// SPDX-License-Identifier: GPL-3.0-or-later
// A StreamHandler that writes down everything and checks the order of the calls.
#pragma once

#include "transport/transport.h"

#include <QStringList>

#include <functional>
#include <optional>

namespace weir::test {

/// Plain record of one exchange. Hooks run after the call has been written down; they may start, abort or
/// throw nothing.
class RecordingHandler : public StreamHandler
{
public:
    void onConnected(TimePoint at) override;
    void onTlsDone(TimePoint at) override;
    void onSent(TimePoint at) override;
    void onUploaded(TimePoint at) override;
    void onOpened(TimePoint at, const Opening &opening) override;
    void onStale(TimePoint at) override;
    void onData(TimePoint at, QByteArrayView bytes) override;
    void onEnded(TimePoint at, const WireEnd &end) override;

    /// Runs the event loop until all handlers have ended; false when `limit` passes first.
    static bool waitForEnds(const std::vector<std::unique_ptr<RecordingHandler>> &handlers,
                            std::chrono::milliseconds limit);
    /// Runs the event loop until the exchange has ended; false when `limit` passes first.
    [[nodiscard]] bool waitForEnd(std::chrono::milliseconds limit = std::chrono::seconds{20}) const;

    int sentCount = 0;
    std::optional<TimePoint> sentAt;     ///< The first time.
    std::optional<TimePoint> uploadedAt; ///< Nothing: not told.
    int headCount = 0;
    int staleCount = 0; ///< The counts of what begins anew are those of the last time.
    int endCount = 0;
    qint64 byteCount = 0;
    int dataCount = 0;
    bool keepBytes = true;  ///< False: `body` stays empty.
    bool sendsFirst = true; ///< False: the channel is opened before the request goes out.
    ResponseHead head;      ///< Of the opening.
    bool isReused = false;  ///< The WebSocket had served an earlier request.
    QByteArray body;
    WireEnd end;
    std::vector<TimePoint> stamps; ///< Of every call, in order.
    QStringList violations;        ///< Calls that the contract forbids; a test compares with an empty list.

    std::function<void()> sentHook;
    std::function<void()> staleHook;
    std::function<void()> headHook;
    std::function<void()> dataHook;
    std::function<void()> endHook;

private:
    void note(TimePoint at, const char *call);
};

} // namespace weir::test
