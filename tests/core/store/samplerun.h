// SPDX-License-Identifier: GPL-3.0-or-later
// Records and headers that the tests of store and report share; each record is a pure function of its number.
#pragma once

#include "store/runfile.h"

namespace weir {

/// A header whose scenario has one target.
inline RunHeader sampleHeader(TimePoint zero = timePointFromNs(5'000'000'000))
{
    RunHeader header;
    header.id = newRunId(QDateTime::currentDateTimeUtc());
    header.scenario.name = QStringLiteral("Sample");
    header.scenario.targets.push_back({});
    header.scenario.targets.front().name = QStringLiteral("one");
    header.scenario.targets.front().url = QStringLiteral("http://127.0.0.1:1");
    header.seed = 18'446'744'073'709'551'615ULL;
    header.transport = QStringLiteral("qt");
    header.startedAt = QDateTime::fromString(QStringLiteral("2026-11-21T00:30:00.250Z"), Qt::ISODateWithMs);
    header.zero = zero;
    header.environment = {{QStringLiteral("processors"), 2}};
    return header;
}

/// A finished request with every member set; chunk i arrives i * 20 ms after the first.
inline RequestRecord sampleRecord(quint64 number, TimePoint zero = timePointFromNs(5'000'000'000),
                                  int chunkCount = 5)
{
    using namespace std::chrono_literals;
    RequestRecord record;
    record.request = RequestId{number};
    record.intended = zero + number * 10ms;
    record.started = record.intended + 1ms;
    record.sent = *record.started + 1ms;
    record.headers = *record.started + 30ms;
    record.firstByte = record.headers;
    record.firstEvent = *record.started + 40ms;
    record.firstContent = *record.started + 50ms;
    for (int i = 0; i < chunkCount; ++i)
        record.chunks.push_back(
            {*record.firstContent + i * 20ms, static_cast<quint32>(i), static_cast<ChunkKind>(i % 4)});
    record.lastToken = record.chunks.empty() ? record.firstContent : Stamp(record.chunks.back().at);
    record.terminator = *record.lastToken + 1ms;
    record.closed = *record.lastToken + 2ms;
    record.chunkCount = static_cast<quint32>(chunkCount);
    record.eventCount = record.chunkCount + 2;
    record.readCount = record.eventCount;
    record.staleConnection = number % 5 == 2;
    record.reuseGivenUp = number % 5 == 3;
    record.sendCount = 1;
    record.bytesReceived = 1000 + number;
    record.bytesSent = 200;
    record.usage.input = 12;
    record.usage.output = static_cast<quint64>(chunkCount);
    record.server.inference = 140ms;
    record.finishReason = QStringLiteral("stop");
    record.outcome = {OutcomeClass::Success, QString(), 200, {}};
    if (number % 10 == 7)
        record.outcome = {OutcomeClass::ApiError, QStringLiteral("1001"), 200,
                          Message::verbatim(QStringLiteral("said \"no, never\""))};
    return record;
}

} // namespace weir
