// SPDX-License-Identifier: GPL-3.0-or-later
#include "imports/postman.h"

#include "imports/importjson.h"
#include "imports/requestmapper.h"
#include "imports/variables.h"

#include <QHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QUrl>

namespace weir {

namespace {

constexpr int deepestFolder = 32;
constexpr int deepestVariable = 8;
/// Of one text, those within others counted: names of ten letters could stand for gigabytes.
constexpr int mostVariables = 10'000;

/// A list of { "key": ..., "value": ... } as 2.1 has it, or an object as 2.0.
QHash<QString, QString> pairsOf(const QJsonValue &list)
{
    QHash<QString, QString> pairs;
    for (const QJsonValue &value : list.toArray())
        pairs.insert(value[u"key"].toString(), memberText(value.toObject(), QStringLiteral("value")));
    const QJsonObject object = list.toObject();
    for (auto member = object.begin(); member != object.end(); ++member)
        pairs.insert(member.key(), memberText(object, member.key()));
    return pairs;
}

class CollectionReader
{
public:
    CollectionReader(const QJsonObject &collection, ImportDraft &draft)
        : m_draft(draft), m_variables(pairsOf(collection.value(u"variable")))
    {
        noteScripts(collection, QStringLiteral("collection"));
        folder(collection, collection.value(u"auth").toObject(), 0);
    }

private:
    void folder(const QJsonObject &group, const QJsonObject &auth, int depth)
    {
        for (const QJsonValue &value : group.value(u"item").toArray()) {
            const QJsonObject item = value.toObject();
            const QString name = item.value(u"name").toString();
            noteScripts(item, name);
            noteRest(m_draft, name, item,
                     {u"name"_qs, u"id"_qs, u"uid"_qs, u"description"_qs, u"item"_qs, u"request"_qs,
                      u"response"_qs, u"event"_qs, u"auth"_qs});
            if (item.value(u"request").isObject() || item.value(u"request").isString()) {
                request(item, auth);
            } else if (depth < deepestFolder) {
                const QJsonObject own = item.value(u"auth").toObject();
                folder(item, own.isEmpty() ? auth : own, depth + 1);
            } else {
                m_draft.leftOut(name, {},
                                WEIR_TEXT("import.too_deep", "Folders are nested too deeply here."));
            }
        }
    }

    void noteScripts(const QJsonObject &item, const QString &name)
    {
        for (const QJsonValue &event : item.value(u"event").toArray()) {
            const QString listen = event[u"listen"].toString();
            if (!event[u"script"][u"exec"].toArray().isEmpty() || event[u"script"][u"exec"].isString())
                m_draft.leftOut(QStringLiteral("%1 %2").arg(name, listen), {},
                                WEIR_TEXT("import.no_scripts",
                                          "Weir runs no scripts; checks of an answer stand in "
                                          "the request's checks."));
        }
        if (item.contains(u"response") && !item.value(u"response").toArray().isEmpty())
            m_draft.leftOut(
                QStringLiteral("%1 response").arg(name), {},
                WEIR_TEXT("import.har_responses", "Recorded answers have no place in a project."));
    }

    void request(const QJsonObject &item, const QJsonObject &inherited)
    {
        const QJsonObject request = item.value(u"request").toObject();
        WebRequest web;
        web.name = item.value(u"name").toString();
        noteRest(m_draft, web.name, request,
                 {u"method"_qs, u"url"_qs, u"header"_qs, u"body"_qs, u"auth"_qs, u"description"_qs});
        web.method = request.value(u"method").toString();
        const QJsonValue url =
            item.value(u"request").isString() ? item.value(u"request") : request.value(u"url");
        web.url = urlOf(url);
        for (const QJsonValue &header : request.value(u"header").toArray()) {
            if (!header[u"disabled"].toBool())
                web.headers.push_back(
                    {filled(header[u"key"].toString()), filled(header[u"value"].toString())});
        }
        body(web, request.value(u"body").toObject());
        const QJsonObject own = request.value(u"auth").toObject();
        auth(web, own.isEmpty() ? inherited : own);
        addRequest(m_draft, web);
    }

