// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/csvreader.h"

#include "base/csv.h"
#include "base/units.h"

#include <simdjson.h>

#include <algorithm>
#include <array>

namespace weir {

namespace {

constexpr std::array<char, 3> separators{',', ';', '\t'};

/// How often `separator` stands outside quotes.
qsizetype countOf(char separator, QByteArrayView record)
{
    bool isQuoted = false;
    qsizetype count = 0;
    for (const char c : record) {
        isQuoted = c == '"' ? !isQuoted : isQuoted;
        count += !isQuoted && c == separator ? 1 : 0;
    }
    return count;
}

} // namespace

bool CsvReader::isSeparator(char c) const
{
    return m_isFirst ? std::find(separators.begin(), separators.end(), c) != separators.end()
                     : c == m_separator.value_or(',');
}

/// Quotes open a field at its start only; elsewhere they are a part of it.
void CsvReader::takeQuote(char quote)
{
    const bool isSecond = std::exchange(m_isPastQuote, false);
    if (isSecond) {
        m_isQuoted = true; // doubled: the field goes on
    } else if (m_isQuoted) {
        m_isQuoted = false;
        m_isPastQuote = true;
    } else if (m_isFieldStart) {
        m_isQuoted = true;
        m_quoteLine = m_cursor.line();
    }
    m_isFieldStart = false;
    m_record += quote;
}

/// A record into m_record; false at the end of the text.
Result<bool> CsvReader::takeRecord()
{
    m_record.clear();
    m_line = m_cursor.line();
    m_isQuoted = m_isPastQuote = false;
    m_isFieldStart = true;
    bool hasLine = false;
    while (const std::optional<char> c = m_cursor.peek()) {
        m_cursor.advance();
        hasLine = true;
        if (!m_isQuoted && *c == '\n')
            break;
        if (!m_isQuoted && *c == '\r') {
            if (m_cursor.peek() == '\n')
                m_cursor.advance();
            break;
        }
        if (m_record.size() >= m_mostBytes)
            return errorAtLine(m_isQuoted ? m_quoteLine : m_line,
                               Message(WEIR_TEXT("csv.record_too_long", "The row is longer than %1"),
                                       formatBytes(static_cast<quint64>(m_mostBytes))),
                               m_isQuoted
                                   ? Message(WEIR_TEXT("csv.look_for_quote",
                                                       "Look whether a quoted field here is not closed."))
                                   : Message());
        if (*c == '"') {
            takeQuote(*c);
            continue;
        }
        m_isPastQuote = false;
        m_isFieldStart = !m_isQuoted && isSeparator(*c);
        m_record += *c;
    }
    if (m_cursor.failure())
        return *m_cursor.failure();
    if (m_isQuoted)
        return errorAtLine(
            m_quoteLine, WEIR_TEXT("csv.quote_open", "A quoted field that begins here is not closed"),
            WEIR_TEXT("csv.close_quote", "Close it; a quote inside a quoted field is written twice."));
    return hasLine;
}

/// The same without blank ones.
Result<bool> CsvReader::takeLine()
{
    while (true) {
        Result<bool> taken = takeRecord();
        if (!taken || !*taken || !m_record.trimmed().isEmpty())
            return taken;
    }
}

Result<void> CsvReader::findSeparator()
{
    std::array<qsizetype, separators.size()> counts{};
    std::transform(separators.begin(), separators.end(), counts.begin(),
                   [this](char separator) { return countOf(separator, m_record); });
    const auto most = std::max_element(counts.begin(), counts.end());
    if (*most == 0)
        return {};
    if (std::count(counts.begin(), counts.end(), *most) > 1)
        return errorHere(WEIR_TEXT("csv.two_separators",
                                   "It can't be told which of comma, semicolon and tab parts the fields"),
                         WEIR_TEXT("csv.quote_names",
                                   "Put names that have one of them in quotes, or write a line sep=; (or "
                                   "another) above."));
    m_separator = separators[static_cast<std::size_t>(most - counts.begin())];
    return {};
}

Result<std::optional<QList<QByteArray>>> CsvReader::next()
{
    Result<bool> taken = takeLine();
    if (taken && *taken && m_isFirst && m_record.startsWith("sep=") && m_record.size() == 5) {
        m_separator = m_record[4];
        m_isFirst = false;
        taken = takeLine();
    }
    if (!taken)
        return taken.error();
    if (!*taken)
        return std::optional<QList<QByteArray>>();
    if (std::exchange(m_isFirst, false)) {
        if (const Result<void> found = findSeparator(); !found)
            return found.error();
    }
    if (!simdjson::validate_utf8(m_record.constData(), static_cast<std::size_t>(m_record.size())))
        return errorHere(WEIR_TEXT("csv.not_utf8", "The row is not UTF-8"),
                         WEIR_TEXT("csv.save_as_utf8", "Save the table as \"CSV UTF-8\"."));
    std::optional<QList<QByteArray>> fields = csvFields(m_record, m_separator.value_or(','));
    if (!fields)
        return errorHere(WEIR_TEXT("csv.behind_quote", "A quoted field goes on behind its closing quote"),
                         WEIR_TEXT("csv.double_quotes", "A quote inside a quoted field is written twice."));
    return fields;
}

Error CsvReader::errorHere(const Message &what, const Message &advice) const
{
    return errorAtLine(m_line, what, advice);
}

Error CsvReader::errorAtLine(quint64 line, const Message &what, const Message &advice) const
{
    return {what, Message(WEIR_TEXT("file.line", "%1, line %2"), m_cursor.path(), line), advice};
}

} // namespace weir
