// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/answerchecks.h"

#include "base/jsonpointer.h"
#include "base/jsonsyntax.h"
#include "scenario/enumnames.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace weir {

namespace {

using Failure = std::optional<Outcome>;

Failure failed(const Check &check, const Message &message)
{
    return Outcome{OutcomeClass::CheckFailed, enumName(check.kind), 0, message};
}

Failure undecided(const Message &message)
{
    return Outcome{OutcomeClass::LocalError, QStringLiteral("check_limit"), 0, message};
}

Failure tooLong(const Check &check)
{
    return undecided(
        Message(WEIR_TEXT("check.too_long",
                          "The check \"%1\" can't be decided: the text is longer than what Weir keeps for "
                          "checks (1 MiB)."),
                enumName(check.kind)));
}

/// What a sentence about it begins with.
Message subjectOf(const Check &check)
{
    return check.of == Check::Subject::Body ? WEIR_TEXT("check.subject_body", "The response's body")
                                            : WEIR_TEXT("check.subject_answer", "The answer");
}

quint64 charactersOf(QByteArrayView text)
{
    constexpr uchar continuationMask = 0xC0;
    constexpr uchar continuation = 0x80;
    return quint64(std::count_if(text.begin(), text.end(), [](char byte) {
        return (static_cast<uchar>(byte) & continuationMask) != continuation;
    }));
}

Failure contains(const Check &check, const KeptText &text)
{
    const bool isThere = text.bytes.contains(check.text.toUtf8());
    const bool isWanted = check.kind == Check::Kind::Contains;
    if (isThere)
        return isWanted ? Failure()
                        : failed(check, Message(WEIR_TEXT("check.text_there", "%1 contains \"%2\"."),
                                                subjectOf(check), check.text));
    if (text.isCut)
        return tooLong(check);
    return isWanted ? failed(check, Message(WEIR_TEXT("check.text_missing", "%1 does not contain \"%2\"."),
                                            subjectOf(check), check.text))
                    : Failure();
}

Failure matches(const Check &check, const TextPattern &pattern, const KeptText &text)
{
    if (text.isCut)
        return tooLong(check);
    const bool isWanted = check.kind == Check::Kind::Matches;
    switch (pattern.find(QString::fromUtf8(text.bytes))) {
    case TextPattern::Found::GaveUp:
        return undecided(Message(WEIR_TEXT("check.pattern_gave_up",
                                           "The expression \"%1\" was given up: it would take too many steps "
                                           "on this text."),
                                 check.text));
    case TextPattern::Found::Yes:
        return isWanted ? Failure()
                        : failed(check, Message(WEIR_TEXT("check.pattern_matches", "%1 matches \"%2\"."),
                                                subjectOf(check), check.text));
    case TextPattern::Found::No:
        break;
    }
    return isWanted
               ? failed(check, Message(WEIR_TEXT("check.pattern_does_not_match", "%1 does not match \"%2\"."),
                                       subjectOf(check), check.text))
               : Failure();
}

Failure bounds(const Check &check, quint64 outputTokens)
{
    if (check.kind == Check::Kind::MinOutputTokens && outputTokens < check.count)
        return failed(check, Message(WEIR_TEXT("check.too_few_tokens",
                                               "The answer has %1 output tokens; at least %2 are expected."),
                                     outputTokens, check.count));
    if (check.kind == Check::Kind::MaxOutputTokens && outputTokens > check.count)
        return failed(check, Message(WEIR_TEXT("check.too_many_tokens",
                                               "The answer has %1 output tokens; at most %2 are expected."),
                                     outputTokens, check.count));
    return {};
}

Failure bounds(const Check &check, const KeptText &text)
{
    const quint64 count = charactersOf(text.bytes);
    if (check.kind == Check::Kind::MaxCharacters) {
        if (count > check.count)
            return failed(check, Message(WEIR_TEXT("check.too_many_characters",
                                                   "%1 has more than %2 characters: at least %3."),
                                         subjectOf(check), check.count, count));
        return text.isCut ? tooLong(check) : Failure();
    }
    if (count >= check.count)
        return {};
    if (text.isCut)
        return tooLong(check);
    return failed(check, Message(WEIR_TEXT("check.too_few_characters",
                                           "%1 has %2 characters; at least %3 are expected."),
                                 subjectOf(check), count, check.count));
}

Failure head(const Check &check, const ResponseHead &head)
{
    if (check.kind == Check::Kind::Status) {
        if (quint64(head.status) == check.count)
            return {};
        return failed(check, Message(WEIR_TEXT("check.other_status", "The status is %1; %2 is expected."),
                                     quint64(head.status), check.count));
    }
    const QByteArray name = check.name.toUtf8();
    const bool isThere = std::any_of(head.headers.begin(), head.headers.end(), [&](const RawHeader &header) {
        return header.first.compare(name, Qt::CaseInsensitive) == 0 &&
               header.second.contains(check.text.toUtf8());
    });
    if (isThere)
        return {};
    const QByteArray value = head.header(name);
    if (check.text.isEmpty() || value.isNull())
        return failed(check, Message(WEIR_TEXT("check.header_missing", "The response has no header \"%1\"."),
                                     check.name));
    return failed(check, Message(WEIR_TEXT("check.other_header",
                                           "The header \"%1\" is \"%2\"; \"%3\" is expected in it."),
                                 check.name, QString::fromUtf8(value), check.text));
}

/// The document of a text, which may be a single value; nothing with a failure.
struct ReadJson
{
    QJsonValue value;
    Failure failure;
};

ReadJson readJson(const Check &check, const KeptText &text)
{
    if (text.isCut)
        return {{}, tooLong(check)};
    const auto notJson = [&](const Message &why) -> ReadJson {
        return {{},
                failed(check,
                       Message(WEIR_TEXT("check.not_json", "%1 is not JSON: %2."), subjectOf(check), why))};
    };
    if (const std::optional<JsonFault> fault = textFault(text.bytes))
        return notJson(fault->what);
    // Qt reads objects and lists; within a list any value may stand.
    const QByteArray json = '[' + text.bytes.toByteArray() + ']';
    QJsonParseError error;
    const QJsonArray list = QJsonDocument::fromJson(json, &error).array();
    if (error.error != QJsonParseError::NoError)
        return notJson(syntaxFault(error, json));
    if (list.size() != 1)
        return notJson(list.isEmpty()
                           ? WEIR_TEXT("check.nothing_there", "it is empty")
                           : WEIR_TEXT("check.several_values", "several values stand behind each other"));
    return {list.first(), {}};
}

QString textOf(const QJsonValue &value)
{
    if (value.isString())
        return value.toString();
    const QByteArray list = QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact);
    return QString::fromUtf8(list.sliced(1, list.size() - 2));
}

