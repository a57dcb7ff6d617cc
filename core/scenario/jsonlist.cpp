// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/jsonlist.h"

#include "base/linereader.h"
#include "base/units.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>
#include <utility>

namespace weir {

namespace {

bool isBlank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

Message placeOf(const QString &path, quint64 line, qsizetype column)
{
    return Message(WEIR_TEXT("file.line_and_column", "%1, line %2, column %3"), path, line, column);
}

} // namespace

std::optional<char> JsonListReader::peekBehindBlanks()
{
    std::optional<char> c = m_cursor.peek();
    for (; c && isBlank(*c); c = m_cursor.peek())
        m_cursor.advance();
    return c;
}

/// At the cursor; why the text can't be read comes first.
Error JsonListReader::failureOr(const Message &what, const Message &advice) const
{
    if (m_cursor.failure())
        return *m_cursor.failure();
    return {what, placeOf(m_cursor.path(), m_cursor.line(), static_cast<qsizetype>(m_cursor.column())),
            advice};
}

Result<std::optional<QByteArray>> JsonListReader::finish()
{
    m_cursor.advance();
    if (!m_steps.isEmpty()) {
        m_isOpen = false;
        return std::optional<QByteArray>();
    }
    if (peekBehindBlanks() || m_cursor.failure())
        return failureOr(
            WEIR_TEXT("data.behind_list", "Something stands behind the end of the list"),
            WEIR_TEXT("data.one_list", "The file is one list [ ] of objects, or one object a line."));
    m_isOpen = false;
    return std::optional<QByteArray>();
}

/// The text that begins at the cursor, in its quotes.
Result<QByteArray> JsonListReader::takeText()
{
    QByteArray text;
    bool isEscaped = false;
    while (const std::optional<char> c = m_cursor.peek()) {
        text += *c;
        m_cursor.advance();
        if (text.size() > m_mostBytes)
            break;
        if (*c == '"' && !isEscaped && text.size() > 1)
            return text;
        isEscaped = *c == '\\' && !isEscaped;
    }
    return failureOr(WEIR_TEXT("data.text_open", "A text is not closed"));
}

/// Passes over the value at the cursor without keeping it.
Result<void> JsonListReader::skipValue()
{
    int depth = 0;
    while (const std::optional<char> c = m_cursor.peek()) {
        if (depth == 0 && (*c == ',' || *c == '}' || *c == ']'))
            return {};
        if (*c == '"') {
            if (const Result<QByteArray> text = takeText(); !text)
                return text.error();
            continue;
        }
        m_cursor.advance();
        depth += *c == '{' || *c == '[' ? 1 : *c == '}' || *c == ']' ? -1 : 0;
    }
    return failureOr(WEIR_TEXT("data.document_open", "The document is not closed: the file ends too early"));
}

/// To the value of that member of the object at the cursor.
Result<void> JsonListReader::findMember(const QString &name)
{
    if (peekBehindBlanks() != '{')
        return failureOr(
            Message(WEIR_TEXT("data.no_object_on_way", "An object with \"%1\" is expected here"), name),
            WEIR_TEXT("data.look_at_rows", "Look whether the source's `rows` names the list."));
    do {
        m_cursor.advance();
        if (peekBehindBlanks() != '"')
            break;
        const Result<QByteArray> key = takeText();
        if (!key)
            return key.error();
        if (peekBehindBlanks() != ':')
            break;
        m_cursor.advance();
        peekBehindBlanks();
        const QJsonArray unescaped = QJsonDocument::fromJson('[' + *key + ']').array();
        if (unescaped.at(0).toString() == name)
            return {};
        if (const Result<void> skipped = skipValue(); !skipped)
            return skipped.error();
    } while (peekBehindBlanks() == ',');
    return failureOr(
        Message(WEIR_TEXT("data.no_member", "There is no \"%1\" in the object that ends here"), name),
        WEIR_TEXT("data.look_at_rows", "Look whether the source's `rows` names the list."));
}

Result<void> JsonListReader::descend()
{
    for (const QString &step : std::as_const(m_steps)) {
        if (const Result<void> found = findMember(step); !found)
            return found.error();
    }
    return {};
}

Result<std::optional<QByteArray>> JsonListReader::next()
{
    if (!m_isOpen && m_given == 0) {
        if (const Result<void> found = descend(); !found)
            return found.error();
    } else if (!m_isOpen) {
        return std::optional<QByteArray>();
    }
    std::optional<char> c = peekBehindBlanks();
    if (!m_isOpen) {
        if (c != '[')
            return failureOr(WEIR_TEXT("data.no_list", "A list [ ] is expected here"));
        m_isOpen = true;
        m_cursor.advance();
        c = peekBehindBlanks();
        if (c == ']') {
            ++m_given; // so that the next call knows that it was read
            return finish();
        }
    } else {
        if (c == ']')
            return finish();
        if (c != ',')
            return failureOr(
                c ? WEIR_TEXT("data.no_comma", "A comma, or the end of the list, is expected here")
                  : WEIR_TEXT("data.list_open", "The list is not closed: the file ends too early"));
        m_cursor.advance();
        c = peekBehindBlanks();
    }
    m_line = m_cursor.line();
    m_column = m_cursor.column();
    Result<QByteArray> text = element();
    if (!text)
        return text.error();
    ++m_given;
    m_element = std::move(*text);
    return std::optional(m_element);
}

Result<QByteArray> JsonListReader::element()
{
    QByteArray text;
    int depth = 0;
    bool isText = false;
    bool isEscaped = false;
    while (const std::optional<char> c = m_cursor.peek()) {
        if (!isText && depth == 0 && (*c == ',' || *c == ']'))
            return text;
        if (text.size() >= m_mostBytes) {
            m_element = text;
            return errorAt(
                std::nullopt,
                Message(WEIR_TEXT("data.element_too_long", "The row that begins here is longer than %1"),
                        formatBytes(static_cast<quint64>(m_mostBytes))),
                WEIR_TEXT("data.look_for_end", "Look whether a quote or a bracket in it is not closed."));
        }
        text += *c;
        m_cursor.advance();
        if (isText) {
            isText = isEscaped || *c != '"';
            isEscaped = !isEscaped && *c == '\\';
        } else {
            isText = *c == '"';
            depth += *c == '{' || *c == '[' ? 1 : *c == '}' || *c == ']' ? -1 : 0;
        }
    }
    if (m_cursor.failure())
        return *m_cursor.failure();
    if (depth == 0 && !isText)
        return text; // whoever asks for the next one finds that the list is not closed
    return Error{
        WEIR_TEXT("data.element_open", "The row that begins here is not closed: the file ends too early"),
        placeOf(m_cursor.path(), m_line, static_cast<qsizetype>(m_column)),
        WEIR_TEXT("data.fetch_whole", "Fetch the file again; a part of it is missing.")};
}

Error JsonListReader::errorAt(std::optional<qsizetype> offset, const Message &what,
                              const Message &advice) const
{
    if (!offset)
        return {what, Message(WEIR_TEXT("file.line", "%1, line %2"), m_cursor.path(), m_line), advice};
    const QByteArrayView before =
        QByteArrayView(m_element).first(std::clamp<qsizetype>(*offset, 0, m_element.size()));
    const qsizetype lines = std::count(before.begin(), before.end(), '\n');
    const QByteArrayView lastLine = before.sliced(before.lastIndexOf('\n') + 1);
    const qsizetype column = columnOf(lastLine, lastLine.size());
    return {what,
            placeOf(m_cursor.path(), m_line + static_cast<quint64>(lines),
                    lines > 0 ? column : column + static_cast<qsizetype>(m_column) - 1),
            advice};
}

} // namespace weir
