// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/requestrenderer.h"

#include "base/jsonsyntax.h"
#include "base/random.h"
#include "base/version.h"
#include "plan/tokenlengths.h"
#include "protocol/bodychanges.h"
#include "protocol/filler.h"
#include "protocol/mediaparts.h"
#include "protocol/texttemplate.h"
#include "protocol/wireheaders.h"
#include "scenario/channelkind.h"
#include "scenario/conversation.h"
#include "scenario/templatetags.h"

#include <QJsonDocument>

namespace weir {

namespace {

struct RenderedHeader
{
    QByteArray name;
    TextTemplate value;
    QJsonObject secrets;
};

} // namespace

struct RequestRenderer::Compiled
{
    RequestTemplate request;
    ResolvedTarget target;
    WireRequest wire; ///< Everything that is the same for all requests.
    TextTemplate system;
    TextTemplate prompt;
    std::vector<TextTemplate> then; ///< Prompts of a conversation's later turns.
    TextTemplate body;
    BodyChanges changes;
    MediaParts media;
    std::vector<RenderedHeader> headers;
    bool wantsFiller = false; ///< A template looks it up.
    bool fillsPrompt = false; ///< The prompt does.
    Filler filler;
    bool sendsPrompt = true; ///< So do these; what is not sent needs no fields of the row.
    bool sendsSystem = true;
    std::shared_ptr<const Clock> clock;

