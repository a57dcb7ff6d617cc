// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/jsonlines.h"

#include "base/linereader.h"
#include "base/units.h"

#include <QFileInfo>
#include <QJsonDocument>

namespace weir {

namespace {

Error tooLarge(const QString &path, qint64 limit)
{
    return {QStringLiteral("the file is larger than %1").arg(formatBytes(static_cast<quint64>(limit))), path,
            QStringLiteral("Split it, or take a sample of its rows.")};
}

Error badLine(const LineReader &lines, const QString &why)
{
    return lines.errorHere(why, QStringLiteral("Every line is one JSON object, like {\"prompt\": \"...\"}."));
}

} // namespace

Result<void> readJsonLines(const QString &path, const std::function<void(QJsonObject &&)> &row,
                           const JsonLinesLimits &limits)
{
    if (QFileInfo(path).size() > limits.fileBytes)
        return tooLarge(path, limits.fileBytes);
    LineReader lines(path, limits.lineBytes);
    while (true) {
        const Result<std::optional<QByteArray>> line = lines.next();
        if (!line)
            return line.error();
        if (!*line)
            return {};
        // The file may have grown since it was measured.
        if (lines.bytesRead() > limits.fileBytes)
            return tooLarge(path, limits.fileBytes);
        QJsonParseError error;
        const QJsonDocument document = QJsonDocument::fromJson(**line, &error);
        if (error.error != QJsonParseError::NoError)
            return badLine(lines, QStringLiteral("the line is not JSON: %1").arg(error.errorString()));
        if (!document.isObject())
            return badLine(lines, QStringLiteral("the line is not an object"));
        row(document.object());
    }
}

} // namespace weir