/// `expected` is the text itself, or the value as JSON.
bool isValue(const QJsonValue &value, const QString &expected)
{
    if (value.isString())
        return value.toString() == expected;
    const QJsonDocument wanted = QJsonDocument::fromJson('[' + expected.toUtf8() + ']');
    return wanted.array().size() == 1 && wanted.array().first() == value;
}

Failure place(const Check &check, const QStringList &steps, const QJsonValue &document)
{
    const QJsonValue value = valueAt(document, steps);
    if (value.isUndefined())
        return failed(check, Message(WEIR_TEXT("check.place_missing", "%1 has nothing at \"%2\"."),
                                     subjectOf(check), check.name));
    if (check.text.isEmpty() || isValue(value, check.text))
        return {};
    return failed(check, Message(WEIR_TEXT("check.other_value", "%1 has %2 at \"%3\"; %4 is expected."),
                                 subjectOf(check), textOf(value), check.name, check.text));
}

Failure schema(const Check &check, const JsonSchema &schema, const QJsonValue &document)
{
    if (depthOf(document) > JsonSchema::mostDepth)
        return undecided(Message(WEIR_TEXT("check.too_deep",
                                           "The check \"json_schema\" can't be decided: %1 is nested deeper "
                                           "than %2."),
                                 subjectOf(check), quint64(JsonSchema::mostDepth)));
    if (const std::optional<JsonSchema::Fault> fault = schema.fault(document))
        return failed(check,
                      Message(WEIR_TEXT("check.against_schema", "%1 does not follow the schema: %2, at %3"),
                              subjectOf(check), Message::verbatim(fault->what),
                              Message::verbatim(fault->where)));
    return {};
}