    /// What is said in that turn, from 1.
    [[nodiscard]] Result<QByteArray> promptOf(quint32 turn, const QJsonObject &own,
                                              const QJsonObject *row) const
    {
        const QString &field = request.conversation.field;
        if (field.isEmpty())
            return (turn == 1 ? prompt : then.at(turn - 2)).render({row, &own});
        const Result<QStringList> said = saidIn(row ? *row : QJsonObject(), field);
        if (!said)
            return said.error();
        return said->value(static_cast<qsizetype>(turn) - 1).toUtf8();
    }
    /// `own`: the request's own variables but for the filler.
    [[nodiscard]] Result<QString> fillerFor(quint32 tokens, quint64 seed, QJsonObject own,
                                            const QJsonObject *row) const
    {
        if (!fillsPrompt || !sendsPrompt)
            return filler.text(tokens, seed);
        return filler.textFor(tokens, seed, [&](const QString &text) {
            own.insert(QStringLiteral("filler"), text);
            return prompt.render({row, &own});
        });
    }
};

namespace {

bool hasHeader(const std::vector<RawHeader> &headers, QByteArrayView name)
{
    return std::any_of(headers.begin(), headers.end(), [name](const RawHeader &header) {
        return header.first.compare(name, Qt::CaseInsensitive) == 0;
    });
}

std::variant<HttpRequest, WebSocketRequest> channelFor(const ResolvedTarget &target)
{
    if (channelOf(target.url.scheme()) == ChannelKind::WebSocket)
        return WebSocketRequest{};
    return HttpRequest{target.vendor.method, target.target.http2};
}

WireRequest commonParts(const RequestTemplate &request, const ResolvedTarget &target)
{
    WireRequest wire;
    wire.url = request.stream || target.wholeUrl.isEmpty() ? target.url : target.wholeUrl;
    wire.connectTimeout = target.target.timers.connect;
    wire.verifyTls = target.target.verifyTls;
    wire.tls = target.tls;
    wire.reuseConnection = target.target.reuseConnections;
    wire.channel = channelFor(target);
    wire.proxy = target.proxy;
    QByteArray accept = "application/json";
    if (request.stream)
        accept = target.vendor.framing == StreamFraming::Sse ? "text/event-stream, application/json"
                                                             : "application/x-ndjson, application/json";
    wire.headers = {{"Content-Type", "application/json"},
                    {"Accept", accept},
                    {"Accept-Encoding", "identity"},
                    {"User-Agent", QByteArray("weir/") + versionString}};
    for (const RawHeader &header : target.headers)
        setHeader(wire.headers, header);
    return wire;
}

Result<TextTemplate> compiled(const QString &text, TemplateEscape escape, const QString &path)
{
    Result<TextTemplate> result = TextTemplate::compile(text, escape);
    if (result)
        return result;
    return result.error().within(Message::verbatim(path));
}

bool mentions(const QStringList &texts, const QString &name)
{
    return std::any_of(texts.begin(), texts.end(),
                       [&name](const QString &text) { return looksUp(text, name); });
}

/// The body and the headers.
QStringList sentTemplates(const RequestTemplate &request, const ResolvedTarget &target)
{
    QStringList texts{request.body.isEmpty() ? target.vendor.body : request.body, request.extraBody.text};
    if (request.body.isEmpty())
        texts += {request.parameters.tools.text, request.parameters.responseFormat.text};
    for (const HeaderTemplate &header : target.headerTemplates)
        texts.append(header.text);
    return texts;
}

Result<std::vector<RenderedHeader>> compiledHeaders(const ResolvedTarget &target)
{
    std::vector<RenderedHeader> headers;
    for (const HeaderTemplate &header : target.headerTemplates) {
        Result<TextTemplate> value =
            compiled(header.text, TemplateEscape::None, QString::fromLatin1(header.name));
        if (!value)
            return value.error();
        headers.push_back({header.name, std::move(*value), header.secrets});
    }
    return headers;
}

Result<void> renderHeaders(std::vector<RawHeader> &headers, const std::vector<RenderedHeader> &templates,
                           const QJsonObject &own, const QJsonObject *row)
{
    for (const RenderedHeader &header : templates) {
        const Result<QByteArray> value = header.value.render({&header.secrets, &own, row});
        if (!value)
            return value.error();
        if (value->contains('\n') || value->contains('\r') || value->contains('\0'))
            return Error{
                Message(WEIR_TEXT("target.header_is_one_line", "The value of header \"%1\" is not one line"),
                        QString::fromLatin1(header.name)),
                {},
                {}};
        setHeader(headers, {header.name, *value});
    }
    return {};
}

void addLengths(QJsonObject &own, const TraceLengths &lengths)
{
    if (lengths.input)
        own.insert(QStringLiteral("input_tokens"), qint64(*lengths.input));
    if (lengths.output)
        own.insert(QStringLiteral("output_tokens"), qint64(*lengths.output));
}

/// Most services refuse a limit of 0.
std::optional<quint32> tokenLimit(const RequestTemplate &request, const TraceLengths &lengths)
{
    if (lengths.output)
        return std::max<quint32>(*lengths.output, 1);
    return request.maxTokens;
}

QByteArray hexWord(quint64 word)
{
    return QByteArray::number(word, 16).rightJustified(16, '0');
}

/// W3C Trace Context, version 00: never all zero, and the same for the same seed and attempt.
QByteArray traceParent(quint64 seed, quint32 attempt)
{
    const quint64 high = mixSeed({seed, 0x7472616365ULL});
    const quint64 low = mixSeed({seed, 0x6964ULL}) | 1;
    const quint64 span = mixSeed({seed, 0x7370616eULL, attempt}) | 1;
    return "00-" + hexWord(high) + hexWord(low) + '-' + hexWord(span) + "-01";
}

Result<QJsonDocument> checkedJson(const QByteArray &body)
{
    QJsonParseError error;
    QJsonDocument document = QJsonDocument::fromJson(body, &error);
    if (error.error == QJsonParseError::NoError)
        return document;
    return Error{
        Message(WEIR_TEXT("template.body_is_no_json", "The rendered body is not JSON: %1"),
                syntaxFault(error, body)),
        Message(WEIR_TEXT("template.byte_of_body", "byte %1 of the body"), error.offset),
        WEIR_TEXT("template.quotes_advice",
                  "Put quotes around {{fields}} that are texts, and use {{{field}}} for ready JSON")};
}

} // namespace

/// The vendor's template or the request's own, filled in, with what the request changes in it.
static Result<QByteArray> renderBody(const TextTemplate &body, const BodyChanges &changes,
                                     std::optional<quint32> maxTokens,
                                     const std::vector<const QJsonObject *> &scopes)
{
    Result<QByteArray> rendered = body.render(scopes);
    if (!rendered)
        return rendered;
    const Result<QJsonDocument> json = checkedJson(*rendered);
    if (!json)
        return json.error();
    if (!changes.any(maxTokens))
        return rendered;
    const Result<QJsonDocument> changed = changes.apply(*json, maxTokens, scopes);
    if (!changed)
        return changed.error();
    return changed->toJson(QJsonDocument::Compact);
}

QString uniqueText(quint64 seed, const QString &salt)
{
    constexpr char letters[] = "abcdefghijklmnopqrstuvwxyz0123456789";
    quint64 salted = mixSeed({seed, 0x756e69717565ULL});
    for (QChar letter : salt)
        salted = mixSeed({salted, letter.unicode()});
    Random random(salted);
    QString text;
    for (int i = 0; i < 12; ++i)
        text.append(QLatin1Char(letters[random.below(36)]));
    return text;
}

RequestRenderer::RequestRenderer(std::unique_ptr<Compiled> compiled) : m_compiled(std::move(compiled)) {}
RequestRenderer::RequestRenderer(RequestRenderer &&) noexcept = default;
RequestRenderer &RequestRenderer::operator=(RequestRenderer &&) noexcept = default;
RequestRenderer::~RequestRenderer() = default;

Result<RequestRenderer> RequestRenderer::compile(const RequestTemplate &request, const ResolvedTarget &target,
                                                 const QString &jsonPath, std::shared_ptr<const Clock> clock)
{
    Result<TextTemplate> system =
        compiled(request.system, TemplateEscape::None, jsonPath + QStringLiteral("/system"));
    if (!system)
        return system.error();
    Result<TextTemplate> prompt =
        compiled(request.prompt, TemplateEscape::None, jsonPath + QStringLiteral("/prompt"));
    if (!prompt)
        return prompt.error();
    std::vector<TextTemplate> then;
    for (qsizetype i = 0; i < request.conversation.then.size(); ++i) {
        Result<TextTemplate> turn = compiled(request.conversation.then[i], TemplateEscape::None,
                                             jsonPath + QStringLiteral("/conversation/then/%1").arg(i));
        if (!turn)
            return turn.error();
        then.push_back(std::move(*turn));
    }
    Result<TextTemplate> body = compiled(request.body.isEmpty() ? target.vendor.body : request.body,
                                         TemplateEscape::Json, jsonPath + QStringLiteral("/body"));
    if (!body)
        return body.error();
    Result<BodyChanges> changes = BodyChanges::compile(request, target.vendor, jsonPath);
    if (!changes)
        return changes.error();
    Result<MediaParts> media = MediaParts::compile(request, target.baseFolder, jsonPath);
    if (!media)
        return media.error();
    Result<std::vector<RenderedHeader>> headers = compiledHeaders(target);
    if (!headers)
        return headers.error();
    const QStringList sent = sentTemplates(request, target);
    const bool wantsFiller =
        mentions(sent + QStringList{request.system, request.prompt} + request.conversation.then,
                 QStringLiteral("filler"));
    return RequestRenderer(std::make_unique<Compiled>(
        Compiled{request, target, commonParts(request, target), std::move(*system), std::move(*prompt),
                 std::move(then), std::move(*body), std::move(*changes), std::move(*media),
                 std::move(*headers), wantsFiller, mentions({request.prompt}, QStringLiteral("filler")),
                 Filler(wantsFiller ? target.tokenizer : nullptr), // which is asked for each of its words
                 mentions(sent, QStringLiteral("prompt")), mentions(sent, QStringLiteral("system")),
                 std::move(clock)}));
}

bool RequestRenderer::wantsFiller() const
{
    return m_compiled->wantsFiller;
}

Result<RenderedRequest> RequestRenderer::render(const RequestChoice &choice, RequestId request,
                                                quint32 attempt, const QString &runTag,
                                                const QJsonObject *row,
                                                const std::optional<TraceLengths> &lengths,
                                                Dialogue *dialogue) const
{
    Result<RenderedRequest> rendered = prepare(choice, request, attempt, runTag, row, lengths, dialogue);
    if (!rendered)
        return rendered;
    if (const Result<void> authorized = authorize(*rendered, attempt); !authorized)
        return authorized.error();
    return rendered;
}

Result<void> RequestRenderer::authorize(RenderedRequest &request, quint32 attempt) const
{
    const Authorizer *authorizer = m_compiled->target.authorizer.get();
    if (!authorizer)
        return {};
    WireRequest &wire = request.wire;
    Result<Proof> proof = authorizer->prove(
        {wire.method(), wire.url, wire.headers, wire.body, attempt, m_compiled->clock->wallTime()});
    if (!proof)
        return proof.error();
    for (const RawHeader &header : proof->headers)
        setHeader(wire.headers, header);
    request.secrets = std::move(proof->secrets);
    return {};
}

Result<RenderedRequest> RequestRenderer::prepare(const RequestChoice &choice, RequestId request,
                                                 quint32 attempt, const QString &runTag,
                                                 const QJsonObject *row,
                                                 const std::optional<TraceLengths> &lengths,
                                                 Dialogue *dialogue) const
{
    const quint32 turn = dialogue ? dialogue->turn() : 1;
    const QString id = runTag + u'-' + QString::number(request.value());
    QJsonObject own{{QStringLiteral("unique"), uniqueText(choice.seed, runTag)},
                    {QStringLiteral("request_id"), id},
                    {QStringLiteral("conversation"), dialogue ? dialogue->id() : id},
                    {QStringLiteral("turn"), qint64(turn)},
                    {QStringLiteral("model"), m_compiled->target.target.model}};
    Result<TraceLengths> wanted = drawnLengths(m_compiled->request, choice.seed, row);
    if (!wanted)
        return wanted.error();
    if (lengths)
        wanted = TraceLengths{lengths->input ? lengths->input : wanted->input,
                              lengths->output ? lengths->output : wanted->output};
    addLengths(own, *wanted);
    if (m_compiled->wantsFiller && (lengths || wanted->input)) {
        const Result<QString> filler =
            m_compiled->fillerFor(wanted->input.value_or(0), choice.seed, own, row);
        if (!filler)
            return filler.error();
        own.insert(QStringLiteral("filler"), *filler);
    }
    // In prompts a row's own fields come first: its `prompt` is what the template asks for.
    Result<QByteArray> prompt = QByteArray();
    if (m_compiled->sendsPrompt) {
        prompt = m_compiled->promptOf(turn, own, row);
        if (!prompt)
            return prompt.error();
        own.insert(QStringLiteral("prompt"), QString::fromUtf8(*prompt));
    }
    if (m_compiled->sendsSystem) {
        const Result<QByteArray> system = m_compiled->system.render({row, &own});
        if (!system)
            return system.error();
        own.insert(QStringLiteral("system"), QString::fromUtf8(*system));
    }
    own.insert(QStringLiteral("stream"), m_compiled->request.stream);
    const std::optional<quint32> limit = tokenLimit(m_compiled->request, *wanted);
    if (limit)
        own.insert(QStringLiteral("max_tokens"), qint64(*limit));
    if (const Result<void> added = m_compiled->media.addTo(own, {row, &own}); !added)
        return added.error();
    Result<QByteArray> body = renderBody(m_compiled->body, m_compiled->changes, limit, {&own, row});
    if (!body)
        return body.error();
    if (dialogue) {
        QJsonObject carrying = QJsonDocument::fromJson(*body).object();
        if (const Result<void> added = dialogue->addTo(carrying, *prompt); !added)
            return added.error();
        body = QJsonDocument(carrying).toJson(QJsonDocument::Compact);
    }

    RenderedRequest rendered{m_compiled->wire, m_compiled->sendsPrompt ? *prompt : *body};
    rendered.wire.body = *body;
    if (m_compiled->sendsPrompt && !m_compiled->target.target.tokenizer.isEmpty()) {
        const QByteArray system = own.value(u"system").toString().toUtf8();
        rendered.countedText = (dialogue ? dialogue->carriedText() : QByteArray()) + *prompt;
        if (!system.isEmpty())
            rendered.countedText.prepend(system + '\n');
    }
    setHeader(rendered.wire.headers, {"X-Weir-Request-Id", id.toUtf8()});
    setHeader(rendered.wire.headers, {"X-Weir-Attempt", QByteArray::number(attempt)});
    if (const Result<void> headers = renderHeaders(rendered.wire.headers, m_compiled->headers, own, row);
        !headers)
        return headers.error();
    if (!hasHeader(rendered.wire.headers, "traceparent"))
        rendered.wire.headers.emplace_back("traceparent", traceParent(choice.seed, attempt));
    return rendered;
}

} // namespace weir
