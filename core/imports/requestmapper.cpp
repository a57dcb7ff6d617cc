// SPDX-License-Identifier: GPL-3.0-or-later
#include "imports/requestmapper.h"

#include "base/credentials.h"
#include "imports/bodymatch.h"
#include "imports/targetmapper.h"
#include "imports/variables.h"
#include "scenario/jsonrow.h"
#include "scenario/limits.h"

#include <QJsonDocument>

namespace weir {

namespace {

constexpr qsizetype longestName = 60;
/// Beyond, nobody chooses among them, and the project's check takes minutes.
constexpr std::size_t mostRequests = 1000;

/// What a body says, as far as it matters how it is sent.
struct ReadBody
{
    QString text;
    std::optional<QJsonObject> object; ///< Nothing for JSON of another kind.
};

QString headerOf(const WebRequest &request, QStringView name)
{
    for (const Header &header : request.headers) {
        if (header.name.compare(name, Qt::CaseInsensitive) == 0)
            return header.value;
    }
    return {};
}

/// Why Weir can't send the request; empty when it can.
Message whyNotSent(const WebRequest &request)
{
    const QString method = request.method.isEmpty()
                               ? (request.body ? QStringLiteral("POST") : QStringLiteral("GET"))
                               : request.method.toUpper();
    if (method != u"POST")
        return {WEIR_TEXT("import.method_not_sent", "Weir asks with POST alone; this request is %1."),
                method};
    if (request.isForm)
        return WEIR_TEXT("import.form_not_sent", "The body is a form; Weir sends JSON alone.");
    if (!request.body || request.body->trimmed().isEmpty())
        return WEIR_TEXT("import.no_body", "The request has no body, so there is nothing to ask.");
    return {};
}

/// Nothing where the body is no JSON.
std::optional<ReadBody> readBody(ImportDraft &draft, const WebRequest &request, const QString &name)
{
    ReadBody read{*request.body, std::nullopt};
    if (holdsVariable(read.text)) {
        read.text = shownVariables(read.text);
        draft.leftOut(name, {},
                      WEIR_TEXT("import.variable_in_body",
                                "The body holds a variable, which stands in it as $NAME now. Write what it "
                                "stands for."));
    }
    QJsonObject object;
    JsonRowParser parser;
    if (!parser.parse(read.text.toUtf8(), object)) {
        read.object = object;
        return read;
    }
    const QJsonDocument document = QJsonDocument::fromJson(read.text.toUtf8());
    if (document.isNull()) {
        draft.refused(name, {},
                      WEIR_TEXT("import.body_no_json", "The body is no JSON, and Weir sends JSON alone."));
        return std::nullopt;
    }
    return read;
}

bool isStreamed(const WebRequest &request, const ReadBody &body, const VendorGuess &vendor)
{
    if (vendor.preset != nullptr && !vendor.preset->streams())
        return false;
    if (vendor.preset != nullptr && !vendor.preset->wholePath.isEmpty())
        return !vendor.isWhole;
    if (body.object && body.object->value(u"stream").isBool())
        return body.object->value(u"stream").toBool();
    const QString accept = headerOf(request, u"accept");
    if (accept.contains(u"event-stream") || headerOf(request, u"x-dashscope-sse") == u"enable")
        return true;
    // Ollama streams unless it is told not to; no other does.
    return vendor.preset != nullptr && vendor.preset->framing == StreamFraming::Ndjson;
}

QString genericVendor(const WebRequest &request, bool stream)
{
    if (!stream)
        return QStringLiteral("http-json");
    return headerOf(request, u"accept").contains(u"ndjson") ? QStringLiteral("generic-ndjson")
                                                            : QStringLiteral("generic-sse");
}

/// The preset's own prompt, system and parameters where the body is of its form; else the body as it is.
void fill(ImportDraft &draft, RequestTemplate &request, Target &target, const ReadBody &body,
          const std::optional<MatchedBody> &matched)
{
    if (!matched) {
        request.body = bodyTemplate(body.text);
        return;
    }
    request.prompt = matched->prompt;
    request.system = matched->system;
    request.maxTokens = matched->maxTokens;
    request.parameters = matched->parameters;
    if (!matched->extra.isEmpty())
        request.extraBody = RawJson::of(matched->extra);
    if (!matched->model.isEmpty())
        target.model = matched->model;
    for (const QString &pointer : matched->added)
        draft.changed(
            QStringLiteral("%1 %2").arg(request.name, pointer), {},
            WEIR_TEXT("import.member_added",
                      "Weir's preset of the vendor sends this member, too, so that the answer tells what "
                      "is measured."));
}

/// The index of the target that is the same but for its name.
std::optional<std::size_t> sameTarget(const std::vector<Target> &targets, Target target)
{
    for (std::size_t i = 0; i < targets.size(); ++i) {
        target.name = targets[i].name;
        if (target == targets[i])
            return i;
    }
    return std::nullopt;
}

QString targetName(ImportDraft &draft, Target target, const QString &host)
{
    std::vector<Target> &targets = draft.scenario().targets;
    if (const std::optional<std::size_t> same = sameTarget(targets, target))
        return targets[*same].name;
    target.name = draft.freeTargetName(host.isEmpty() ? QStringLiteral("service") : host);
    targets.push_back(target);
    return target.name;
}

/// Nobody could tell what text a tag of a template stands for that was none.
std::optional<MatchedBody> matchOf(const VendorPreset *preset, const ReadBody &body, bool stream)
{
    if (preset == nullptr || !body.object || body.text.contains(u"{{"_qs))
        return std::nullopt;
    return matchedBody(*preset, *body.object, stream);
}

QString requestName(const WebRequest &request, const QUrl &url)
{
    QString name = request.name.simplified().left(longestName);
    if (name.isEmpty())
        name = url.path().section(u'/', -1, -1, QString::SectionSkipEmpty).left(longestName);
    return name.isEmpty() ? QStringLiteral("request") : name;
}

} // namespace

QString bodyTemplate(QString json)
{
    return json.replace(u"{{"_qs, u"{\\u007b"_qs);
}

bool addRequest(ImportDraft &draft, WebRequest web)
{
    ImportedPlace place = placeOf(web);
    const QString name = requestName(web, place.url);
    if (const Message why = whyNotSent(web); !why.isEmpty()) {
        draft.refused(name, withoutCredentials(place.url).toString(), why);
        return false;
    }
    if (draft.scenario().requests.size() >= mostRequests) {
        draft.leftOut(QStringLiteral("request"), {},
                      Message(WEIR_TEXT("import.most_requests",
                                        "A text becomes at most %1 requests. Take a part of it, or make rows "
                                        "of data of what differs."),
                              qint64(mostRequests)));
        return false;
    }
    const std::optional<ReadBody> body = readBody(draft, web, name);
    if (!body)
        return false;
    bool stream = isStreamed(web, *body, place.vendor);
    std::optional<MatchedBody> matched = matchOf(place.vendor.preset, *body, stream);
    if (!place.vendor.isSure && !matched)
        place.vendor.preset = nullptr;
    RequestTemplate request;
    request.name = draft.freeRequestName(name);
    request.weight = web.weight;
    Target target;
    if (place.vendor.preset == nullptr) {
        stream = isStreamed(web, *body, {});
        target = targetFor(draft, web, place, genericVendor(web, stream));
        draft.changed(
            QStringLiteral("URL"), target.url,
            Message(WEIR_TEXT("import.vendor_unknown",
                              "No vendor's preset has this address, so the answer is read as %1 does. "
                              "Choose the vendor in the target, or write a preset."),
                    target.vendor));
    } else {
        target = targetFor(draft, web, place, place.vendor.preset->name);
        target.model = place.vendor.model;
    }
    request.stream = stream;
    fill(draft, request, target, *body, matched);
    request.target = targetName(draft, target, place.url.host());
    draft.scenario().requests.push_back(std::move(request));
    return true;
}

} // namespace weir
