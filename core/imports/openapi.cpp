// SPDX-License-Identifier: GPL-3.0-or-later
#include "imports/openapi.h"

#include "imports/importjson.h"
#include "imports/requestmapper.h"
#include "imports/schemasample.h"
#include "imports/variables.h"
#include "imports/yamltext.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QUrl>

namespace weir {

namespace {

class DescriptionReader
{
public:
    DescriptionReader(const QJsonObject &document, ImportDraft &draft) : m_document(document), m_draft(draft)
    {
    }

    void read()
    {
        const QString title = m_document.value(u"info")[u"title"].toString();
        if (!title.isEmpty())
            m_draft.scenario().name = title;
        noteRest(m_draft, {}, m_document,
                 {u"openapi"_qs, u"info"_qs, u"servers"_qs, u"paths"_qs, u"components"_qs, u"security"_qs,
                  u"tags"_qs, u"externalDocs"_qs, u"jsonSchemaDialect"_qs});
        const QJsonObject paths = m_document.value(u"paths").toObject();
        for (auto path = paths.begin(); path != paths.end(); ++path) {
            const QJsonObject item = resolved(m_document, path.value()).toObject();
            noteRest(m_draft, path.key(), item,
                     {u"get"_qs, u"put"_qs, u"post"_qs, u"patch"_qs, u"delete"_qs, u"summary"_qs,
                      u"description"_qs, u"servers"_qs, u"parameters"_qs});
            static const QStringList methods{QStringLiteral("get"), QStringLiteral("put"),
                                             QStringLiteral("post"), QStringLiteral("patch"),
                                             QStringLiteral("delete")};
            for (const QString &method : methods) {
                if (item.contains(method))
                    operation(path.key(), method, item, item.value(method).toObject());
            }
        }
    }

private:
    void operation(const QString &path, const QString &method, const QJsonObject &item,
                   const QJsonObject &operation)
    {
        WebRequest web;
        web.name = operation.value(u"operationId").toString(operation.value(u"summary").toString(path));
        noteRest(m_draft, web.name, operation,
                 {u"operationId"_qs, u"summary"_qs, u"description"_qs, u"tags"_qs, u"parameters"_qs,
                  u"requestBody"_qs, u"responses"_qs, u"security"_qs, u"servers"_qs, u"externalDocs"_qs});
        web.method = method.toUpper();
        web.url = joined(serverOf(operation, item), path);
        addParameters(web, item.value(u"parameters").toArray());
        addParameters(web, operation.value(u"parameters").toArray());
        addBody(web, operation);
        addSecurity(web, operation);
        addRequest(m_draft, web);
    }

    /// The path goes in front of the server's query.
    static QString joined(const QString &server, const QString &path)
    {
        const qsizetype query = server.indexOf(u'?');
        QString base = query < 0 ? server : server.left(query);
        while (base.endsWith(u'/'))
            base.chop(1);
        return base + path + (query < 0 ? QString() : server.mid(query));
    }

    QString serverOf(const QJsonObject &operation, const QJsonObject &item)
    {
        for (const QJsonObject &owner : {operation, item, m_document}) {
            const QJsonArray servers = owner.value(u"servers").toArray();
            if (servers.isEmpty())
                continue;
            QString url = servers.first()[u"url"].toString();
            const QJsonObject variables = servers.first()[u"variables"].toObject();
            for (auto variable = variables.begin(); variable != variables.end(); ++variable)
                url.replace(u'{' + variable.key() + u'}', variable.value()[u"default"].toString());
            if (servers.size() > 1)
                for (qsizetype i = 1; i < servers.size(); ++i)
                    m_draft.leftOut(QStringLiteral("servers"), servers.at(i)[u"url"].toString(),
                                    WEIR_TEXT("import.other_server", "The first server is taken."));
            return QUrl(url).isRelative() ? variableMark(QStringLiteral("SERVER")) + url : url;
        }
        return variableMark(QStringLiteral("SERVER"));
    }

    void addParameters(WebRequest &web, const QJsonArray &parameters)
    {
        for (const QJsonValue &value : parameters) {
            const QJsonObject parameter = resolved(m_document, value).toObject();
            const QString name = parameter.value(u"name").toString();
            const QString in = parameter.value(u"in").toString();
            const bool hasExample = parameter.contains(u"example"_qs);
            const QJsonValue sample = hasExample ? parameter.value(u"example")
                                                 : schemaSample(m_document, parameter.value(u"schema"));
            const QString text = sample.toVariant().toString();
            if (in == u"path") {
                const bool isKnown = hasExample || parameter.value(u"schema")[u"default"].isString();
                web.url.replace(u'{' + name + u'}', isKnown ? text : variableMark(name));
            } else if (!parameter.value(u"required").toBool()) {
                m_draft.leftOut(name, in, WEIR_TEXT("import.optional", "It is optional, so it is not sent."));
            } else if (in == u"query") {
                web.url += (web.url.contains(u'?') ? u'&' : u'?') + name + u'=' +
                           QString::fromLatin1(QUrl::toPercentEncoding(text));
            } else if (in == u"header") {
                web.headers.push_back({name, text});
            } else {
                m_draft.leftOut(
                    name, in,
                    WEIR_TEXT("import.parameter_unknown", "Weir has no place for such a parameter."));
            }
        }
    }

