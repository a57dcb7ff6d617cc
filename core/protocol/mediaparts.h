// SPDX-License-Identifier: GPL-3.0-or-later
// The pictures and sounds of a request, as a body's template takes them.
#pragma once

#include "base/result.h"
#include "protocol/texttemplate.h"
#include "scenario/scenario.h"

#include <QJsonObject>

#include <memory>
#include <vector>

namespace weir {

enum class MediaKind
{
    Image,
    Audio
};

/// One picture or sound, read now if it is a file of at most 16 MiB: `media_url` (its address, or "data:..."
/// of a file), `media_data` (base64; empty of an address), `media_type` ("image/png"; empty of an address)
/// and `media_format` ("png"). `baseFolder`: where relative paths begin. Fails for a file that can't be read
/// or is of another kind.
Result<QJsonObject> mediaPart(const QString &source, MediaKind kind, const QString &baseFolder);

/// All of a request. Files with a fixed path are read once. Immutable after compile(): any thread.
class MediaParts
{
public:
    MediaParts() = default;
    /// Errors have the JSON path of the source as their place.
    static Result<MediaParts> compile(const RequestTemplate &request, const QString &baseFolder,
                                      const QString &jsonPath);
    /// One picture and one sound, for trials.
    static MediaParts sample();

    [[nodiscard]] bool isEmpty() const { return m_sources.empty(); }
    /// Adds `has_media`, `image_parts` and `audio_parts`, lists of mediaPart() with `media_comma`: ", " from
    /// the second on. Nothing is added where there are none. `scopes`: as TextTemplate::render().
    Result<void> addTo(QJsonObject &own, const std::vector<const QJsonObject *> &scopes = {}) const;

private:
    struct Source
    {
        MediaKind kind = MediaKind::Image;
        QJsonObject part;                         ///< Of a fixed one.
        std::shared_ptr<const TextTemplate> path; ///< In its place.
        QString place;
    };
    static Result<Source> compiled(const QString &source, MediaKind kind, const QString &baseFolder,
                                   const QString &place);

    std::vector<Source> m_sources;
    QString m_baseFolder;
};

} // namespace weir
