// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/judge.h"

#include "base/plaintext.h"
#include "metrics/validity.h"

#include <algorithm>

namespace weir {

namespace {

constexpr int handshakeStatus = 101;

Outcome make(OutcomeClass outcome, const Message &message, const QString &detail = {})
{
    return Outcome{outcome, detail, 0, message};
}

/// What happened; words of a library, which speaks one language only, stand behind what the class means.
Message sentence(const WireEnd &end, const Message &meaning)
{
    if (end.message.isEmpty())
        return meaning;
    return end.message.code().isEmpty()
               ? Message(WEIR_TEXT("judge.in_the_librarys_words", "%1 (%2)"), meaning, end.message)
               : end.message;
}

Outcome localOutcome(LocalEnd local)
{
    switch (local) {
    case LocalEnd::FirstTokenTimeout:
        return make(OutcomeClass::FirstTokenTimeout, explain(OutcomeClass::FirstTokenTimeout));
    case LocalEnd::StallTimeout:
        return make(OutcomeClass::StallTimeout, explain(OutcomeClass::StallTimeout));
    case LocalEnd::Deadline:
        return make(OutcomeClass::Deadline, explain(OutcomeClass::Deadline));
    case LocalEnd::Abandoned:
        return make(OutcomeClass::Abandoned, explain(OutcomeClass::Abandoned));
    case LocalEnd::MemoryGuard:
        return make(OutcomeClass::LocalError,
                    Message(WEIR_TEXT("judge.memory_guard",
                                      "The memory guard ended the stream: Weir's memory had grown past its "
                                      "limit, and this was among the streams that filled it.")),
                    memoryGuardDetail.toString());
    case LocalEnd::CutByTestEnd:
    case LocalEnd::None: // Nobody but the end of a run aborts without a reason.
        break;
    }
    return make(OutcomeClass::CutByTestEnd, explain(OutcomeClass::CutByTestEnd));
}

/// The connection's own end where no response head came.
Outcome withoutResponse(const WireEnd &end)
{
    const auto as = [&end](OutcomeClass outcome) { return make(outcome, sentence(end, explain(outcome))); };
    switch (end.kind) {
    case WireEnd::Kind::DnsFailure:
        return as(OutcomeClass::DnsFailure);
    case WireEnd::Kind::ConnectRefused:
        return as(OutcomeClass::ConnectRefused);
    case WireEnd::Kind::ConnectTimeout:
        return as(OutcomeClass::ConnectTimeout);
    case WireEnd::Kind::ConnectFailed:
        return as(OutcomeClass::ConnectFailed);
    case WireEnd::Kind::TlsFailure:
        return as(OutcomeClass::TlsFailure);
    case WireEnd::Kind::BrokenFraming:
        return as(OutcomeClass::MalformedStream);
    default:
        return as(OutcomeClass::ClosedBeforeResponse);
    }
}

Message statusMessage(const ResponseFacts &facts)
{
    const int status = facts.head->status;
    if (facts.errorMessage.isEmpty())
        return Message(WEIR_TEXT("judge.http_status", "HTTP status %1."), status);
    return Message(WEIR_TEXT("judge.http_status_says", "HTTP status %1: %2"), status, facts.errorMessage);
}

/// Another status than the awaited one: the status decides, however its body ended.
Outcome byStatus(const ResponseFacts &facts)
{
    const int status = facts.head->status;
    OutcomeClass outcome = OutcomeClass::UnexpectedResponse;
    if (status == 429)
        outcome = OutcomeClass::RateLimited;
    else if (status >= 300 && status <= 399)
        outcome = OutcomeClass::Http3xx;
    else if (status >= 400 && status <= 499)
        outcome = OutcomeClass::Http4xx;
    else if (status >= 500 && status <= 599)
        outcome = OutcomeClass::Http5xx;
    return make(outcome, statusMessage(facts), QString::number(status));
}

bool isJsonType(const QByteArray &type)
{
    return type == "application/json" || (type.startsWith("application/") && type.endsWith("+json"));
}

bool isLinesType(const QByteArray &type)
{
    return type == "application/x-ndjson" || type == "application/ndjson" || type == "application/jsonl" ||
           type == "application/x-jsonlines" || type == "application/stream+json";
}

bool isTypeOf(AnswerForm form, const QByteArray &type)
{
    switch (form) {
    case AnswerForm::Events:
        return type == "text/event-stream";
    case AnswerForm::Lines:
        return isLinesType(type) || isJsonType(type); // several vendors call their lines plain JSON
    case AnswerForm::Document:
    case AnswerForm::Elements:
        return isJsonType(type);
    case AnswerForm::AwsMessages:
        return type == "application/vnd.amazon.eventstream";
    case AnswerForm::Unknown:
    case AnswerForm::ChannelMessages:
        break;
    }
    return true;
}

Message nameOf(AnswerForm form)
{
    switch (form) {
    case AnswerForm::Events:
        return WEIR_TEXT("judge.form_events", "a stream of events");
    case AnswerForm::Lines:
        return WEIR_TEXT("judge.form_lines", "lines of JSON");
    case AnswerForm::Elements:
        return WEIR_TEXT("judge.form_elements", "a stream of a JSON array's elements");
    case AnswerForm::AwsMessages:
        return WEIR_TEXT("judge.form_aws_messages", "messages of Amazon's event stream");
    default:
        return WEIR_TEXT("judge.form_document", "one JSON document");
    }
}

QString typesOf(const ResponseHead &head)
{
    return QString::fromLatin1(head.contentTypes().join(", "));
}

/// What an official client would not stumble over either, but whoever runs the service should know.
Messages oddities(const ResponseFacts &facts)
{
    Messages odd;
    const QByteArrayList types = facts.head->contentTypes();
    const bool isRightType =
        types.size() == 1 && (isTypeOf(facts.form, types.front()) ||
                              facts.acceptedTypes.contains(QString::fromLatin1(types.front())));
    const bool hasType =
        facts.hasOwnHead && facts.form != AnswerForm::Unknown && facts.form != AnswerForm::ChannelMessages;
    if (hasType && types.isEmpty())
        odd.push_back(Message(WEIR_TEXT("judge.no_content_type",
                                        "The response names no content type; it was read as %1, which its "
                                        "bytes are."),
                              nameOf(facts.form)));
    else if (hasType && !isRightType)
        odd.push_back(Message(WEIR_TEXT("judge.other_content_type",
                                        "The response's content type is %1; it was read as %2, which its "
                                        "bytes are."),
                              typesOf(*facts.head), nameOf(facts.form)));
    if (facts.head->status != facts.awaitedStatus)
        odd.push_back(
            Message(WEIR_TEXT("judge.other_success_status", "The HTTP status is %1 in place of %2."),
                    facts.head->status, facts.awaitedStatus));
    if (facts.streamed && facts.sawWhole)
        odd.push_back(WEIR_TEXT("judge.not_streamed",
                                "A stream was asked for and the answer came whole, so it has no time to the "
                                "first token."));
    odd.insert(odd.end(), facts.remarks.begin(), facts.remarks.end());
    return odd;
}

Message joined(const Messages &messages)
{
    Message all;
    for (const Message &message : messages)
        all = all.isEmpty() ? message : Message(WEIR_TEXT("judge.and", "%1 %2"), all, message);
    return all;
}

/// No answer of this vendor, though the status is a good one. The bytes say it, not their type.
Outcome foreignAnswer(const ResponseFacts &facts)
{
    return make(OutcomeClass::UnexpectedResponse, facts.errorMessage,
                facts.errorCode.isEmpty() ? typesOf(*facts.head) : facts.errorCode);
}

Outcome ownLimit(const ResponseFacts &facts)
{
    return make(OutcomeClass::LocalError,
                Message(WEIR_TEXT("judge.event_limit",
                                  "%1, which is Weir's own bound (\"most_event_mib\" of the scenario)."),
                        facts.errorMessage),
                QStringLiteral("event_limit"));
}

Outcome inBandError(const ResponseFacts &facts)
{
    const OutcomeClass outcome = facts.sawRateLimit ? OutcomeClass::RateLimited : OutcomeClass::ApiError;
    return make(outcome, facts.errorMessage.isEmpty() ? explain(outcome) : facts.errorMessage,
                facts.errorCode);
}

Message withStrayText(const Message &meaning, const ResponseFacts &facts)
{
    return facts.strayText.isEmpty()
               ? meaning
               : Message(WEIR_TEXT("judge.beside_the_events", "%1 Outside of any event stood: %2"), meaning,
                         facts.strayText);
}

/// Over, and without an end of its own.
Outcome truncated(const ResponseFacts &facts)
{
    const Message meaning =
        facts.isRecord ? Message(WEIR_TEXT(
                             "judge.record_without_end",
                             "The record stops with neither an end mark nor a finish reason: the answer was "
                             "cut, or its record was."))
                       : explain(OutcomeClass::StreamTruncated);
    return make(OutcomeClass::StreamTruncated, withStrayText(meaning, facts));
}

Outcome otherDocument(const ResponseFacts &facts)
{
    return make(OutcomeClass::UnexpectedResponse,
                WEIR_TEXT("judge.other_document",
                          "The JSON document holds nothing that an answer of this vendor holds."),
                typesOf(*facts.head));
}

/// Over, and not one token.
Outcome emptyAnswer(const ResponseFacts &facts)
{
    const bool isWhole = !facts.streamed || facts.sawWhole;
    if (isWhole && !facts.sawVendorsParts)
        return otherDocument(facts);
    return make(OutcomeClass::EmptyStream, withStrayText(explain(OutcomeClass::EmptyStream), facts));
}

Outcome properEnd(const ResponseFacts &facts)
{
    const bool isWhole = !facts.streamed || facts.sawWhole;
    if (facts.tokenChunks == 0 && !(isWhole && facts.holdsAnswer))
        return emptyAnswer(facts);
    return make(OutcomeClass::Success, joined(oddities(facts)));
}

/// An answer of a known type that nothing in its own bytes has decided: the way it ended decides.
Outcome byEnd(const ResponseFacts &facts, const WireEnd &end, LocalEnd local)
{
    switch (end.kind) {
    case WireEnd::Kind::Clean:
        if (facts.sawIncomplete)
            return make(OutcomeClass::MalformedStream, facts.errorMessage);
        if (facts.sawFinishReason || (facts.cleanEndEnds && !facts.needsEnd && !facts.sawCut))
            return properEnd(facts);
        if (facts.form == AnswerForm::Elements && facts.tokenChunks == 0 && !facts.sawVendorsParts)
            return otherDocument(facts);
        return truncated(facts);
    case WireEnd::Kind::Aborted:
        return localOutcome(local);
    case WireEnd::Kind::BrokenFraming:
        return make(OutcomeClass::MalformedStream, sentence(end, explain(OutcomeClass::MalformedStream)));
    case WireEnd::Kind::ClosedBeforeResponse:
        // A handshake was over before the request went and is no response; any other head is.
        if (facts.awaitedStatus != handshakeStatus)
            return make(OutcomeClass::StreamInterrupted,
                        sentence(end, explain(OutcomeClass::StreamInterrupted)));
        return make(OutcomeClass::ClosedBeforeResponse,
                    sentence(end, explain(OutcomeClass::ClosedBeforeResponse)));
    case WireEnd::Kind::ProtocolStatus:
        return make(OutcomeClass::ProtocolStatus, sentence(end, explain(OutcomeClass::ProtocolStatus)),
                    end.status);
    default:
        return make(OutcomeClass::StreamInterrupted, sentence(end, explain(OutcomeClass::StreamInterrupted)));
    }
}

/// The awaited one or, over HTTP, any 2xx that is followed by something: clients take them alike.
bool isGoodStatus(const ResponseFacts &facts, const WireEnd &end)
{
    const bool isEmpty = end.kind == WireEnd::Kind::Clean && !facts.sawAnything;
    return !facts.isRefusal() && (facts.head->status == facts.awaitedStatus || !isEmpty);
}

Outcome classify(const ResponseFacts &facts, const WireEnd &end, LocalEnd local)
{
    if (local == LocalEnd::MemoryGuard && !facts.decided())
        return localOutcome(local);
    if (end.kind == WireEnd::Kind::LocalError && !facts.decided())
        return make(OutcomeClass::LocalError, sentence(end, explain(OutcomeClass::LocalError)));
    if (end.kind == WireEnd::Kind::Resent && !facts.decided())
        return make(OutcomeClass::ClosedBeforeResponse,
                    sentence(end, Message(WEIR_TEXT(
                                      "judge.resent",
                                      "The library sent the request again by itself; Weir aborted it."))));
    if (!facts.head)
        return end.kind == WireEnd::Kind::Aborted ? localOutcome(local) : withoutResponse(end);
    if (!isGoodStatus(facts, end))
        return byStatus(facts);
    if (facts.sawForeign)
        return foreignAnswer(facts);
    if (facts.sawTooLarge)
        return ownLimit(facts);
    if (facts.sawError)
        return inBandError(facts);
    if (facts.sawTerminator || (!facts.protocolHasTerminator && facts.sawFinishReason))
        return properEnd(facts);
    if (facts.sawMalformed && !facts.sawIncomplete)
        return make(OutcomeClass::MalformedStream, facts.errorMessage);
    return byEnd(facts, end, local);
}

} // namespace

void ResponseFacts::note(const StreamEvent &event)
{
    if (sawTerminator || sawError || sawMalformed)
        return;
    sawAnything = sawAnything || !event.isComment;
    if (!event.remark.isEmpty() &&
        std::none_of(remarks.begin(), remarks.end(),
                     [&event](const Message &known) { return known.code() == event.remark.code(); }))
        remarks.push_back(event.remark);
    sawCut = sawCut || event.isCut;
    needsEnd = needsEnd || event.needsEnd;
    if (event.isStray) {
        strayText = event.errorMessage;
        return;
    }
    // One event may hold tokens and the end, so tokens come first.
    if (event.chunk)
        ++tokenChunks;
    if (event.finishReason)
        sawFinishReason = true;
    sawWhole = sawWhole || event.isWhole;
    holdsAnswer = holdsAnswer || event.holdsAnswer;
    sawVendorsParts = sawVendorsParts || event.finishReason || event.usage || event.timing;
    if (event.isError) {
        sawError = true;
        sawRateLimit = event.isRateLimit;
        errorCode = event.errorCode;
        errorMessage = event.errorMessage;
        messageLength = event.messageLength;
    } else if (event.isMalformed) {
        // Where a finish reason ends the protocol, what follows it changes nothing.
        if (!protocolHasTerminator && sawFinishReason)
            return;
        sawMalformed = true;
        sawIncomplete = event.isIncomplete || isCut;
        sawForeign = event.isForeign && !isCut;
        sawTooLarge = event.isTooLarge;
        errorCode = event.errorCode;
        errorMessage = event.errorMessage;
        messageLength = event.messageLength;
    } else if (event.isTerminator) {
        sawTerminator = true;
    }
}

bool ResponseFacts::isRefusal() const
{
    if (!head || head->status == awaitedStatus)
        return false;
    return awaitedStatus == handshakeStatus || head->status < 200 || head->status > 299;
}

bool ResponseFacts::decided() const
{
    return sawTerminator || sawError || (sawMalformed && !sawIncomplete);
}

Outcome judge(const ResponseFacts &facts, const WireEnd &end, LocalEnd local)
{
    Outcome outcome = classify(facts, end, local);
    outcome.httpStatus = facts.head ? facts.head->status : 0;
    // Both may hold the server's own words: a content type, a reason phrase, an error body.
    outcome.detail = plainText(outcome.detail).trimmed();
    outcome.message = outcome.message.mapped([](const QString &words) { return plainText(words); });
    return outcome;
}

} // namespace weir