    void addBody(WebRequest &web, const QJsonObject &operation)
    {
        const QJsonObject content =
            resolved(m_document, operation.value(u"requestBody"))[u"content"].toObject();
        if (content.isEmpty())
            return;
        for (auto media = content.begin(); media != content.end(); ++media) {
            if (!media.key().contains(u"json"))
                continue;
            QJsonValue sample = sampleOf(web.name, media.value().toObject());
            const bool hasStream = schemaHas(m_document, media.value()[u"schema"], QStringLiteral("stream"));
            if (hasStream && sample.isObject() && !sample.toObject().contains(u"stream"_qs)) {
                QJsonObject object = sample.toObject();
                object.insert(QStringLiteral("stream"), true);
                sample = object;
                m_draft.changed(
                    web.name, QStringLiteral("stream"),
                    WEIR_TEXT("import.stream_asked", "The service can stream, so it is asked to."));
            }
            const QJsonDocument document =
                sample.isArray() ? QJsonDocument(sample.toArray()) : QJsonDocument(sample.toObject());
            web.body = QString::fromUtf8(document.toJson(QJsonDocument::Compact));
            if (streams(operation))
                web.headers.push_back({QStringLiteral("Accept"), QStringLiteral("text/event-stream")});
            return;
        }
        web.isForm = true;
    }

    QJsonValue sampleOf(const QString &name, const QJsonObject &media)
    {
        if (media.contains(u"example"_qs))
            return media.value(u"example");
        const QJsonObject examples = media.value(u"examples").toObject();
        if (!examples.isEmpty())
            return resolved(m_document, examples.begin().value())[u"value"];
        bool isCut = false;
        const QJsonValue made = schemaSample(m_document, media.value(u"schema"), &isCut);
        if (isCut)
            m_draft.changed(name, {},
                            WEIR_TEXT("import.sample_cut",
                                      "The schema stands within itself, or for very much; null stands in "
                                      "such places. Write what they should hold."));
        return made;
    }

    bool streams(const QJsonObject &operation)
    {
        const QJsonObject responses = operation.value(u"responses").toObject();
        for (const QJsonValue &response : responses) {
            if (resolved(m_document, response)[u"content"].toObject().contains(u"text/event-stream"_qs))
                return true;
        }
        return false;
    }

    /// The first way that the service takes; the variable's name is the scheme's.
    void addSecurity(WebRequest &web, const QJsonObject &operation)
    {
        const QJsonValue own = operation.value(u"security");
        const QJsonArray ways = (own.isArray() ? own : m_document.value(u"security")).toArray();
        const QJsonObject schemes = m_document.value(u"components")[u"securitySchemes"].toObject();
        for (const QString &name : ways.isEmpty() ? QStringList() : ways.first().toObject().keys()) {
            const QJsonObject scheme = resolved(m_document, schemes.value(name)).toObject();
            const QString type = scheme.value(u"type").toString();
            const QString kind = scheme.value(u"scheme").toString().toLower();
            static const QRegularExpression other(QStringLiteral("[^A-Za-z0-9]+"));
            const QString key = variableMark(QString(name).replace(other, u"_"_qs).toUpper());
            if (type == u"apiKey" && scheme.value(u"in").toString() == u"header")
                web.headers.push_back({scheme.value(u"name").toString(), key});
            else if (type == u"http" && kind == u"basic")
                web.headers.push_back({QStringLiteral("Authorization"), QStringLiteral("Basic ") + key});
            else if (type == u"oauth2" || type == u"openIdConnect" || (type == u"http" && kind == u"bearer"))
                web.bearer = key;
            else
                m_draft.leftOut(name, type,
                                WEIR_TEXT("import.auth_unknown",
                                          "Weir has no such way to prove who asks; it sends keys "
                                          "in headers and passwords of URLs."));
        }
    }

    const QJsonObject &m_document;
    ImportDraft &m_draft;
};

} // namespace

bool looksLikeOpenApi(const QString &head)
{
    static const QRegularExpression form(
        QStringLiteral("^\\s*(?:\\{.*?)?\"?(?:openapi|swagger)\"?\\s*:\\s*[\"']?\\d"),
        QRegularExpression::DotMatchesEverythingOption);
    static const QRegularExpression line(QStringLiteral("^[\"']?(?:openapi|swagger)[\"']?\\s*:\\s*[\"']?\\d"),
                                         QRegularExpression::MultilineOption);
    return head.contains(form) || head.contains(line);
}

Result<void> readOpenApi(const QString &text, ImportDraft &draft)
{
    const QString clean = withoutMarks(text);
    QJsonObject document;
    if (clean.trimmed().startsWith(u'{')) {
        const Result<QJsonObject> json = jsonDocument(clean);
        if (!json)
            return json.error();
        document = *json;
    } else {
        const Result<QJsonValue> yaml = yamlDocument(clean);
        if (!yaml)
            return yaml.error();
        document = yaml->toObject();
    }
    const QString version = document.value(u"openapi").toVariant().toString();
    if (!version.startsWith(u'3'))
        return Error{WEIR_TEXT("import.openapi_version", "This is no description by OpenAPI 3"),
                     {},
                     WEIR_TEXT("import.openapi_version_advice", "Convert it to OpenAPI 3 first.")};
    DescriptionReader(document, draft).read();
    return {};
}

} // namespace weir