const KeptText &subject(const Check &check, const FinishedAnswer &answer)
{
    return check.of == Check::Subject::Body ? answer.body : answer.text;
}

Failure ofDocument(const Check &check, const CheckAid &aid, const KeptText &text)
{
    const ReadJson document = readJson(check, text);
    if (document.failure)
        return document.failure;
    if (check.kind == Check::Kind::JsonPointer)
        return place(check, std::get<QStringList>(aid), document.value);
    if (check.kind == Check::Kind::JsonSchema)
        return schema(check, std::get<JsonSchema>(aid), document.value);
    return {};
}

Failure failureOf(const Check &check, const CheckAid &aid, const FinishedAnswer &answer)
{
    switch (check.kind) {
    case Check::Kind::MinOutputTokens:
    case Check::Kind::MaxOutputTokens:
        return bounds(check, answer.outputTokens);
    case Check::Kind::FinishReason:
        if (answer.finishReason == check.text)
            return {};
        return failed(check, Message(WEIR_TEXT("check.other_finish_reason",
                                               "The finish reason is \"%1\"; \"%2\" is expected."),
                                     answer.finishReason, check.text));
    case Check::Kind::Status:
    case Check::Kind::Header:
        return answer.head != nullptr ? head(check, *answer.head) : Failure();
    default:
        break;
    }
    if (check.of == Check::Subject::Body && answer.head == nullptr)
        return {};
    const KeptText &text = subject(check, answer);
    switch (check.kind) {
    case Check::Kind::Contains:
    case Check::Kind::NotContains:
        return contains(check, text);
    case Check::Kind::Matches:
    case Check::Kind::NotMatches:
        return matches(check, std::get<TextPattern>(aid), text);
    case Check::Kind::MinCharacters:
    case Check::Kind::MaxCharacters:
        return bounds(check, text);
    default:
        return ofDocument(check, aid, text);
    }
}

} // namespace

Result<AnswerChecks> AnswerChecks::compile(const std::vector<Check> &checks)
{
    AnswerChecks compiled;
    for (std::size_t i = 0; i < checks.size(); ++i) {
        const Check &check = checks[i];
        Result<CheckAid> aid = aidOf(check);
        if (!aid)
            return aid.error().within(
                Message::verbatim(QStringLiteral("/checks/%1/%2").arg(i).arg(aidKey(check.kind))));
        compiled.m_checks.push_back({check, *std::move(aid)});
    }
    return compiled;
}

bool AnswerChecks::wantsText() const
{
    return std::any_of(m_checks.begin(), m_checks.end(), [](const Compiled &one) {
        return looksAtText(one.check.kind) && one.check.of == Check::Subject::Answer;
    });
}

bool AnswerChecks::wantsBody() const
{
    return std::any_of(m_checks.begin(), m_checks.end(), [](const Compiled &one) {
        return looksAtText(one.check.kind) && one.check.of == Check::Subject::Body;
    });
}

std::optional<Outcome> AnswerChecks::failure(const FinishedAnswer &answer) const
{
    for (const Compiled &one : m_checks) {
        if (std::optional<Outcome> failure = failureOf(one.check, one.aid, answer))
            return failure;
    }
    return std::nullopt;
}

} // namespace weir
