// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/fields/nearestname.h"
#include "base/units.h"
#include "scenario/askers.h"
#include "scenario/checkparts.h"
#include "scenario/loadfigures.h"
#include "scenario/templatetags.h"

#include <algorithm>
#include <cmath>

namespace weir {

namespace {

/// What a request's own texts look up, the texts that are not sent left out.
struct Lookups
{
    bool unique = false; ///< A text that differs for each request.
    bool filler = false; ///< A text as long as the trace asks for.
    bool row = false;    ///< At least one field of the data row.
    bool broken = false; ///< A template has a syntax error, so nothing else is sure.
};

/// One request template with what surrounds it.
struct Subject
{
    const Scenario &scenario;
    const RequestTemplate &request;
    AskFrequency frequency;
    std::optional<double> planned{};    ///< Requests of the whole load, where known.
    const DataSource *source = nullptr; ///< Nothing: the template has no data.
    const DataFacts *facts = nullptr;   ///< Together with `source`.
};

/// A name that is neither one of `variables` nor has a row to come from.
Message unknownName(const QString &name, const QStringList &variables)
{
    if (const std::optional<QString> meant = likelyName(name, variables))
        return {WEIR_TEXT("scenario.variable_meant",
                          "There is no variable {{%1}}; did you mean {{%2}}? Known here are %3; other names "
                          "need a data source."),
                name, *meant, variables.join(QStringLiteral(", "))};
    return {WEIR_TEXT("scenario.tag_needs_data",
                      "{{%1}} needs a data source, and the request has none. Known without one: %2."),
            name, variables.join(QStringLiteral(", "))};
}

/// What to write instead of a field that no row has.
Message otherFields(const DataFacts &facts, const QString &key)
{
    constexpr qsizetype mostShown = 12;
    QStringList shown = facts.fields.mid(0, mostShown);
    if (facts.fields.size() > mostShown)
        shown.append(QStringLiteral("..."));
    const QString names = shown.join(QStringLiteral(", "));
    if (key != u"prompt")
        return Message(WEIR_TEXT("scenario.rows_have", "Rows have: %1."), names);
    if (facts.fields.contains(u"messages"_qs))
        return Message(WEIR_TEXT("scenario.rows_have_messages",
                                 "Rows have: %1. Give the request a body with \"messages\": {{{messages}}}."),
                       names);
    if (facts.question.isEmpty())
        return Message(WEIR_TEXT("scenario.rows_have", "Rows have: %1."), names);
    return Message(WEIR_TEXT("scenario.rows_have_question",
                             "Rows have: %1. Use {{%2}}, on the command line --prompt '{{%2}}'."),
                   names, facts.question);
}

/// What to do about rows that lack a field.
Message remedyForLack(const DataFacts &facts, const QString &name)
{
    if (name == u"prompt" && facts.fields.contains(u"messages"_qs))
        return WEIR_TEXT(
            "scenario.use_messages",
            "Where rows have messages, give the request a body with \"messages\": {{{messages}}}.");
    return WEIR_TEXT("scenario.fill_the_field", "Give these rows the field, or take them out of the file.");
}

/// A name that must come from the data row.
void checkField(const Subject &subject, const QString &key, const TemplateTag &tag,
                const QStringList &variables, Findings &findings)
{
    if (tag.inSection || tag.name == u".")
        return; // the section's own items may bring it
    if (!subject.source) {
        if (subject.request.data.isEmpty())
            findings.error(key, unknownName(tag.name, variables));
        return;
    }
    if (!subject.facts->rows)
        return;
    const bool isValue = tag.kind == TemplateTag::Kind::Variable; // a section may leave out what is null
    const quint64 having =
        (isValue ? subject.facts->rowsWithField : subject.facts->rowsNaming).value(tag.name);
    const quint64 rows = *subject.facts->rows;
    if (having == 0) {
        const std::optional<QString> meant = likelyName(tag.name, variables);
        findings.error(
            key, Message(WEIR_TEXT("scenario.field_in_no_row", "No row of \"%1\" has the field \"%2\". %3"),
                         subject.source->name, tag.name,
                         meant ? Message(WEIR_TEXT("scenario.tag_meant", "Did you mean {{%1}}?"), *meant)
                               : otherFields(*subject.facts, key)));
    }
    if (having > 0 && having < rows && isValue)
        findings.warning(key, Message(WEIR_TEXT("scenario.field_in_some_rows",
                                                "The field \"%1\" is missing in %2 of %3 rows; their "
                                                "requests will fail (local_error). %4"),
                                      tag.name, formatCount(rows - having), formatCount(rows),
                                      remedyForLack(*subject.facts, tag.name)));
}

/// A name that requests of a trace bring along.
void checkTraceVariable(const Subject &subject, const QString &key, const QString &name, Findings &findings)
{
    if (subject.frequency.byOthers)
        findings.warning(key, Message(WEIR_TEXT("scenario.tag_of_trace_only",
                                                "{{%1}} has a value in requests of a trace only; those of "
                                                "other groups will fail (local_error)."),
                                      name));
}

void reportBroken(const QString &key, const Error &error, Findings &findings, Lookups &lookups)
{
    findings.error(
        key, Message(WEIR_TEXT("scenario.template_broken", "The template is broken: %1."), error.message()));
    lookups.broken = true;
}

/// Reports what is wrong with one template and adds what it looks up to `lookups`.
/// A variable that the request's own lengths give a value.
bool isDrawn(const RequestTemplate &request, const QString &name)
{
    const TokenLength &length = name == u"output_tokens" ? request.outputTokens : request.promptTokens;
    return traceVariables().contains(name) && length.kind != TokenLength::Kind::None;
}

void checkTemplate(const Subject &subject, const QString &key, const QString &text,
                   const QStringList &variables, Findings &findings, Lookups &lookups)
{
    const Result<std::vector<TemplateTag>> tags = templateTags(text);
    if (!tags) {
        reportBroken(key, tags.error(), findings, lookups);
        return;
    }
    QSet<QString> seen;
    for (const TemplateTag &tag : *tags) {
        if (tag.name == u"unique")
            lookups.unique = true;
        if (variables.contains(tag.name) || seen.contains(tag.name))
            continue;
        seen.insert(tag.name);
        if (isDrawn(subject.request, tag.name)) {
            lookups.filler = lookups.filler || tag.name == u"filler";
            continue;
        }
        if (subject.frequency.byTrace && traceVariables().contains(tag.name)) {
            lookups.filler = lookups.filler || tag.name == u"filler";
            checkTraceVariable(subject, key, tag.name, findings);
            continue;
        }
        lookups.row = true;
        checkField(subject, key, tag, variables, findings);
    }
}

/// The headers of the target, which are rendered with the request's row; null: there is no such target.
const std::vector<Header> *headersOf(const Subject &subject)
{
    const Target *asked = targetOf(subject.scenario, subject.request);
    return asked ? &asked->headers : nullptr;
}

/// Whether `system` or `prompt` is sent, by the request's own body or a header.
bool isSent(const Subject &subject, const QString &name)
{
    QStringList texts{subject.request.body, subject.request.extraBody.text};
    if (const std::vector<Header> *headers = headersOf(subject)) {
        for (const Header &header : *headers)
            texts.append(header.value);
    }
    return std::any_of(texts.begin(), texts.end(),
                       [&name](const QString &text) { return looksUp(text, name); });
}

/// False for a text that nobody wrote for this request: the prompt that a new one has, or a data row's.
bool isAskedFor(const QString &key, const QString &text)
{
    return !text.isEmpty() &&
           (key != u"prompt" || (text != RequestTemplate().prompt && text != u"{{prompt}}"));
}

void noteNotSent(const QString &key, const QString &variable, Findings &findings)
{
    findings.warning(key,
                     Message(WEIR_TEXT("scenario.body_leaves_out",
                                       "The request has a body of its own without {{%1}}, so this is not "
                                       "sent; write it into the body."),
                             variable));
}

/// The JSON that is set in the body.
void checkSetJson(const Subject &subject, Findings &findings, Lookups &lookups)
{
    const RequestTemplate &request = subject.request;
    checkTemplate(subject, QStringLiteral("extra_body"), request.extraBody.text, bodyVariables(), findings,
                  lookups);
    if (!request.body.isEmpty())
        return;
    Findings inner = findings.at(QStringLiteral("parameters"));
    checkTemplate(subject, QStringLiteral("tools"), request.parameters.tools.text, bodyVariables(), inner,
                  lookups);
    checkTemplate(subject, QStringLiteral("response_format"), request.parameters.responseFormat.text,
                  bodyVariables(), inner, lookups);
}

/// Pictures or sounds: what their templates look up.
void checkMedia(const Subject &subject, const QString &key, const QStringList &sources, Findings &findings,
                Lookups &lookups)
{
    Findings list = findings.at(key);
    for (qsizetype i = 0; i < sources.size(); ++i)
        checkTemplate(subject, QString::number(i), sources[i], promptVariables(), list, lookups);
}

Lookups checkTexts(const Subject &subject, Findings &findings)
{
    const RequestTemplate &request = subject.request;
    const QString system = QStringLiteral("system");
    const QString prompt = QStringLiteral("prompt");
    Lookups lookups;
    Findings then = findings.at(QStringLiteral("conversation")).at(QStringLiteral("then"));
    for (qsizetype i = 0; i < request.conversation.then.size(); ++i) {
        Lookups ofTurn; // that a later turn differs makes no prompt of its own
        checkTemplate(subject, QString::number(i), request.conversation.then[i], promptVariables(), then,
                      ofTurn);
        lookups.broken = lookups.broken || ofTurn.broken;
        lookups.row = lookups.row || ofTurn.row;
    }
    lookups.row = lookups.row || !request.conversation.field.isEmpty();
    if (request.body.isEmpty()) {
        checkTemplate(subject, system, request.system, promptVariables(), findings, lookups);
        checkTemplate(subject, prompt, request.prompt, promptVariables(), findings, lookups);
        if (request.prompt.trimmed().isEmpty())
            findings.error(prompt,
                           WEIR_TEXT("scenario.prompt_needed", "The request needs a prompt or a body."));
        return lookups;
    }
    checkTemplate(subject, QStringLiteral("body"), request.body, bodyVariables() + mediaVariables(), findings,
                  lookups);
    // What is not sent needs no fields, but is compiled like the rest.
    for (const auto &[key, text] : {std::pair(system, request.system), std::pair(prompt, request.prompt)}) {
        if (isSent(subject, key))
            checkTemplate(subject, key, text, promptVariables(), findings, lookups);
        else if (const Result<std::vector<TemplateTag>> tags = templateTags(text); !tags)
            reportBroken(key, tags.error(), findings, lookups);
        else if (isAskedFor(key, text))
            noteNotSent(key, key, findings);
    }
    const auto noteUnlessSent = [&](const QString &key, bool isAsked, const QString &variable) {
        if (isAsked && !isSent(subject, variable))
            noteNotSent(key, variable, findings);
    };
    const QString limit = QStringLiteral("max_tokens");
    noteUnlessSent(limit, request.maxTokens.has_value(), limit);
    noteUnlessSent(QStringLiteral("images"), !request.images.isEmpty(), QStringLiteral("image_parts"));
    noteUnlessSent(QStringLiteral("audio"), !request.audio.isEmpty(), QStringLiteral("audio_parts"));
    return lookups;
}

void checkHeaders(const Subject &subject, Findings &findings)
{
    const std::vector<Header> *headers = headersOf(subject);
    if (!headers)
        return;
    Lookups ignored;
    for (const Header &header : *headers) {
        if (templateTags(header.value)) // else the header has the error
            checkTemplate(subject, QStringLiteral("target"), header.value, bodyVariables(), findings,
                          ignored);
    }
}

/// The text that is sent.
QString textKey(const RequestTemplate &request)
{
    return request.body.isEmpty() ? QStringLiteral("prompt") : QStringLiteral("body");
}

/// A server that caches prefixes answers a prompt that it has seen in far less time: the figures would be the
/// cache's.
void checkRepeats(const Subject &subject, const Lookups &lookups, Findings &findings)
{
    if (lookups.unique || lookups.filler || lookups.broken || (lookups.row && !subject.facts))
        return;
    const std::optional<quint64> rows = lookups.row ? subject.facts->rows : std::optional<quint64>(1);
    if (!rows)
        return;
    const AskFrequency &frequency = subject.frequency;
    const double distinct = static_cast<double>(*rows);
    if (!(frequency.least > distinct))
        return;
    const QString prompts = formatCount(*rows);
    findings.warning(
        textKey(subject.request),
        frequency.isKnown
            ? Message(
                  WEIR_TEXT("scenario.known_requests_share_prompts",
                            "About %1 requests share %2 different prompt(s), so a server with a prefix cache "
                            "is measured by its cache. Open the prompt with {{unique}} to avoid it."),
                  formatCount(static_cast<quint64>(std::min(std::ceil(frequency.least), 1e15))), prompts)
            : Message(WEIR_TEXT("scenario.all_requests_share_prompts",
                                "All requests share %1 different prompt(s), so a server with a prefix cache "
                                "is measured by its cache. Open the prompt with {{unique}} to avoid it."),
                      prompts));
}

void checkRowsSuffice(const Subject &subject, Findings &findings)
{
    if (!subject.source || !subject.facts->rows || subject.facts->hasMore ||
        subject.source->atEnd == DataSource::AtEnd::Wrap)
        return;
    const std::optional<double> &planned = subject.planned;
    if (!planned || *planned <= static_cast<double>(*subject.facts->rows))
        return;
    const bool stops = subject.source->atEnd == DataSource::AtEnd::Stop;
    findings.warning(
        QStringLiteral("data"),
        Message(stops
                    ? WEIR_TEXT(
                          "scenario.rows_end_requests",
                          "\"%1\" has %2 rows for about %3 requests; past them requests are no longer made.")
                    : WEIR_TEXT(
                          "scenario.rows_fail_requests",
                          "\"%1\" has %2 rows for about %3 requests; past them requests fail (local_error)."),
                subject.source->name, formatCount(*subject.facts->rows),
                formatCount(static_cast<quint64>(std::min(*planned, 1e15)))));
}

void checkIsAsked(const Subject &subject, Findings &findings)
{
    const bool isAsked = subject.frequency.byTrace || subject.frequency.byOthers;
    if (!isAsked)
        findings.warning({}, WEIR_TEXT("scenario.request_not_asked",
                                       "No group of the load asks this request: its mix names others."));
}

void checkReferences(const Subject &subject, Findings &findings)
{
    const RequestTemplate &request = subject.request;
    const bool knownTarget = request.target.isEmpty() || targetOf(subject.scenario, request);
    if (!knownTarget)
        findings.error(
            QStringLiteral("target"),
            Message(WEIR_TEXT("scenario.no_such_target", "There is no target \"%1\"."), request.target));
    if (!request.data.isEmpty() && !subject.source)
        findings.error(
            QStringLiteral("data"),
            Message(WEIR_TEXT("scenario.no_such_data", "There is no data source \"%1\"."), request.data));
}

void checkRequest(const Subject &subject, Findings findings)
{
    const RequestTemplate &request = subject.request;
    checkReferences(subject, findings);
    checkIsAsked(subject, findings);
    if (!(request.weight > 0 && std::isfinite(request.weight)))
        findings.error(QStringLiteral("weight"),
                       WEIR_TEXT("scenario.weight_above_zero", "The weight must be a number above 0."));
    Lookups lookups = checkTexts(subject, findings);
    checkMedia(subject, QStringLiteral("images"), request.images, findings, lookups);
    checkMedia(subject, QStringLiteral("audio"), request.audio, findings, lookups);
    checkSetJson(subject, findings, lookups);
    checkHeaders(subject, findings);
    if (subject.source && !lookups.row && !lookups.broken)
        findings.warning(QStringLiteral("data"), WEIR_TEXT("scenario.data_field_not_used",
                                                           "The templates use no field of the data."));
    if (subject.frequency.byTrace && !lookups.filler && !lookups.broken)
        findings.warning(textKey(request),
                         WEIR_TEXT("scenario.trace_without_filler",
                                   "A trace asks this request, and its texts have no {{filler}}: prompts "
                                   "will not be as long as the trace's."));
    checkRepeats(subject, lookups, findings);
    checkRowsSuffice(subject, findings);
    if (request.maxTokens && *request.maxTokens == 0)
        findings.error(QStringLiteral("max_tokens"),
                       WEIR_TEXT("scenario.token_limit_of_zero", "At least one token must be allowed."));
    checkLengths(request, subject.facts, lookups.filler || lookups.broken, findings);
    checkConversation(request, subject.facts, findings.at(QStringLiteral("conversation")));
    checkAnswerChecks(request, findings);
}

} // namespace

void checkRequests(const Scenario &scenario, const std::vector<DataFacts> &data, Findings findings)
{
    const QString requests = QStringLiteral("requests");
    if (scenario.requests.empty())
        findings.error(requests, WEIR_TEXT("scenario.request_needed", "A request is needed: what to ask."));
    const Askers askers(scenario);
    const std::optional<double> planned = estimatedRequests(scenario.load);
    QSet<QString> names;
    for (std::size_t i = 0; i < scenario.requests.size(); ++i) {
        const RequestTemplate &request = scenario.requests[i];
        Findings here = findings.at(requests, i);
        checkName(here, request.name, names);
        Subject subject{scenario, request, askers.frequencyOf(request), planned};
        for (std::size_t d = 0; d < scenario.data.size() && !request.data.isEmpty() && !subject.source; ++d) {
            if (scenario.data[d].name == request.data) {
                subject.source = &scenario.data[d];
                subject.facts = &data[d];
            }
        }
        checkRequest(subject, here);
    }
}

} // namespace weir
