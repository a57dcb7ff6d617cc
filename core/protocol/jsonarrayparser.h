// SPDX-License-Identifier: GPL-3.0-or-later
// The elements of one JSON array, each as soon as it is complete: how some services stream.
#pragma once

#include "base/message.h"
#include "protocol/linesplitter.h"

#include <QByteArray>
#include <QByteArrayView>

namespace weir {

/// Takes the elements of one array, in its thread. Views are valid during the call only.
class JsonArrayHandler
{
public:
    virtual ~JsonArrayHandler() = default;
    /// An element's bytes, which need not be JSON; `position` is its first byte in the stream.
    virtual void onElement(QByteArrayView element, quint64 position) = 0;
    /// The closing bracket; the last call.
    virtual void onArrayEnd() = 0;
    /// The last call: what is wrong with the byte at `position`. `isTooLong`: only the parser's own limit.
    virtual void onMalformed(quint64 position, const Message &problem, bool isTooLong) = 0;
};

/// One stream; chunks may be cut anywhere. No JSON parser: it only counts brackets outside of strings. What
/// follows the array is ignored.
class JsonArrayParser
{
public:
    /// `mostElementBytes`: the longest element that is taken.
    explicit JsonArrayParser(quint64 mostElementBytes = usualEventBytes)
        : m_mostElementBytes(mostElementBytes)
    {
    }

    void feed(QByteArrayView bytes, JsonArrayHandler &handler);
    /// An array has begun and its end has not come.
    [[nodiscard]] bool isOpen() const
    {
        return m_state == State::Between || m_state == State::Inside || m_state == State::After;
    }
    [[nodiscard]] quint64 heldBytes() const { return static_cast<quint64>(m_element.size()); }

private:
    enum class State
    {
        Before,  ///< The array has not begun.
        Between, ///< An element is to come.
        Inside,  ///< An element has begun.
        After,   ///< An element has ended; a comma or the end is to come.
        Ended,
        Failed
    };
    void takeOutside(char c, JsonArrayHandler &handler);
    [[nodiscard]] bool takeInside(char c);
    void tell(QByteArrayView inChunk, JsonArrayHandler &handler);
    void fail(const Message &problem, bool isTooLong, JsonArrayHandler &handler);

    quint64 m_mostElementBytes;
    State m_state = State::Before;
    QByteArray m_element;   ///< The part of it that came in earlier chunks.
    quint64 m_position = 0; ///< Of the next byte.
    quint64 m_elementPosition = 0;
    quint64 m_depth = 0;
    bool m_inText = false;
    bool m_isEscaped = false;
    bool m_isNested = false; ///< The element ends with a bracket or quote of its own.
    bool m_isFirst = true;   ///< Nothing has stood in the array yet.
};

} // namespace weir
