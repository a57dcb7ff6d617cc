// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/mediaparts.h"

#include "base/inputfile.h"
#include "base/keptinput.h"
#include "scenario/mediasource.h"

#include <QFileInfo>
#include <QJsonArray>
#include <QMimeDatabase>

#include <tuple>

namespace weir {

namespace {

/// What services call a format, where the system calls it otherwise.
QString typeOf(const QString &path, const QByteArray &bytes)
{
    const QString type = QMimeDatabase().mimeTypeForFileNameAndData(path, bytes).name();
    return type == u"audio/x-wav" || type == u"audio/vnd.wave" ? QStringLiteral("audio/wav")
           : type == u"audio/x-flac"                           ? QStringLiteral("audio/flac")
                                                               : type;
}

QString formatOf(const QString &type)
{
    return type == u"audio/mpeg" ? QStringLiteral("mp3") : type.section(u'/', 1);
}

QJsonObject partOf(const QString &url, const QString &data, const QString &type)
{
    return {{QStringLiteral("media_url"), url},
            {QStringLiteral("media_data"), data},
            {QStringLiteral("media_type"), type},
            {QStringLiteral("media_format"), formatOf(type)}};
}

/// "data:image/png;base64,iVBO..."
Result<QJsonObject> partOfData(const QString &source)
{
    const QString head = source.section(u',', 0, 0);
    if (!head.endsWith(u";base64", Qt::CaseInsensitive) || !source.contains(u','))
        return Error{WEIR_TEXT("media.data_not_base64", "What stands here is not in base64"),
                     {},
                     WEIR_TEXT("media.data_advice", "Write data:image/png;base64, and the data behind it.")};
    return partOf(source, source.section(u',', 1), head.section(u':', 1).section(u';', 0, 0));
}

} // namespace

Result<QJsonObject> mediaPart(const QString &source, MediaKind kind, const QString &baseFolder)
{
    if (isMediaUrl(source))
        return partOf(source, {}, {});
    if (isMediaAddress(source))
        return partOfData(source);
    const QString path = inputPath(source, baseFolder);
    const Result<QByteArray> bytes = readInputFile(path, largestMediaFile);
    if (!bytes)
        return bytes.error();
    const Message where = Message::verbatim(path);
    if (bytes->size() > largestMediaFile)
        return Error{
            Message(WEIR_TEXT("media.too_large", "The file has more than %1 MiB"), largestMediaFile >> 20),
            where,
            {}};
    const QString type = typeOf(path, *bytes);
    if (!type.startsWith(kind == MediaKind::Image ? u"image/" : u"audio/"))
        return Error{kind == MediaKind::Image
                         ? Message(WEIR_TEXT("media.no_image", "The file is no picture but %1"), type)
                         : Message(WEIR_TEXT("media.no_sound", "The file is no sound but %1"), type),
                     where,
                     {}};
    const QString data = QString::fromLatin1(bytes->toBase64());
    return partOf(QStringLiteral("data:%1;base64,%2").arg(type, data), data, type);
}

Result<MediaParts::Source> MediaParts::compiled(const QString &source, MediaKind kind,
                                                const QString &baseFolder, const QString &place)
{
    Source made{kind, {}, nullptr, place};
    if (source.contains(u"{{")) {
        Result<TextTemplate> path = TextTemplate::compile(source, TemplateEscape::None);
        if (!path)
            return path.error().within(Message::verbatim(place));
        made.path = std::make_shared<const TextTemplate>(std::move(*path));
        return made;
    }
    Result<QJsonObject> part = mediaPart(source, kind, baseFolder);
    if (!part)
        return part.error().within(Message::verbatim(place));
    made.part = std::move(*part);
    return made;
}

Result<MediaParts> MediaParts::compile(const RequestTemplate &request, const QString &baseFolder,
                                       const QString &jsonPath)
{
    MediaParts parts;
    parts.m_baseFolder = baseFolder;
    for (const auto &[kind, sources, key] :
         {std::tuple(MediaKind::Image, &request.images, QStringLiteral("/images/")),
          std::tuple(MediaKind::Audio, &request.audio, QStringLiteral("/audio/"))}) {
        for (qsizetype i = 0; i < sources->size(); ++i) {
            Result<Source> source =
                compiled(sources->at(i), kind, baseFolder, jsonPath + key + QString::number(i));
            if (!source)
                return source.error();
            parts.m_sources.push_back(std::move(*source));
        }
    }
    return parts;
}

MediaParts MediaParts::sample()
{
    MediaParts parts;
    for (const MediaKind kind : {MediaKind::Image, MediaKind::Audio})
        parts.m_sources.push_back(
            {kind, partOf(QStringLiteral("https://h/m"), QStringLiteral("QUJD"), QStringLiteral("image/png")),
             nullptr, QString()});
    return parts;
}

Result<void> MediaParts::addTo(QJsonObject &own, const std::vector<const QJsonObject *> &scopes) const
{
    QJsonArray images;
    QJsonArray sounds;
    for (const Source &source : m_sources) {
        QJsonObject part = source.part;
        if (source.path) {
            const Result<QByteArray> path = source.path->render(scopes);
            const Result<QJsonObject> read =
                path ? mediaPart(QString::fromUtf8(*path), source.kind, m_baseFolder)
                     : Result<QJsonObject>(path.error());
            if (!read)
                return read.error().within(Message::verbatim(source.place));
            part = *read;
        }
        QJsonArray &list = source.kind == MediaKind::Image ? images : sounds;
        part.insert(QStringLiteral("media_comma"), list.isEmpty() ? QString() : QStringLiteral(", "));
        list.append(part);
    }
    if (isEmpty())
        return {};
    own.insert(QStringLiteral("has_media"), true);
    own.insert(QStringLiteral("image_parts"), images);
    own.insert(QStringLiteral("audio_parts"), sounds);
    return {};
}

} // namespace weir
