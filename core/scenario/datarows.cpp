// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/datarows.h"

#include "scenario/jsonlines.h"

#include <QDir>

namespace weir {

QString dataFilePath(const DataSource &source, const QString &baseFolder)
{
    return QDir::cleanPath(QDir(baseFolder).filePath(source.path));
}

Result<void> forEachRow(const DataSource &source, const QString &baseFolder,
                        const std::function<void(QJsonObject &&row)> &row)
{
    if (source.format == DataSource::Format::Inline) {
        for (const QString &prompt : source.prompts)
            row(QJsonObject{{QStringLiteral("prompt"), prompt}});
        return {};
    }
    if (source.path.isEmpty())
        return Error{
            Message(WEIR_TEXT("data.names_no_file", "The data source \"%1\" names no file"), source.name),
            {},
            {}};
    return readJsonLines(dataFilePath(source, baseFolder), row);
}

Result<DataRows> DataRows::load(const DataSource &source, const QString &baseFolder)
{
    DataRows rows;
    rows.m_source = source;
    const Result<void> read =
        forEachRow(source, baseFolder, [&](QJsonObject &&row) { rows.m_rows.push_back(std::move(row)); });
    if (!read)
        return read.error();
    return rows;
}

} // namespace weir
