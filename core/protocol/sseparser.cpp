// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/sseparser.h"

#include "protocol/utf8check.h"

namespace weir {

namespace {

QByteArrayView viewOf(const std::string &text)
{
    return QByteArrayView(text.data(), qsizetype(text.size()));
}

/// The value of a `retry` field: ASCII digits only. Anything else, and what no 64-bit number holds, is
/// ignored.
std::optional<quint64> digitsOnly(QByteArrayView value)
{
    if (value.isEmpty() || value.size() > 18)
        return std::nullopt;
    quint64 number = 0;
    for (const char digit : value) {
        if (digit < '0' || digit > '9')
            return std::nullopt;
        number = number * 10 + quint64(digit - '0');
    }
    return number;
}

} // namespace

SseParser::SseParser(SseLimits limits) : m_limits(limits), m_lines(limits.lineBytes) {}

void SseParser::feed(QByteArrayView bytes, SseHandler &handler)
{
    if (m_failed)
        return;
    const LineSplitter::Status status =
        m_lines.feed(bytes, [this, &handler](QByteArrayView line, quint64 position) {
            return onLine(line, position, handler);
        });
    if (status == LineSplitter::Status::LineTooLong)
        fail(m_lines.linePosition(), Message(lineTooLongText, m_limits.lineBytes), handler, true);
    if (m_failed)
        return;
    own();
    m_lines.keepRest();
}

void SseParser::finish(SseHandler &handler)
{
    if (m_failed)
        return;
    if (const QByteArrayView rest = m_lines.rest(); !rest.isEmpty() && isUtf8(rest))
        onLine(rest, m_lines.linePosition(), handler);
    if (!m_failed)
        dispatch(handler, true);
}

bool SseParser::onLine(QByteArrayView line, quint64 position, SseHandler &handler)
{
    if (m_firstLine) {
        m_firstLine = false;
        if (line.startsWith("\xEF\xBB\xBF")) {
            line = line.sliced(3);
            position += 3;
        }
    }
    if (line.isEmpty()) {
        dispatch(handler);
        return true;
    }
    if (!isUtf8(line))
        return fail(position + quint64(firstInvalidUtf8(line)), Message(notUtf8Text), handler);
    const qsizetype colon = line.indexOf(':');
    if (colon == 0) {
        tell(SseItem::Kind::Comment, line.sliced(1), position, handler);
        return true;
    }
    const QByteArrayView name = colon < 0 ? line : line.first(colon);
    QByteArrayView value = colon < 0 ? QByteArrayView() : line.sliced(colon + 1);
    if (value.startsWith(' '))
        value = value.sliced(1);
    if (name == QByteArrayView("data"))
        return addData(value, position, position + quint64(line.size() - value.size()), handler);
    if (!takeField(name, value))
        tell(SseItem::Kind::Stray, line, position, handler);
    return true;
}

bool SseParser::takeField(QByteArrayView name, QByteArrayView value)
{
    if (name == QByteArrayView("event")) {
        m_name.assign(value.data(), std::size_t(value.size()));
    } else if (name == QByteArrayView("id")) {
        if (!value.contains('\0'))
            m_lastId.assign(value.data(), std::size_t(value.size()));
    } else if (name == QByteArrayView("retry")) {
        if (const std::optional<quint64> wait = digitsOnly(value))
            m_retryMs = wait;
    } else {
        return false;
    }
    return true;
}

void SseParser::tell(SseItem::Kind kind, QByteArrayView data, quint64 position, SseHandler &handler)
{
    SseItem item;
    item.kind = kind;
    item.data = data;
    item.position = position;
    handler.onSseItem(item);
}

bool SseParser::addData(QByteArrayView value, quint64 position, quint64 valuePosition, SseHandler &handler)
{
    const quint64 before = m_ownsData ? m_data.size() : quint64(m_dataView.size());
    if (before + quint64(value.size()) + 1 > m_limits.eventBytes)
        return fail(position,
                    Message(WEIR_TEXT("stream.event_too_long", "An event is longer than %1 bytes"),
                            m_limits.eventBytes),
                    handler, true);
    if (!m_hasData) {
        m_hasData = true;
        m_eventPosition = position;
        m_dataPosition = valuePosition;
        m_dataView = value;
        return true;
    }
    own();
    m_data.push_back('\n');
    m_data.append(value.data(), std::size_t(value.size()));
    return true;
}

void SseParser::dispatch(SseHandler &handler, bool isUnfinished)
{
    if (m_hasData || !m_name.empty()) {
        SseItem item;
        item.kind = m_hasData ? SseItem::Kind::Event : SseItem::Kind::NameOnly;
        item.name = viewOf(m_name);
        item.data = m_ownsData ? viewOf(m_data) : m_dataView;
        item.lastId = viewOf(m_lastId);
        item.position = m_eventPosition;
        item.dataPosition = m_dataPosition;
        item.isUnfinished = isUnfinished;
        handler.onSseItem(item);
    }
    m_hasData = false;
    m_ownsData = false;
    m_dataView = {};
    m_data.clear();
    m_name.clear();
}

/// Moves the pending data out of the chunk, which is about to go away or to be followed by another line.
void SseParser::own()
{
    if (!m_hasData || m_ownsData)
        return;
    m_data.assign(m_dataView.data(), std::size_t(m_dataView.size()));
    m_dataView = {};
    m_ownsData = true;
}

bool SseParser::fail(quint64 position, const Message &problem, SseHandler &handler, bool isTooLong)
{
    m_failed = true;
    SseItem item;
    item.kind = SseItem::Kind::Malformed;
    item.position = position;
    item.problem = problem;
    item.isTooLong = isTooLong;
    handler.onSseItem(item);
    return false;
}

} // namespace weir
