// SPDX-License-Identifier: GPL-3.0-or-later
#include "imports/har.h"

#include "imports/importjson.h"
#include "imports/requestmapper.h"

#include <QHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>

namespace weir {

namespace {

std::vector<Header> headersOf(const QJsonObject &request)
{
    std::vector<Header> headers;
    bool hasCookie = false;
    for (const QJsonValue &value : request.value(u"headers").toArray()) {
        headers.push_back({value[u"name"].toString(), value[u"value"].toString()});
        hasCookie = hasCookie || headers.back().name.compare(u"cookie"_qs, Qt::CaseInsensitive) == 0;
    }
    // Some recorders keep cookies in their list alone.
    QStringList cookies;
    for (const QJsonValue &cookie : request.value(u"cookies").toArray())
        cookies.append(cookie[u"name"].toString() + u'=' + cookie[u"value"].toString());
    if (!hasCookie && !cookies.isEmpty())
        headers.push_back({QStringLiteral("Cookie"), cookies.join(u"; "_qs)});
    return headers;
}

WebRequest requestOf(const QJsonObject &request)
{
    WebRequest web;
    web.method = request.value(u"method").toString();
    web.url = request.value(u"url").toString();
    web.headers = headersOf(request);
    const QString version = request.value(u"httpVersion").toString().toLower();
    web.http2 = version.startsWith(u"h2") || version.startsWith(u"http/2");
    const QJsonObject data = request.value(u"postData").toObject();
    if (!data.isEmpty()) {
        web.body = data.value(u"text").toString();
        web.isForm = data.value(u"mimeType").toString().contains(u"form");
    }
    return web;
}

/// What makes two requests the same; connection and length belong to none.
QByteArray identityOf(const QJsonObject &request)
{
    QJsonObject same;
    for (const char *key : {"method", "url", "headers", "postData"})
        same.insert(QLatin1String(key), request.value(QLatin1String(key)));
    return QJsonDocument(same).toJson(QJsonDocument::Compact);
}

} // namespace

bool looksLikeHar(const QString &head)
{
    static const QRegularExpression form(QStringLiteral("^\\s*\\{\\s*\"log\"\\s*:\\s*\\{"));
    return head.contains(form);
}

Result<void> readHar(const QString &text, ImportDraft &draft)
{
    const Result<QJsonObject> document = jsonDocument(text);
    if (!document)
        return document.error();
    std::vector<WebRequest> distinct;
    QHash<QByteArray, std::size_t> known;
    for (const QJsonValue &entry : document->value(u"log")[u"entries"].toArray()) {
        const QJsonObject request = entry[u"request"].toObject();
        noteRest(draft, QStringLiteral("entry"), entry.toObject(),
                 {u"request"_qs, u"response"_qs, u"startedDateTime"_qs, u"time"_qs, u"timings"_qs,
                  u"cache"_qs, u"connection"_qs, u"serverIPAddress"_qs, u"pageref"_qs, u"comment"_qs});
        noteRest(draft, QStringLiteral("request"), request,
                 {u"method"_qs, u"url"_qs, u"httpVersion"_qs, u"headers"_qs, u"queryString"_qs, u"cookies"_qs,
                  u"headersSize"_qs, u"bodySize"_qs, u"postData"_qs, u"comment"_qs});
        noteRest(draft, QStringLiteral("postData"), request.value(u"postData").toObject(),
                 {u"mimeType"_qs, u"text"_qs, u"params"_qs, u"comment"_qs});
        const QByteArray identity = identityOf(request);
        const auto at = known.constFind(identity);
        if (at != known.constEnd()) {
            ++distinct[*at].weight;
            continue;
        }
        known.insert(identity, distinct.size());
        distinct.push_back(requestOf(request));
    }
    for (const WebRequest &request : distinct)
        addRequest(draft, request);
    if (!distinct.empty()) {
        draft.leftOut(QStringLiteral("time, startedDateTime"), {},
                      WEIR_TEXT("import.har_times",
                                "When the requests were sent is not replayed; the load says how "
                                "often they are."));
        draft.leftOut(QStringLiteral("response"), {},
                      WEIR_TEXT("import.har_responses", "Recorded answers have no place in a project."));
    }
    return {};
}

} // namespace weir
