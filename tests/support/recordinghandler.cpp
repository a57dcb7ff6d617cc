// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/recordinghandler.h"

#include <QTest>

#include <algorithm>

namespace weir::test {

void RecordingHandler::note(TimePoint at, const char *call)
{
    if (endCount > 0)
        violations += QStringLiteral("%1 after the end").arg(QLatin1String(call));
    if (!stamps.empty() && at < stamps.back())
        violations += QStringLiteral("%1 went back in time").arg(QLatin1String(call));
    stamps.push_back(at);
}

void RecordingHandler::onConnected(TimePoint at)
{
    note(at, "onConnected");
}

void RecordingHandler::onTlsDone(TimePoint at)
{
    note(at, "onTlsDone");
}

void RecordingHandler::onSent(TimePoint at)
{
    note(at, "onSent");
    ++sentCount;
    sentAt = sentAt.value_or(at);
    if (sentHook)
        sentHook();
}

void RecordingHandler::onUploaded(TimePoint at)
{
    note(at, "onUploaded");
    if (sentCount == 0 || uploadedAt)
        violations += QStringLiteral("onUploaded out of order");
    uploadedAt = at;
}

void RecordingHandler::onOpened(TimePoint at, const Opening &opening)
{
    note(at, "onOpened");
    if ((sentCount > 0) != sendsFirst || headCount > 0)
        violations += QStringLiteral("onOpened out of order");
    ++headCount;
    head = headOf(opening);
    const WebSocketOpening *socket = std::get_if<WebSocketOpening>(&opening);
    isReused = socket != nullptr && socket->isReused;
    if (headHook)
        headHook();
}

void RecordingHandler::onStale(TimePoint at)
{
    note(at, "onStale");
    if (++staleCount > 1 || dataCount > 0)
        violations += QStringLiteral("onStale out of order");
    sentCount = headCount = 0;
    sentAt.reset();
    uploadedAt.reset();
    if (staleHook)
        staleHook();
}

void RecordingHandler::onData(TimePoint at, QByteArrayView bytes)
{
    note(at, "onData");
    if (headCount == 0)
        violations += QStringLiteral("onData before onOpened");
    if (bytes.isEmpty())
        violations += QStringLiteral("onData without bytes");
    ++dataCount;
    byteCount += bytes.size();
    if (keepBytes)
        body += bytes;
    if (dataHook)
        dataHook();
}

void RecordingHandler::onEnded(TimePoint at, const WireEnd &wireEnd)
{
    note(at, "onEnded");
    ++endCount;
    end = wireEnd;
    if (endHook)
        endHook();
}

bool RecordingHandler::waitForEnd(std::chrono::milliseconds limit) const
{
    return QTest::qWaitFor([this] { return endCount > 0; }, static_cast<int>(limit.count()));
}

bool RecordingHandler::waitForEnds(const std::vector<std::unique_ptr<RecordingHandler>> &handlers,
                                   std::chrono::milliseconds limit)
{
    return QTest::qWaitFor(
        [&handlers] {
            return std::all_of(handlers.begin(), handlers.end(),
                               [](const auto &handler) { return handler->endCount > 0; });
        },
        static_cast<int>(limit.count()));
}

} // namespace weir::test
