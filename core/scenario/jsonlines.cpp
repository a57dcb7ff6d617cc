// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/jsonlines.h"

#include "base/units.h"

#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>

namespace weir {

namespace {

Error tooLarge(const QString &path, qint64 limit)
{
    return {QStringLiteral("the file is larger than %1").arg(formatBytes(static_cast<quint64>(limit))), path,
            QStringLiteral("Split it, or take a sample of its rows.")};
}

Error badLine(const QString &path, quint64 line, const QString &why)
{
    return {why, QStringLiteral("%1, line %2").arg(path).arg(line),
            QStringLiteral("Every line is one JSON object, like {\"prompt\": \"...\"}.")};
}

/// Nothing when the file can be read from start to end like a file: a pipe or a device could block for ever.
std::optional<Error> unusable(const QString &path, const JsonLinesLimits &limits)
{
    const QFileInfo info(path);
    if (!info.exists())
        return Error{QStringLiteral("there is no such file"), path,
                     QStringLiteral("Relative paths start at the project's folder.")};
    if (!info.isFile())
        return Error{QStringLiteral("this is not a regular file"), path, {}};
    if (info.size() > limits.fileBytes)
        return tooLarge(path, limits.fileBytes);
    return std::nullopt;
}

} // namespace

Result<void> readJsonLines(const QString &path, const std::function<void(QJsonObject &&)> &row,
                           const JsonLinesLimits &limits)
{
    if (const std::optional<Error> error = unusable(path, limits))
        return *error;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return Error{QStringLiteral("the file can't be opened: %1").arg(file.errorString()), path, {}};

    qint64 bytes = 0;
    for (quint64 number = 1; !file.atEnd(); ++number) {
        // Room for CR, LF and one byte more, which tells a line that is too long from one that just fits.
        QByteArray line = file.readLine(limits.lineBytes + 4);
        if (line.isEmpty())
            return badLine(path, number,
                           QStringLiteral("the line can't be read: %1").arg(file.errorString()));
        // The file may have grown since it was measured.
        bytes += line.size();
        if (bytes > limits.fileBytes)
            return tooLarge(path, limits.fileBytes);
        if (line.endsWith('\n'))
            line.chop(1);
        if (line.endsWith('\r'))
            line.chop(1);
        if (line.size() > limits.lineBytes)
            return badLine(path, number,
                           QStringLiteral("the line is longer than %1")
                               .arg(formatBytes(static_cast<quint64>(limits.lineBytes))));
        if (number == 1 && line.startsWith("\xEF\xBB\xBF"))
            line.remove(0, 3);
        if (line.trimmed().isEmpty())
            continue;
        QJsonParseError error;
        const QJsonDocument document = QJsonDocument::fromJson(line, &error);
        if (error.error != QJsonParseError::NoError)
            return badLine(path, number, QStringLiteral("the line is not JSON: %1").arg(error.errorString()));
        if (!document.isObject())
            return badLine(path, number, QStringLiteral("the line is not an object"));
        row(document.object());
    }
    return {};
}

} // namespace weir
