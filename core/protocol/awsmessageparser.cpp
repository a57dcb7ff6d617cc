// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/awsmessageparser.h"

#include <QtEndian>

#include <array>
#include <optional>
#include <utility>
#include <zlib.h>

namespace weir {

namespace {

constexpr qsizetype preludeBytes = 12; ///< Two lengths and their checksum.
constexpr qsizetype sumBytes = 4;
constexpr quint32 mostHeaderBytes = 128 * 1024; ///< As Amazon's own readers take.

quint32 number32(QByteArrayView bytes, qsizetype at)
{
    return qFromBigEndian<quint32>(bytes.data() + at);
}

quint32 sumOf(QByteArrayView bytes)
{
    return static_cast<quint32>(
        crc32(0, reinterpret_cast<const Bytef *>(bytes.data()), static_cast<uInt>(bytes.size())));
}

/// Walks over the headers of one message.
class HeaderReader
{
public:
    explicit HeaderReader(QByteArrayView bytes) : m_bytes(bytes) {}

    [[nodiscard]] bool atEnd() const { return m_at == m_bytes.size(); }
    /// Name and value, which is empty where it is no text. Nothing where the bytes are no header.
    std::optional<std::pair<QByteArrayView, QByteArrayView>> next()
    {
        const std::optional<QByteArrayView> nameLength = take(1);
        const std::optional<QByteArrayView> name =
            nameLength ? take(static_cast<quint8>(nameLength->front())) : std::nullopt;
        const std::optional<QByteArrayView> type = name ? take(1) : std::nullopt;
        if (!type)
            return std::nullopt;
        const std::optional<QByteArrayView> value = takeValue(static_cast<quint8>(type->front()));
        if (!value)
            return std::nullopt;
        return std::pair(*name, type->front() == textType ? *value : QByteArrayView());
    }

private:
    static constexpr char bytesType = 6;
    static constexpr char textType = 7;

    std::optional<QByteArrayView> take(qsizetype count)
    {
        if (count > m_bytes.size() - m_at)
            return std::nullopt;
        return m_bytes.sliced(std::exchange(m_at, m_at + count), count);
    }

    std::optional<QByteArrayView> takeValue(quint8 type)
    {
        // true, false, byte, short, integer, long; bytes and text tell their length; timestamp, UUID
        constexpr std::array<qsizetype, 10> sizes{0, 0, 1, 2, 4, 8, 0, 0, 8, 16};
        if (type >= sizes.size())
            return std::nullopt;
        if (type != bytesType && type != textType)
            return take(sizes[type]);
        const std::optional<QByteArrayView> length = take(2);
        return length ? take(qFromBigEndian<quint16>(length->data())) : std::nullopt;
    }

    QByteArrayView m_bytes;
    qsizetype m_at = 0;
};

/// False where the bytes are no headers.
bool readHeaders(QByteArrayView bytes, AwsMessage &message)
{
    HeaderReader reader(bytes);
    while (!reader.atEnd()) {
        const auto header = reader.next();
        if (!header)
            return false;
        const auto &[name, value] = *header;
        if (name == ":message-type")
            message.messageType = value;
        else if (name == ":event-type")
            message.eventType = value;
        else if (name == ":exception-type")
            message.exceptionType = value;
        else if (name == ":error-code")
            message.errorCode = value;
        else if (name == ":error-message")
            message.errorMessage = value;
    }
    return true;
}

} // namespace

void AwsMessageParser::feed(QByteArrayView bytes, AwsMessageHandler &handler)
{
    if (m_failed)
        return;
    const bool wasHeld = !m_held.isEmpty();
    if (wasHeld) {
        m_held.append(bytes);
        bytes = m_held;
    }
    qsizetype taken = 0;
    while (bytes.size() - taken >= preludeBytes) {
        const quint32 length = lengthOf(bytes.sliced(taken), handler);
        if (length != 0 && bytes.size() - taken < qsizetype{length})
            break;
        if (length != 0)
            take(bytes.sliced(taken, length), handler);
        if (m_failed)
            return;
        taken += length;
        m_position += length;
    }
    // A long message that comes bit by bit is not copied for each.
    if (wasHeld)
        m_held.remove(0, taken);
    else
        m_held = bytes.sliced(taken).toByteArray();
}

quint32 AwsMessageParser::lengthOf(QByteArrayView bytes, AwsMessageHandler &handler)
{
    const quint32 length = number32(bytes, 0);
    const quint32 headers = number32(bytes, 4);
    if (length < preludeBytes + sumBytes || headers > length - preludeBytes - sumBytes ||
        headers > mostHeaderBytes) {
        fail(WEIR_TEXT("stream.no_aws_message",
                       "Not a message of Amazon's event stream: its lengths can't be"),
             false, handler);
        return 0;
    }
    if (length > m_mostMessageBytes) {
        fail(Message(WEIR_TEXT("stream.message_too_long", "A message is longer than %1 bytes"),
                     m_mostMessageBytes),
             true, handler);
        return 0;
    }
    return length;
}

void AwsMessageParser::take(QByteArrayView bytes, AwsMessageHandler &handler)
{
    const qsizetype headers = number32(bytes, 4);
    const qsizetype end = bytes.size() - sumBytes;
    AwsMessage message;
    if (!readHeaders(bytes.sliced(preludeBytes, headers), message)) {
        fail(WEIR_TEXT("stream.no_aws_headers",
                       "Not a message of Amazon's event stream: its headers can't be read"),
             false, handler);
        return;
    }
    message.payload = bytes.sliced(preludeBytes + headers, end - preludeBytes - headers);
    message.payloadPosition = m_position + static_cast<quint64>(preludeBytes + headers);
    message.isSumWrong =
        sumOf(bytes.first(preludeBytes - sumBytes)) != number32(bytes, preludeBytes - sumBytes) ||
        sumOf(bytes.first(end)) != number32(bytes, end);
    handler.onMessage(message);
}

void AwsMessageParser::fail(const Message &problem, bool isTooLong, AwsMessageHandler &handler)
{
    m_failed = true;
    m_held.clear();
    handler.onMalformed(m_position, problem, isTooLong);
}

} // namespace weir
