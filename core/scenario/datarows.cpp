// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/datarows.h"

#include "base/keptinput.h"
#include "scenario/conversation.h"

#include <algorithm>

namespace weir {

namespace {

RowTally tellPrompts(const QStringList &prompts, const std::function<bool(QJsonObject &&)> &row)
{
    RowTally tally;
    for (const QString &prompt : prompts) {
        ++tally.rows;
        tally.largestRow = std::max<qint64>(tally.largestRow, prompt.size());
        if (!row(QJsonObject{{QStringLiteral("prompt"), prompt}}))
            break;
    }
    return tally;
}

} // namespace

QString dataFilePath(const DataSource &source, const QString &baseFolder)
{
    return inputPath(source.path, baseFolder);
}

Result<RowTally> forEachRow(const DataSource &source, const QString &baseFolder,
                            const std::function<bool(QJsonObject &&row)> &row, const RowLimits &limits)
{
    if (source.format == DataSource::Format::Inline)
        return tellPrompts(source.prompts, row);
    if (source.path.isEmpty())
        return Error{
            Message(WEIR_TEXT("data.names_no_file", "The data source \"%1\" names no file"), source.name),
            {},
            {}};
    Result<RowReader> reader = RowReader::open(dataFilePath(source, baseFolder), limits);
    if (!reader)
        return reader.error();
    RowTally tally;
    while (true) {
        Result<std::optional<QJsonObject>> read = reader->next();
        if (!read)
            return read.error();
        if (!*read)
            return tally;
        const Result<RowAsks> asks = addConversation(**read);
        if (!asks)
            return asks.error().within(reader->errorHere({}).where);
        if (*asks == RowAsks::Nothing) {
            ++tally.withoutQuestion;
            continue;
        }
        ++tally.rows;
        tally.largestRow = std::max(tally.largestRow, reader->rowBytes());
        if (!row(std::move(**read)))
            return tally;
    }
}

Result<DataRows> DataRows::load(const DataSource &source, const QString &baseFolder)
{
    DataRows rows;
    rows.m_source = source;
    const Result<RowTally> read = forEachRow(source, baseFolder, [&](QJsonObject &&row) {
        rows.m_rows.push_back(std::move(row));
        return true;
    });
    if (!read)
        return read.error();
    rows.m_largestRow = read->largestRow;
    return rows;
}

} // namespace weir
