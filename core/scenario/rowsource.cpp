// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/rowsource.h"

#include "base/keptinput.h"
#include "scenario/conversation.h"

#include <algorithm>

namespace weir {

namespace {

constexpr std::size_t mostShown = 5;

} // namespace

QString dataFilePath(const DataSource &source, const QString &baseFolder)
{
    return inputPath(source.path, baseFolder);
}

Result<RowSource> RowSource::open(const DataSource &source, const QString &baseFolder,
                                  const RowLimits &limits)
{
    RowSource made(source);
    if (source.format == DataSource::Format::Inline)
        return made;
    if (source.path.isEmpty())
        return Error{
            Message(WEIR_TEXT("data.names_no_file", "The data source \"%1\" names no file"), source.name),
            {},
            {}};
    Result<RowReader> reader = RowReader::open(dataFilePath(source, baseFolder), limits, source.rows);
    if (!reader)
        return reader.error();
    made.m_reader = std::move(*reader);
    return made;
}

std::optional<QJsonObject> RowSource::counted(QJsonObject &&row, qint64 bytes)
{
    ++m_tally.rows;
    m_tally.largestRow = std::max(m_tally.largestRow, bytes);
    return std::move(row);
}

std::optional<QJsonObject> RowSource::nextPrompt()
{
    if (m_tally.rows >= static_cast<quint64>(m_source.prompts.size()))
        return std::nullopt;
    const QString &prompt = m_source.prompts[static_cast<qsizetype>(m_tally.rows)];
    return counted({{QStringLiteral("prompt"), prompt}}, prompt.size());
}

Result<std::optional<QJsonObject>> RowSource::nextWhole()
{
    Result<std::optional<QJsonObject>> read = m_reader->next();
    m_isRowFault = !read && m_reader->canGoOn();
    m_isOfNobody = false;
    if (!read || !*read)
        return read;
    m_isRowFault = true;
    if (!m_map.isEmpty()) {
        if (const Result<void> mapped = m_map.apply(**read); !mapped)
            return m_reader->errorHere(mapped.error().what, mapped.error().advice);
    }
    const Result<RowAsks> asks = addConversation(**read);
    if (!asks)
        return asks.error().within(m_reader->errorHere({}).where);
    m_isOfNobody = *asks == RowAsks::Nothing;
    return read;
}

Result<std::optional<QJsonObject>> RowSource::next()
{
    if (!m_reader)
        return nextPrompt();
    while (true) {
        Result<std::optional<QJsonObject>> row = nextWhole();
        if (!row && m_isRowFault && m_source.badRows == DataSource::BadRows::Skip) {
            ++m_tally.badRows;
            if (m_tally.firstBad.size() < mostShown)
                m_tally.firstBad.push_back(row.error());
        } else if (row && *row && m_isOfNobody) {
            ++m_tally.withoutQuestion;
        } else if (row && *row) {
            return counted(std::move(**row), m_reader->rowBytes());
        } else {
            return row;
        }
    }
}

} // namespace weir
