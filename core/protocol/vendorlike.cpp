// SPDX-License-Identifier: GPL-3.0-or-later
// "like": a preset that says only what differs from another.
#include "base/jsonmerge.h"
#include "base/jsonreader.h"
#include "protocol/vendorsource.h"

#include <QDir>
#include <QFileInfo>

#include <optional>

namespace weir {

namespace {

/// Longer chains are a mistake, and nobody could follow them.
constexpr qsizetype longestChain = 8;
const QString likeKey = QStringLiteral("like");
/// What a preset always says of itself.
const QStringList ownKeys{QStringLiteral("weir_vendor"), QStringLiteral("name"), QStringLiteral("title")};

/// A preset's keys with those of all that it is like.
struct Merged
{
    QJsonObject object;
    Problems problems; ///< With an error the object is not to be used.
    QString base;      ///< What the preset is like; empty: nothing.
};

/// One way through the presets that are like each other.
class LikeChain
{
public:
    explicit LikeChain(const VendorShelf &shelf) : m_shelf(shelf) {}

    Merged merged(const VendorSource &source)
    {
        Merged all{source.object, source.problems, {}};
        if (hasErrors(all.problems))
            return all;
        m_paths.append(source.path);
        const QJsonValue like = all.object.take(likeKey);
        if (!like.isUndefined() && !like.isNull())
            addBase(source, like, all);
        return all;
    }

private:
    void addBase(const VendorSource &source, const QJsonValue &like, Merged &all)
    {
        const auto refuse = [&all](const Message &why) {
            all.problems.push_back({Severity::Error, u'/' + likeKey, why});
        };
        all.base = like.toString();
        if (all.base.isEmpty())
            return refuse(WEIR_TEXT("preset.like_what",
                                    "The name of another preset, or the path of its file, is expected."));
        if (m_paths.size() > longestChain)
            return refuse(
                Message(WEIR_TEXT("preset.like_too_long",
                                  "The chain of presets that are like each other has over %1 links."),
                        longestChain));
        const std::optional<VendorSource> base = find(source, all.base);
        if (!base)
            return refuse(
                isInChain(source, all.base)
                    ? Message(WEIR_TEXT("preset.like_in_a_circle",
                                        "The preset \"%1\" is, by its own \"like\", like this one."),
                              all.base)
                    : Message(WEIR_TEXT("preset.like_unknown",
                                        "There is no preset \"%1\" that this one could be like. "
                                        "See weir-cli vendors."),
                              all.base));
        Merged below = merged(*base);
        VendorReading reading =
            hasErrors(below.problems) ? VendorReading{{}, below.problems} : vendorFromObject(below.object);
        for (const Problem &problem : reading.problems) {
            if (problem.severity == Severity::Error)
                refuse(Message(WEIR_TEXT("preset.like_has_problem", "In \"%1\": %2"), base->label(),
                               placed(problem)));
        }
        for (const QString &key : ownKeys)
            below.object.remove(key);
        all.object = mergedJson(std::move(below.object), all.object);
    }

    [[nodiscard]] static QString pathFrom(const VendorSource &source, const QString &like)
    {
        return QDir::cleanPath(QFileInfo(source.path).absoluteDir().absoluteFilePath(like));
    }

    /// A file stands from the folder of the file that names it. One that has the name of what it is like
    /// means the one that it hides.
    [[nodiscard]] std::optional<VendorSource> find(const VendorSource &source, const QString &like) const
    {
        if (namesVendorFile(like)) {
            const QString path = pathFrom(source, like);
            return m_paths.contains(path)
                       ? std::nullopt
                       : std::optional<VendorSource>(readVendorSource(VendorOrigin::File, path));
        }
        const VendorSource *found = m_shelf.find(like, m_paths, source.origin);
        return found != nullptr ? std::optional<VendorSource>(*found) : std::nullopt;
    }

    [[nodiscard]] bool isInChain(const VendorSource &source, const QString &like) const
    {
        return namesVendorFile(like)
                   ? m_paths.contains(pathFrom(source, like))
                   : m_shelf.find(like, {}, source.origin) != nullptr || source.name == like;
    }

    const VendorShelf &m_shelf;
    QStringList m_paths; ///< Of the presets so far.
};

/// True when the file itself has something there, or on the way there.
bool holds(const QJsonObject &object, const QString &pointer)
{
    QJsonValue value = object;
    for (const QString &segment : pointer.split(u'/').mid(1)) {
        if (!value.isObject())
            return true;
        value = value.toObject().value(segment);
        if (value.isUndefined())
            return false;
    }
    return true;
}

} // namespace

VendorReading readVendor(const VendorSource &source, const VendorShelf &shelf)
{
    Merged merged = LikeChain(shelf).merged(source);
    if (hasErrors(merged.problems))
        return {{}, std::move(merged.problems)};
    VendorReading reading = vendorFromObject(merged.object);
    for (Problem &problem : reading.problems) {
        if (!merged.base.isEmpty() && !holds(source.object, problem.path) &&
            holds(merged.object, problem.path))
            problem.message = Message(WEIR_TEXT("preset.inherited", "%1 (This key comes from \"%2\".)"),
                                      problem.message, merged.base);
    }
    reading.problems.insert(reading.problems.begin(), merged.problems.begin(), merged.problems.end());
    return reading;
}

} // namespace weir
