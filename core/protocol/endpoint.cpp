// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/endpoint.h"

#include "scenario/targeturl.h"

#include <QRegularExpression>
#include <QStringList>

#include <algorithm>

namespace weir {

namespace {

/// A vendor's path, taken apart.
struct Path
{
    QStringList segments;
    qsizetype version = 0; ///< So many segments come up to its version; 0: it has none, or nothing behind it.
    QString query;

    [[nodiscard]] QStringList behindVersion() const { return segments.mid(version); }
};

/// How a URL's segments go together with a vendor's path.
struct Joint
{
    QStringList before;          ///< What stands in front of the path.
    bool withoutVersion = false; ///< `before` has a version of its own.
    bool isWhole = false;        ///< The URL ends in the path already.
};

QStringList segmentsOf(QStringView path)
{
    QStringList segments;
    for (const QStringView segment : path.split(u'/', Qt::SkipEmptyParts))
        segments.append(segment.toString());
    return segments;
}

bool isVersion(const QString &segment)
{
    static const QRegularExpression form(
        QStringLiteral("^v\\d+(?:[.p]\\d+)*(?:(?:alpha|beta|rc|preview)\\d*)?$"),
        QRegularExpression::CaseInsensitiveOption);
    return form.match(segment).hasMatch();
}

/// "/v3", and the "/v1beta/openai" of those who speak another vendor's format below a version.
bool endsInVersion(const QStringList &segments)
{
    if (segments.isEmpty())
        return false;
    if (isVersion(segments.last()))
        return true;
    return segments.last() == u"openai" && segments.size() > 1 && isVersion(segments.at(segments.size() - 2));
}

const QRegularExpression &modelTag()
{
    static const QRegularExpression tag(QStringLiteral("\\{\\{\\{?\\s*model\\s*\\}?\\}\\}"));
    return tag;
}

QString withModel(QString text, const QString &model, const QByteArray &kept)
{
    return text.replace(modelTag(), QString::fromLatin1(QUrl::toPercentEncoding(model, kept)));
}

/// The model's name where a URL that ends in the vendor's path, or in what it has behind its version, holds
/// it already.
std::optional<QString> modelIn(const QStringList &given, const QString &vendorPath)
{
    const QStringList segments = segmentsOf(vendorPath.section(u'?', 0, 0));
    for (qsizetype from = 0; from < segments.size(); ++from) {
        if (from > 0 && !isVersion(segments.at(from - 1)))
            continue;
        const QStringList parts = segments.mid(from).join(u'/').split(modelTag());
        if (parts.size() != 2)
            continue;
        const QRegularExpression written(QStringLiteral("(?:^|/)%1(.+)%2$")
                                             .arg(QRegularExpression::escape(parts.first()),
                                                  QRegularExpression::escape(parts.last())));
        const QRegularExpressionMatch match = written.match(given.join(u'/'));
        if (match.hasMatch() && !(from > 0 && parts.first().isEmpty()))
            return QUrl::fromPercentEncoding(match.captured(1).toLatin1());
    }
    return std::nullopt;
}

Path pathOf(const QString &text, const QString &model)
{
    const qsizetype mark = text.indexOf(u'?');
    Path path;
    // Names like "meta/llama" and "model:tag" stand in paths as they are.
    path.segments = segmentsOf(withModel(mark < 0 ? text : text.left(mark), model, "/:@"));
    if (mark >= 0)
        path.query = withModel(text.mid(mark + 1), model, {});
    for (qsizetype i = 0; i + 1 < path.segments.size(); ++i) {
        if (isVersion(path.segments.at(i)))
            path.version = i + 1;
    }
    return path;
}

/// The length of the longest end of `given` that is a beginning of `wanted`.
qsizetype overlapOf(const QStringList &given, const QStringList &wanted)
{
    qsizetype overlap = std::min(given.size(), wanted.size());
    while (overlap > 0 && given.last(overlap) != wanted.first(overlap))
        --overlap;
    return overlap;
}

Joint jointOf(const QStringList &given, const Path &path)
{
    const QStringList tail = path.behindVersion();
    const qsizetype overlap = overlapOf(given, path.segments);
    if (overlap == path.segments.size())
        return {given.first(given.size() - overlap), false, true};
    const qsizetype tailOverlap = overlapOf(given, tail);
    if (tailOverlap == tail.size())
        return {given.first(given.size() - tailOverlap), true, true};
    if (overlap > 0)
        return {given.first(given.size() - overlap), false, false};
    const QStringList before = given.first(given.size() - tailOverlap);
    if (path.version > 0 && endsInVersion(before))
        return {before, true, false};
    return {given, false, false};
}

QUrl joined(QUrl url, const Joint &joint, const Path &path)
{
    const QStringList segments = joint.before + (joint.withoutVersion ? path.behindVersion() : path.segments);
    url.setPath(u'/' + segments.join(u'/'), QUrl::TolerantMode);
    return url;
}

QString nameOf(const QString &item)
{
    return item.section(u'=', 0, 0);
}

QUrl withQuery(QUrl url, const Path &path)
{
    if (path.query.isEmpty())
        return url;
    QStringList items = url.query(QUrl::FullyEncoded).split(u'&', Qt::SkipEmptyParts);
    const QStringList given = items;
    for (const QString &item : path.query.split(u'&', Qt::SkipEmptyParts)) {
        if (std::none_of(given.begin(), given.end(),
                         [&item](const QString &own) { return nameOf(own) == nameOf(item); }))
            items.append(item);
    }
    url.setQuery(items.join(u'&'), QUrl::TolerantMode);
    return url;
}

Result<QUrl> baseUrl(const QString &text)
{
    if (const std::optional<Message> fault = urlFault(text))
        return Error{*fault, {}, {}};
    QUrl url(text.trimmed(), QUrl::StrictMode);
    const QString scheme = url.scheme().toLower();
    if (scheme != u"http" && scheme != u"https")
        return Error{
            Message(WEIR_TEXT("vendor.no_http_url", "\"%1\" is no http or https URL"), url.toDisplayString()),
            {},
            WEIR_TEXT("vendor.url_example", "An example: https://api.example.com")};
    url.setFragment({});
    return url;
}

} // namespace

Result<Endpoints> endpointsOf(const QString &base, const VendorPaths &paths, const QString &model)
{
    const Result<QUrl> url = baseUrl(base);
    if (!url)
        return url.error();
    const QStringList given = segmentsOf(url->path(QUrl::FullyEncoded));
    // Whoever has written out a path has said which model.
    const std::optional<QString> ofStreamedPath = modelIn(given, paths.streamed);
    const QString named = ofStreamedPath ? *ofStreamedPath : modelIn(given, paths.whole).value_or(model);
    if (named.isEmpty() && (paths.streamed + paths.whole).contains(u"{{"))
        return Error{
            Message(WEIR_TEXT("vendor.path_wants_model", "The vendor's path holds the model's name")),
            {},
            Message(WEIR_TEXT("vendor.name_a_model", "Name a model."))};
    const Path streamed = pathOf(paths.streamed, named);
    const Path whole = pathOf(paths.whole.isEmpty() ? paths.streamed : paths.whole, named);
    const Joint ofStreamed = jointOf(given, streamed);
    const Joint ofWhole = jointOf(given, whole);
    // Whoever has written out one of the two paths has said where both stand.
    const bool saysWhole = ofWhole.isWhole && !ofStreamed.isWhole;
    const Joint &joint = saysWhole ? ofWhole : ofStreamed;
    Endpoints endpoints;
    endpoints.streamed = ofStreamed.isWhole ? *url : joined(*url, joint, streamed);
    endpoints.whole = ofWhole.isWhole ? *url : joined(*url, joint, whole);
    return Endpoints{withQuery(endpoints.streamed, streamed), withQuery(endpoints.whole, whole)};
}

QUrl neighbourOf(const QUrl &endpoint, const VendorPaths &paths, const QString &other)
{
    const QStringList given = segmentsOf(endpoint.path(QUrl::FullyEncoded));
    const Joint ofStreamed = jointOf(given, pathOf(paths.streamed, {}));
    const Joint ofWhole = paths.whole.isEmpty() ? ofStreamed : jointOf(given, pathOf(paths.whole, {}));
    const Path path = pathOf(other, {});
    return withQuery(joined(endpoint, ofStreamed.isWhole ? ofStreamed : ofWhole, path), path);
}

} // namespace weir
