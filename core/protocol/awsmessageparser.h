// SPDX-License-Identifier: GPL-3.0-or-later
// Amazon's binary event stream (application/vnd.amazon.eventstream): length-prefixed messages of headers and
// a payload, with two checksums, as Bedrock streams answers.
#pragma once

#include "base/message.h"
#include "protocol/linesplitter.h"

#include <QByteArray>
#include <QByteArrayView>

namespace weir {

/// One message. Views are valid during the call only.
struct AwsMessage
{
    QByteArrayView payload;
    quint64 payloadPosition = 0; ///< Its first byte in the stream.
    QByteArrayView
        messageType;          ///< The header ":message-type": "event", "exception", "error"; may be missing.
    QByteArrayView eventType; ///< ":event-type".
    QByteArrayView exceptionType; ///< ":exception-type".
    QByteArrayView errorCode;     ///< ":error-code".
    QByteArrayView errorMessage;  ///< ":error-message".
    bool isSumWrong = false;      ///< A checksum is not that of the bytes.
};

/// Takes the messages of one stream, in its thread.
class AwsMessageHandler
{
public:
    virtual ~AwsMessageHandler() = default;
    virtual void onMessage(const AwsMessage &message) = 0;
    /// The last call: what is wrong with the byte at `position`. `isTooLong`: only the parser's own limit.
    virtual void onMalformed(quint64 position, const Message &problem, bool isTooLong) = 0;
};

/// One stream; chunks may be cut anywhere. A wrong checksum is told and the message taken: TCP and TLS have
/// sums of their own, so it is the service that reckons differently, and its lengths still hold together.
class AwsMessageParser
{
public:
    /// `mostMessageBytes`: the longest message that is taken.
    explicit AwsMessageParser(quint64 mostMessageBytes = usualEventBytes)
        : m_mostMessageBytes(mostMessageBytes)
    {
    }

    void feed(QByteArrayView bytes, AwsMessageHandler &handler);
    /// Of a message that is not complete.
    [[nodiscard]] quint64 heldBytes() const { return static_cast<quint64>(m_held.size()); }

private:
    /// The length of the message that `bytes` begin with; 0 where it can't be one, which is told.
    quint32 lengthOf(QByteArrayView bytes, AwsMessageHandler &handler);
    void take(QByteArrayView message, AwsMessageHandler &handler);
    void fail(const Message &problem, bool isTooLong, AwsMessageHandler &handler);

    quint64 m_mostMessageBytes;
    QByteArray m_held;
    quint64 m_position = 0; ///< Of the message that is to come.
    bool m_failed = false;
};

} // namespace weir