    QString urlOf(const QJsonValue &url)
    {
        QString raw = url.isString() ? url.toString() : url[u"raw"].toString();
        for (const QJsonValue &variable : url[u"variable"].toArray()) {
            const QRegularExpression place(
                u"/:"_qs + QRegularExpression::escape(variable[u"key"].toString()) + u"(?=[/?#]|$)"_qs);
            raw.replace(place, u'/' + variable[u"value"].toString());
        }
        return filled(raw);
    }

    void body(WebRequest &web, const QJsonObject &body)
    {
        const QString mode = body.value(u"mode").toString();
        if (mode.isEmpty() || body.value(u"disabled").toBool())
            return;
        if (mode == u"raw") {
            web.body = filled(body.value(u"raw").toString());
        } else if (mode == u"graphql") {
            const QJsonObject query = body.value(u"graphql").toObject();
            QJsonObject sent{{QStringLiteral("query"), query.value(u"query")}};
            const QJsonDocument variables =
                QJsonDocument::fromJson(query.value(u"variables").toString().toUtf8());
            if (variables.isObject())
                sent.insert(QStringLiteral("variables"), variables.object());
            web.body = filled(QString::fromUtf8(QJsonDocument(sent).toJson(QJsonDocument::Compact)));
        } else {
            web.body = mode;
            web.isForm = true;
        }
    }

    void auth(WebRequest &web, const QJsonObject &auth)
    {
        const QString type = auth.value(u"type").toString();
        if (type.isEmpty() || type == u"noauth")
            return;
        const QHash<QString, QString> values = pairsOf(auth.value(type));
        const auto value = [&](const char *key) { return filled(values.value(QLatin1String(key))); };
        if (type == u"bearer") {
            web.bearer = value("token");
        } else if (type == u"basic") {
            web.user = value("username");
            web.password = value("password");
        } else if (type == u"apikey" && values.value(QStringLiteral("in")) == u"query") {
            web.url += (web.url.contains(u'?') ? u'&' : u'?') + value("key") + u'=' + value("value");
        } else if (type == u"apikey") {
            web.headers.push_back({value("key"), value("value")});
        } else {
            m_draft.leftOut(QStringLiteral("%1 auth %2").arg(web.name, type), {},
                            WEIR_TEXT("import.auth_unknown",
                                      "Weir has no such way to prove who asks; it sends keys "
                                      "in headers and passwords of URLs."));
        }
    }

    /// With the collection's variables; others stay as marks.
    QString filled(const QString &text)
    {
        m_filled = 0;
        return filled(text, 0);
    }

    QString filled(const QString &text, int depth)
    {
        static const QRegularExpression tag(QStringLiteral("\\{\\{\\s*([^{}]+?)\\s*\\}\\}"));
        return withMatches(text, tag, [this, depth](const QRegularExpressionMatch &match) {
            const auto known = m_variables.constFind(match.captured(1));
            const bool isKnown = known != m_variables.constEnd() && !known->isEmpty() &&
                                 depth < deepestVariable && ++m_filled < mostVariables;
            return isKnown ? filled(*known, depth + 1) : variableMark(match.captured(1));
        });
    }

    ImportDraft &m_draft;
    QHash<QString, QString> m_variables;
    int m_filled = 0; ///< Variables of the present text.
};

} // namespace

bool looksLikePostman(const QString &head)
{
    static const QRegularExpression form(
        QStringLiteral(
            "^\\s*\\{.*\"schema\"\\s*:\\s*\"https?://schema\\.(?:get)?postman\\.com/json/collection"),
        QRegularExpression::DotMatchesEverythingOption);
    return head.contains(form);
}

Result<void> readPostman(const QString &text, ImportDraft &draft)
{
    const Result<QJsonObject> document = jsonDocument(withoutMarks(text));
    if (!document)
        return document.error();
    draft.scenario().name = document->value(u"info")[u"name"].toString(draft.scenario().name);
    CollectionReader(*document, draft);
    return {};
}

} // namespace weir
