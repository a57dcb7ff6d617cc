// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/jsonarrayparser.h"

namespace weir {

namespace {

constexpr QByteArrayView byteOrderMark("\xEF\xBB\xBF");

bool isWhite(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

} // namespace

void JsonArrayParser::feed(QByteArrayView bytes, JsonArrayHandler &handler)
{
    qsizetype begin = 0; // of the element in these bytes
    for (qsizetype at = 0; at < bytes.size(); ++at, ++m_position) {
        const char c = bytes[at];
        if (m_state == State::Ended || m_state == State::Failed)
            return;
        if (m_state != State::Inside) {
            takeOutside(c, handler);
            begin = at;
            if (m_state != State::Inside)
                continue;
        }
        if (static_cast<quint64>(m_element.size() + at - begin) >= m_mostElementBytes) {
            fail(Message(
                     WEIR_TEXT("stream.element_too_long", "An element of the array is longer than %1 bytes"),
                     m_mostElementBytes),
                 true, handler);
            return;
        }
        if (!takeInside(c))
            continue;
        tell(bytes.sliced(begin, at - begin + (m_isNested ? 1 : 0)), handler);
        m_state = State::After;
        if (!m_isNested)
            takeOutside(c, handler); // the comma or bracket that ended a number
        begin = at + 1;
    }
    if (m_state == State::Inside)
        m_element.append(bytes.sliced(begin));
}

void JsonArrayParser::takeOutside(char c, JsonArrayHandler &handler)
{
    if (isWhite(c) ||
        (m_state == State::Before && m_position < 3 && c == byteOrderMark[qsizetype(m_position)]))
        return;
    const bool isEnd = c == ']' && (m_state == State::After || (m_state == State::Between && m_isFirst));
    if (isEnd) {
        m_state = State::Ended;
        handler.onArrayEnd();
    } else if (m_state == State::Before && c == '[') {
        m_state = State::Between;
    } else if (m_state == State::After && c == ',') {
        m_state = State::Between;
    } else if (m_state == State::Between && c != ',' && c != ']' && c != '}' && c != ':') {
        m_state = State::Inside;
        m_elementPosition = m_position;
        m_depth = 0;
        m_inText = m_isEscaped = m_isFirst = false;
        m_isNested = c == '{' || c == '[' || c == '"';
    } else {
        fail(Message(WEIR_TEXT("stream.no_array", "Not an array of JSON: \"%1\" stands where none may"),
                     QString::fromLatin1(QByteArray(1, c))),
             false, handler);
    }
}

/// True when the element has ended: with this byte where it has an end of its own, else before it.
bool JsonArrayParser::takeInside(char c)
{
    if (m_inText) {
        if (m_isEscaped)
            m_isEscaped = false;
        else if (c == '\\')
            m_isEscaped = true;
        else if (c == '"')
            m_inText = false;
        return !m_inText && m_depth == 0;
    }
    if (c == '"')
        m_inText = true;
    else if (c == '{' || c == '[')
        ++m_depth;
    else if (m_depth > 0 && (c == '}' || c == ']'))
        return --m_depth == 0;
    else if (!m_isNested)
        return c == ',' || c == ']';
    return false;
}

void JsonArrayParser::tell(QByteArrayView inChunk, JsonArrayHandler &handler)
{
    if (m_element.isEmpty()) {
        handler.onElement(inChunk, m_elementPosition);
        return;
    }
    m_element.append(inChunk);
    handler.onElement(m_element, m_elementPosition);
    m_element.clear();
}

void JsonArrayParser::fail(const Message &problem, bool isTooLong, JsonArrayHandler &handler)
{
    m_state = State::Failed;
    m_element.clear();
    handler.onMalformed(m_position, problem, isTooLong);
}

} // namespace weir
