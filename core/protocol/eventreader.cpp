// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/eventreader.h"

#include "base/plaintext.h"
#include "protocol/jsonvalues.h"
#include "protocol/paddedparser.h"

#include <QJsonDocument>

#include <cmath>
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

bool EventReader::read(QByteArrayView json, quint64 position, StreamEvent &event, bool isErrorEvent)
{
    reset(event);
    const simdjson::simdjson_result<Element> parsed = parse(json);
    if (parsed.error()) {
        setMalformed(json, position, parsed.error(), event);
        return false;
    }
    m_event = &event;
    event.isError = isErrorEvent;
    walk(m_rules->tree.root(), parsed.value_unsafe());
    conclude();
    m_event = nullptr;
    return true;
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
    m_answer.clear();
    m_reasoning.clear();
    m_errorCode.rank = m_errorMessage.rank = m_finish.rank = -1;
    m_businessCode.clear();
    m_failedFinish.clear();
    m_hasRefusal = m_hasContent = m_hasToolCall = m_hasMedia = m_rateCodeSeen = m_skipText = false;
    m_hasReasoning = false;
    m_usage.clear();
    m_textKind.reset();
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
        if (node.everyElement)
            walk(m_rules->tree.at(*node.everyElement), element);
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
        if (element.is_string())
            takeText(end.part, element.get_string().value_unsafe());
        else
            m_event->holdsAnswer = m_event->holdsAnswer || holdsSomething(element);
        break;
    case Part::ToolCall:
        takeToolCall(element);
        break;
    case Part::Media:
        takeMedia(element);
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
    case Part::ErrorMark:
        takeScalar(end, element);
        break;
    case Part::Choice:
        m_usage.takeChoice(element, *m_event);
        break;
    case Part::TimingInference:
    case Part::TimingQueue:
    case Part::TimingPrefill:
    case Part::TimingDecode:
        takeTiming(end.part, element);
        break;
    default:
        m_usage.take(end, element, *m_event);
    }
}

void EventReader::takeText(Part part, std::string_view text)
{
    if (text.empty())
        return;
    // A chunk with half a character bears a token; the other half brings the text.
    text = JsonRepair::withoutHalf(text);
    m_event->textLength += quint32(text.size());
    if (part == Part::Reasoning) {
        m_hasReasoning = true;
        m_reasoning.add(text);
        return;
    }
    m_answer.add(text);
    (part == Part::Content ? m_hasContent : m_hasRefusal) = true;
}

void EventReader::takeToolCall(const Element &element)
{
    std::size_t length = 0;
    std::size_t halves = 0;
    if (element.is_string()) {
        const std::string_view text = element.get_string().value_unsafe();
        length = text.size();
        halves = length - JsonRepair::withoutHalf(text).size();
    } else if (element.is_object() && element.get_object().value_unsafe().size() > 0)
        length = simdjson::minify(element).size();
    if (length == 0)
        return;
    m_event->textLength += quint32(length - halves);
    m_hasToolCall = true;
}

void EventReader::takeMedia(const Element &element)
{
    const std::size_t length = element.is_string() ? element.get_string().value_unsafe().size() : 0;
    m_event->textLength += quint32(length);
    m_hasMedia = m_hasMedia || length > 0;
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

void EventReader::takeTiming(Part part, const Element &element)
{
    double number = 0;
    if (element.get_double().get(number) || !std::isfinite(number) || number < 0 || number > 1e15)
        return;
    const double ns = number * m_rules->rules.timing.unitNs;
    if (ns > 9e18)
        return;
    ServerTiming &timing = m_event->timing ? *m_event->timing : m_event->timing.emplace();
    std::optional<Nanoseconds> &place = part == Part::TimingInference ? timing.inference
                                        : part == Part::TimingQueue   ? timing.queue
                                        : part == Part::TimingPrefill ? timing.prefill
                                                                      : timing.decode;
    place = Nanoseconds{std::llround(ns)};
}

bool EventReader::isGoodBusinessCode(const std::string &code) const
{
    return code == "0" || m_rules->rules.businessCode.ok.contains(code);
}

void EventReader::takeScalar(RuleEnd end, const Element &element)
{
    if (!scalarText(element, m_scratch) || m_scratch.empty() || takeTextRule(end.part))
        return;
    if (end.part == Part::FinishReason && m_rules->rules.noFinishReason.contains(m_scratch))
        return;
    if (end.part == Part::EndMark) {
        m_event->isTerminator = m_event->isTerminator || m_rules->rules.endMark.values.contains(m_scratch);
        return;
    }
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
    if (part == Part::SkipText) {
        m_skipText = m_skipText || m_rules->rules.skipText.values.contains(m_scratch);
        return true;
    }
    if (part == Part::RepeatText) {
        m_event->repeats = m_event->repeats || m_rules->rules.repeatText.values.contains(m_scratch);
        return true;
    }
    if (part == Part::ErrorMark) {
        m_event->isError = m_event->isError || m_rules->rules.error.mark.values.contains(m_scratch);
        return true;
    }
    if (part != Part::TextKind)
        return false;
    const TextKindRule &kinds = m_rules->rules.textKind;
    if (kinds.reasoning.contains(m_scratch))
        m_textKind = ChunkKind::Reasoning;
    else if (kinds.refusal.contains(m_scratch))
        m_textKind = ChunkKind::Refusal;
    else if (kinds.toolCall.contains(m_scratch))
        m_textKind = ChunkKind::ToolCall;
    return true;
}

void EventReader::concludeText()
{
    if (m_skipText) {
        m_answer.clear();
        m_reasoning.clear();
        m_hasContent = m_hasRefusal = m_hasToolCall = m_hasMedia = false;
        m_hasReasoning = false;
        m_event->textLength = 0;
    }
    if (!m_textKind || !m_hasContent)
        return;
    m_hasContent = false;
    if (m_textKind == ChunkKind::Reasoning) {
        m_reasoning.add({m_answer.view().data(), std::size_t(m_answer.view().size())});
        m_hasReasoning = true;
    }
    if (m_textKind != ChunkKind::Refusal)
        m_answer.clear();
    m_hasRefusal = m_hasRefusal || m_textKind == ChunkKind::Refusal;
    m_hasToolCall = m_hasToolCall || m_textKind == ChunkKind::ToolCall;
}

void EventReader::conclude()
{
    concludeText();
    m_usage.conclude(m_rules->rules.usage.cachedInputApart, *m_event);
    m_event->text = m_answer.view();
    m_event->reasoningText = m_reasoning.view();
    m_event->hasReasoning = m_hasReasoning;
    m_event->hasAnswer = m_hasContent || m_hasRefusal || m_hasToolCall || m_hasMedia;
    if (m_hasContent || m_hasMedia)
        m_event->chunk = ChunkKind::Content;
    else if (m_hasRefusal)
        m_event->chunk = ChunkKind::Refusal;
    else if (m_hasToolCall)
        m_event->chunk = ChunkKind::ToolCall;
    else if (m_event->hasReasoning)
        m_event->chunk = ChunkKind::Reasoning;
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

void EventReader::Joined::add(std::string_view text)
{
    if (single.empty()) {
        single = text;
        return;
    }
    if (!several) {
        joined.assign(single);
        several = true;
    }
    joined.append(text);
}

QByteArrayView EventReader::Joined::view() const
{
    return several ? QByteArrayView(joined.data(), qsizetype(joined.size()))
                   : QByteArrayView(single.data(), qsizetype(single.size()));
}

void EventReader::Joined::clear()
{
    single = {};
    several = false;
}

} // namespace weir
