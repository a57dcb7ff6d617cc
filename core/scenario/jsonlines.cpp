// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/jsonlines.h"

#include "base/jsonsyntax.h"
#include "base/linereader.h"
#include "base/units.h"

#include <QFileInfo>
#include <QJsonDocument>

namespace weir {

namespace {

Error tooLarge(const QString &path, qint64 limit)
{
    return {Message(WEIR_TEXT("data.file_too_large", "The file is larger than %1"),
                    formatBytes(static_cast<quint64>(limit))),
            Message::verbatim(path),
            WEIR_TEXT("data.split_or_sample", "Split it, or take a sample of its rows.")};
}

Error badLine(const LineReader &lines, const Message &why)
{
    Error error = lines.errorHere({});
    error.what = why;
    error.advice =
        WEIR_TEXT("data.one_object_a_line", "Every line is one JSON object, like {\"prompt\": \"...\"}.");
    return error;
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
            return badLine(lines, Message(WEIR_TEXT("data.line_not_json", "The line is not JSON: %1"),
                                          syntaxFault(error, **line)));
        if (!document.isObject())
            return badLine(lines, WEIR_TEXT("data.line_not_an_object", "The line is not an object"));
        row(document.object());
    }
}

} // namespace weir
