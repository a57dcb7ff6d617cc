// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/eventreader.h"

#include "base/plaintext.h"
#include "protocol/jsonvalues.h"
#include "protocol/paddedparser.h"

#include <QJsonDocument>

#include <cmath>
#include <tuple>
#include <utility>

namespace weir {

namespace {

/// A server's text for a person or a key: bounded, and without control characters.
QString shown(std::string_view text)
{
    const qsizetype size = std::min(qsizetype(text.size()), mostServerWords);
    return plainText(QString::fromUtf8(text.data(), size)).trimmed();
}

} // namespace

QString serverWords(QByteArrayView text)
{
    return shown({text.data(), std::size_t(text.size())}).simplified();
}

Result<std::shared_ptr<const CompiledRules>> CompiledRules::compile(const EventRules &rules)
{
    Result<RuleTree> tree = RuleTree::compile(rules);
    if (!tree)
        return tree.error();
    return std::shared_ptr<const CompiledRules>(
        std::make_shared<CompiledRules>(CompiledRules{std::move(*tree), rules}));
}

EventReader::EventReader(std::shared_ptr<const CompiledRules> rules) : m_rules(std::move(rules)) {}

bool EventReader::isErrorName(QByteArrayView name) const
{
    return m_rules->rules.error.mark.at == eventPlace &&
           m_rules->rules.error.mark.values.contains(name.toByteArray().toStdString());
}

bool EventReader::isIgnoredName(QByteArrayView name) const
{
    return m_rules->rules.ignore.at == eventPlace &&
           m_rules->rules.ignore.values.contains(name.toByteArray().toStdString());
}

bool EventReader::isRateLimitCode(const QString &code) const
{
    return m_rules->rules.rateLimitCodes.contains(code.toStdString());
}

bool EventReader::read(const FramedEvent &framed, StreamEvent &event)
{
    reset(event);
    m_event = &event;
    event.isError = framed.isError;
    if (readsNames() && !framed.name.isEmpty())
        takeName({framed.name.data(), std::size_t(framed.name.size())});
    // The data of an event that is an end or no text may be a document beside bare text.
    const bool isBareText = readsBareText() && !event.isTerminator && !event.isError && !m_text.isSkipped();
    if (isBareText && !framed.data.isEmpty())
        m_text.take(m_rules->tree.ofData().front(), {framed.data.data(), std::size_t(framed.data.size())});
    const bool isNameAlone = !framed.name.isEmpty() && framed.data.trimmed().isEmpty();
    if (!isBareText && !isNameAlone) {
        const simdjson::simdjson_result<Element> parsed = parse(framed.data);
        if (!parsed.error()) {
            walk(m_rules->tree.root(), parsed.value_unsafe());
        } else if (!readsBareText() && !event.isTerminator && !m_isIgnored) {
            m_event = nullptr;
            setMalformed(framed.data, framed.position, parsed.error(), event);
            return false;
        }
    }
    conclude();
    m_event = nullptr;
    return true;
}

void EventReader::takeName(std::string_view name)
{
    for (const RuleEnd end : m_rules->tree.ofName()) {
        m_scratch = name;
        takeWord(end);
    }
}

simdjson::simdjson_result<EventReader::Element> EventReader::parse(QByteArrayView json)
{
    const simdjson::simdjson_result<Element> parsed = PaddedParser::ofThread().parse(json);
    if (parsed.error() != simdjson::STRING_ERROR && parsed.error() != simdjson::NUMBER_ERROR)
        return parsed;
    const std::optional<QByteArray> repaired = m_repair.repaired(json);
    return repaired ? PaddedParser::ofThread().parse(*repaired) : parsed;
}

void EventReader::reset(StreamEvent &event)
{
    event = StreamEvent();
    m_text.clear();
    m_errorCode.rank = m_errorMessage.rank = m_finish.rank = -1;
    m_businessCode.clear();
    m_failedFinish.clear();
    m_rateCodeSeen = m_isIgnored = false;
    m_usage.clear();
}

void EventReader::setMalformed(QByteArrayView json, quint64 position, simdjson::error_code code,
                               StreamEvent &event) const
{
    event = StreamEvent();
    event.isMalformed = true;
    event.raw = json;
    // simdjson tells no place; Qt's parser does, and this happens once a stream at most. Huge documents are
    // not parsed twice.
    if (json.size() <= (qsizetype(1) << 20)) {
        QJsonParseError place;
        QJsonDocument::fromJson(json.toByteArray(), &place);
        if (place.error != QJsonParseError::NoError)
            position += quint64(std::max(place.offset, 0));
    }
    event.errorMessage = Message(WEIR_TEXT("stream.not_json", "Byte %1: Not JSON: %2"), position,
                                 QString::fromUtf8(simdjson::error_message(code)));
}

void EventReader::walk(const RuleNode &node, const Element &element)
{
    for (const RuleEnd end : node.ends)
        take(end, element);
    if (element.is<simdjson::dom::object>() && !node.children.empty()) {
        // Named, since a range-for would not keep the temporary alive that value_unsafe() refers into.
        const simdjson::dom::object object = element.get_object().value_unsafe();
        for (const simdjson::dom::key_value_pair member : object) {
            if (const RuleNode::Child *child = node.find(member.key))
                walk(m_rules->tree.at(child->node), member.value);
        }
    } else if (element.is<simdjson::dom::array>() && (node.everyElement || !node.children.empty())) {
        const simdjson::dom::array array = element.get_array().value_unsafe();
        walkArray(node, array);
    }
}

void EventReader::walkArray(const RuleNode &node, const simdjson::dom::array &array)
{
    std::size_t index = 0;
    for (const Element element : array) {
        if (node.everyElement) {
            const RuleNode &each = m_rules->tree.at(*node.everyElement);
            const std::optional<EventText::Scope> scope =
                each.isScope ? std::optional(m_text.enter(index)) : std::nullopt;
            walk(each, element);
            if (scope)
                m_text.leave(*scope);
        }
        for (const RuleNode::Child &child : node.children) {
            if (child.index == index)
                walk(m_rules->tree.at(child.node), element);
        }
        ++index;
    }
}

void EventReader::take(RuleEnd end, const Element &element)
{
    switch (end.part) {
    case Part::Content:
    case Part::Reasoning:
    case Part::Refusal:
    case Part::ToolCall:
    case Part::Media:
        takeText(end, element);
        break;
    case Part::UsageInputApart:
        m_usage.takeInputApart(element);
        break;
    case Part::Answer:
        m_event->holdsAnswer = m_event->holdsAnswer || holdsSomething(element);
        break;
    case Part::Error:
        takeError(element);
        break;
    case Part::FinishReason:
    case Part::EndMark:
    case Part::ErrorCode:
    case Part::ErrorMessage:
    case Part::BusinessCode:
    case Part::TextKind:
    case Part::SkipText:
    case Part::RepeatText:
    case Part::Ignore:
    case Part::NeedsEnd:
    case Part::ErrorMark:
        takeScalar(end, element);
        break;
    case Part::Choice:
        if (const std::optional<quint32> choice = m_usage.takeChoice(element, *m_event))
            m_text.setChoice(*choice);
        break;
    case Part::TimingInference:
    case Part::TimingQueue:
    case Part::TimingPrefill:
    case Part::TimingDecode:
        takeTiming(end, element);
        break;
    default:
        m_usage.take(end, element, *m_event);
    }
}

void EventReader::takeText(RuleEnd end, const Element &element)
{
    if (element.is_string()) {
        if (const std::string_view text = element.get_string().value_unsafe(); !text.empty())
            m_text.take(end, text);
    } else if (end.part == Part::ToolCall) {
        if (element.is_object() && element.get_object().value_unsafe().size() > 0)
            m_text.takeInput(simdjson::minify(element));
    } else if (end.part != Part::Media) {
        m_event->holdsAnswer = m_event->holdsAnswer || holdsSomething(element);
    }
}

void EventReader::takeError(const Element &element)
{
    if (!isError(element))
        return;
    m_event->isError = true;
    if (!element.is_string())
        return;
    // An error that is only a text is its own message, unless the rules name a better one.
    m_scratch = element.get_string().value_unsafe();
    m_rateCodeSeen = m_rateCodeSeen || m_rules->rules.rateLimitCodes.contains(m_scratch);
    if (m_errorMessage.rank < 0)
        m_errorMessage = {std::numeric_limits<int>::max(), m_scratch};
}

void EventReader::takeTiming(RuleEnd end, const Element &element)
{
    const TimingRules &rules = m_rules->rules.timing;
    ServerTiming told = m_event->timing.value_or(ServerTiming{});
    const auto [places, place, rank] =
        end.part == Part::TimingInference ? std::tie(rules.inference, told.inference, m_timingRanks[0])
        : end.part == Part::TimingQueue   ? std::tie(rules.queue, told.queue, m_timingRanks[1])
        : end.part == Part::TimingPrefill ? std::tie(rules.prefill, told.prefill, m_timingRanks[2])
                                          : std::tie(rules.decode, told.decode, m_timingRanks[3]);
    double number = 0;
    if (element.get_double().get(number) || !std::isfinite(number) || number < 0 || number > 1e15)
        return;
    const double ns = number * places[std::size_t(end.rank)].unitNs;
    if (ns > 9e18 || (place && rank < end.rank))
        return;
    place = Nanoseconds{std::llround(ns)};
    rank = end.rank;
    m_event->timing = told;
}

bool EventReader::isGoodBusinessCode(const std::string &code) const
{
    return code == "0" || m_rules->rules.businessCode.ok.contains(code);
}

void EventReader::takeScalar(RuleEnd end, const Element &element)
{
    if (scalarText(element, m_scratch) && !m_scratch.empty())
        takeWord(end);
}

void EventReader::takeWord(RuleEnd end)
{
    if (takeTextRule(end.part))
        return;
    if (end.part == Part::FinishReason && m_rules->rules.noFinishReason.contains(m_scratch))
        return;
    if (end.part == Part::BusinessCode) {
        if (!isGoodBusinessCode(m_scratch) && m_businessCode.empty())
            m_businessCode = m_scratch;
        return;
    }
    if (end.part == Part::FinishReason && m_failedFinish.empty() &&
        m_rules->rules.failingFinishReasons.contains(m_scratch))
        m_failedFinish = m_scratch;
    if (end.part == Part::ErrorCode)
        m_rateCodeSeen = m_rateCodeSeen || m_rules->rules.rateLimitCodes.contains(m_scratch);
    Ranked &place = end.part == Part::ErrorCode      ? m_errorCode
                    : end.part == Part::ErrorMessage ? m_errorMessage
                                                     : m_finish;
    if (place.offer(end.rank)) {
        place.rank = end.rank;
        place.text = m_scratch;
    }
}

bool EventReader::takeTextRule(Part part)
{
    const EventRules &rules = m_rules->rules;
    const auto holds = [this](const ValueRule &rule) { return rule.values.contains(m_scratch); };
    switch (part) {
    case Part::SkipText:
        if (holds(rules.skipText))
            m_text.skip();
        return true;
    case Part::RepeatText:
        m_event->repeats = m_event->repeats || holds(rules.repeatText);
        return true;
    case Part::Ignore:
        m_isIgnored = m_isIgnored || holds(rules.ignore);
        return true;
    case Part::NeedsEnd:
        m_event->needsEnd = m_event->needsEnd || holds(rules.needsEnd);
        return true;
    case Part::EndMark:
        m_event->isTerminator = m_event->isTerminator || holds(rules.endMark);
        return true;
    case Part::ErrorMark:
        m_event->isError = m_event->isError || holds(rules.error.mark);
        return true;
    case Part::TextKind:
        takeTextKind();
        return true;
    default:
        return false;
    }
}

void EventReader::takeTextKind()
{
    const TextKindRule &kinds = m_rules->rules.textKind;
    if (kinds.reasoning.contains(m_scratch))
        m_text.setKind(EventText::Kind::Reasoning);
    else if (kinds.refusal.contains(m_scratch))
        m_text.setKind(EventText::Kind::Refusal);
    else if (kinds.toolCall.contains(m_scratch))
        m_text.setKind(EventText::Kind::ToolCall);
    else if (kinds.content.contains(m_scratch))
        m_text.setKind(EventText::Kind::Content);
    else if (!kinds.content.isEmpty())
        m_text.setKind(EventText::Kind::NoText);
}

void EventReader::conclude()
{
    if (m_isIgnored) {
        *m_event = StreamEvent();
        m_event->isComment = true;
        return;
    }
    m_text.conclude(m_rules->rules.cumulative, *m_event);
    m_usage.conclude(m_rules->rules.usage, *m_event);
    if (m_finish.rank >= 0)
        m_event->finishReason = shown(m_finish.text);
    concludeTiming();
    concludeError();
}

void EventReader::concludeTiming()
{
    // llama.cpp and its kin tell the two phases but no sum.
    if (m_event->timing && !m_event->timing->inference && m_event->timing->prefill && m_event->timing->decode)
        m_event->timing->inference = *m_event->timing->prefill + *m_event->timing->decode;
}

void EventReader::concludeError()
{
    const bool hadErrorObject = m_event->isError;
    if (!hadErrorObject && m_businessCode.empty() && m_failedFinish.empty())
        return;
    m_event->isError = true;
    const std::string &code = hadErrorObject && m_errorCode.rank >= 0 ? m_errorCode.text
                              : !m_businessCode.empty()               ? m_businessCode
                                                                      : m_failedFinish;
    m_event->errorCode = shown(code);
    if (m_errorMessage.rank >= 0)
        m_event->errorMessage = Message::verbatim(shown(m_errorMessage.text));
    else if (!m_failedFinish.empty())
        m_event->errorMessage =
            Message(WEIR_TEXT("stream.failed_finish",
                              "The answer ended with the finish reason \"%1\", which means that it failed."),
                    shown(m_failedFinish));
    m_event->isRateLimit = m_rateCodeSeen || m_rules->rules.rateLimitCodes.contains(m_businessCode);
}

} // namespace weir
