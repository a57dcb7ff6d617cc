// SPDX-License-Identifier: GPL-3.0-or-later
// Server-Sent Events from bytes, by the WHATWG text (HTML Standard, 9.2.5 and 9.2.6).
#pragma once

#include "protocol/linesplitter.h"

#include <QByteArrayView>

#include <optional>
#include <string>

namespace weir {

/// What the parser hands out. Views are valid during the call only.
struct SseItem
{
    enum class Kind
    {
        Event,
        Comment,   ///< `data` is the text after the colon.
        Stray,     ///< A line that is none of the standard's fields, which it ignores: `data` is all of it.
        NameOnly,  ///< An event with a name and no data, which the standard does not hand out.
        Malformed, ///< The last item: `problem` says what is wrong at `position`.
    };
    Kind kind = Kind::Event;
    QByteArrayView name;   ///< The `event` field; empty means "message".
    QByteArrayView data;   ///< Lines of the `data` fields joined by LF.
    QByteArrayView lastId; ///< The last event id, kept over events.
    quint64 position =
        0; ///< Byte of the stream at which the item's first data line, or the bad byte, stands.
    quint64 dataPosition = 0; ///< Byte of the stream at which an event's data begins, after the field's name.
    Message problem;
    bool isTooLong = false;    ///< Malformed only by the parser's own limits.
    bool isUnfinished = false; ///< An event that the stream's end came before: its blank line is missing.
};

/// Takes the items of one stream, in its thread.
class SseHandler
{
public:
    virtual ~SseHandler() = default;
    virtual void onSseItem(const SseItem &item) = 0;
};

/// The longest line and the longest event (all its data lines) that are taken, in bytes.
struct SseLimits
{
    quint64 lineBytes = usualEventBytes;
    quint64 eventBytes = usualEventBytes;
};

/// One stream. Chunks may be cut anywhere. An event whose only data line lies within one chunk is not copied.
class SseParser
{
public:
    explicit SseParser(SseLimits limits = {});

    /// Parses the next bytes; after a malformed item all further bytes are ignored.
    void feed(QByteArrayView bytes, SseHandler &handler);
    /// The stream has ended: hands out the last line and the last event where their ends are missing. The
    /// standard discards them; official clients take them. Half a character at the end is no item.
    void finish(SseHandler &handler);

    /// Last valid `retry` field, in milliseconds.
    [[nodiscard]] std::optional<quint64> retryMs() const { return m_retryMs; }
    [[nodiscard]] bool failed() const { return m_failed; }
    /// Bytes of an event or line that is not complete.
    [[nodiscard]] quint64 heldBytes() const { return quint64(m_lines.rest().size()) + m_data.size(); }

private:
    bool onLine(QByteArrayView line, quint64 position, SseHandler &handler);
    /// Fields other than data. False for one that the standard does not know.
    bool takeField(QByteArrayView name, QByteArrayView value);
    static void tell(SseItem::Kind kind, QByteArrayView data, quint64 position, SseHandler &handler);
    bool addData(QByteArrayView value, quint64 position, quint64 valuePosition, SseHandler &handler);
    void dispatch(SseHandler &handler, bool isUnfinished = false);
    bool fail(quint64 position, const Message &problem, SseHandler &handler, bool isTooLong = false);
    void own();

    SseLimits m_limits;
    LineSplitter m_lines;
    QByteArrayView m_dataView; ///< The only data line so far, still inside the chunk.
    std::string m_data;        ///< Data lines that had to be copied.
    std::string m_name;
    std::string m_lastId;
    std::optional<quint64> m_retryMs;
    quint64 m_eventPosition = 0;
    quint64 m_dataPosition = 0;
    bool m_hasData = false;
    bool m_ownsData = false; ///< The data is in m_data, not in m_dataView.
    bool m_firstLine = true;
    bool m_failed = false;
};

} // namespace weir
