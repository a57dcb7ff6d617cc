// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/modellisting.h"

#include "protocol/endpoint.h"
#include "protocol/ruletree.h"
#include "scenario/templatetags.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace weir {

namespace {

constexpr qsizetype longestName = 512;

/// Adds the texts at a place; false where something on the way has another form.
bool collect(const QJsonValue &value, const QStringList &segments, qsizetype at, ListedModels &models)
{
    if (at == segments.size()) {
        const QString name = value.toString();
        if (name.size() > longestName || (!name.isEmpty() && name.trimmed().isEmpty()))
            ++models.unusableNames;
        else if (!name.isEmpty() && !models.names.contains(name))
            models.names.append(name);
        return value.isString();
    }
    if (segments.at(at) != u"*")
        return value.isObject() && collect(value.toObject().value(segments.at(at)), segments, at + 1, models);
    if (!value.isArray())
        return false;
    for (const QJsonValue element : value.toArray())
        collect(element, segments, at + 1, models);
    return true;
}

/// A section of the model leaves an empty one out.
bool namesModel(const QString &body)
{
    const Result<std::vector<TemplateTag>> tags = templateTags(body);
    const auto isThere = [&tags](bool asSection) {
        return std::any_of(tags->begin(), tags->end(), [asSection](const TemplateTag &tag) {
            return tag.name == u"model" && asSection == (tag.kind == TemplateTag::Kind::Section);
        });
    };
    return tags && isThere(false) && !isThere(true);
}

} // namespace

bool lacksModel(const Target &target, const VendorPreset &vendor, const QStringList &bodies)
{
    return target.model.isEmpty() && !vendor.models.path.isEmpty() &&
           std::any_of(bodies.begin(), bodies.end(), [&vendor](const QString &body) {
               return namesModel(body.isEmpty() ? vendor.body : body);
           });
}

QUrl modelListUrl(const QUrl &url, const VendorPreset &vendor)
{
    return neighbourOf(url, {vendor.path, vendor.wholePath}, vendor.models.path);
}

std::optional<ListedModels> listedModels(const VendorPreset &vendor, const QByteArray &answer)
{
    const Result<QStringList> segments = pointerSegments(vendor.models.names);
    const QJsonDocument document = QJsonDocument::fromJson(answer);
    if (!segments || document.isNull())
        return std::nullopt;
    ListedModels models;
    const QJsonValue root = document.isArray() ? QJsonValue(document.array()) : QJsonValue(document.object());
    if (!collect(root, *segments, 0, models))
        return std::nullopt;
    return models;
}

} // namespace weir
