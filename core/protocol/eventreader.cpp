// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/eventreader.h"

#include "base/plaintext.h"

#include <QJsonDocument>

#include <bit>
#include <cmath>
#include <cstring>
#include <vector>

namespace weir {

namespace {

constexpr std::size_t deepestNesting = 64;
constexpr std::size_t longestCode = 64;
constexpr std::size_t longestMessage = 1024;

/// A server's text for a person or a key: bounded, and without control characters.
QString shown(std::string_view text, std::size_t longest)
{
    QString result = QString::fromUtf8(text.data(), qsizetype(std::min(text.size(), longest * 4)));
    result.truncate(qsizetype(longest));
    return plainText(result).trimmed();
}

std::unordered_set<std::string> setOf(const QStringList &texts)
{
    std::unordered_set<std::string> set;
    for (const QString &text : texts)
        set.insert(text.toStdString());
    return set;
}

/// A scalar as text: strings as they are, whole numbers in digits. False for null, objects and arrays.
bool scalarText(const simdjson::dom::element &element, std::string &out)
{
    using Type = simdjson::dom::element_type;
    switch (element.type()) {
    case Type::STRING:
        out = element.get_string().value_unsafe();
        return true;
    case Type::INT64:
        out = std::to_string(element.get_int64().value_unsafe());
        return true;
    case Type::UINT64:
        out = std::to_string(element.get_uint64().value_unsafe());
        return true;
    case Type::DOUBLE:
        out = QByteArray::number(element.get_double().value_unsafe(), 'g', 15).toStdString();
        return true;
    case Type::BOOL:
        out = element.get_bool().value_unsafe() ? "true" : "false";
        return true;
    default:
        return false;
    }
}

bool isError(const simdjson::dom::element &element)
{
    using Type = simdjson::dom::element_type;
    switch (element.type()) {
    case Type::NULL_VALUE:
        return false;
    case Type::BOOL:
        return element.get_bool().value_unsafe();
    case Type::STRING:
        return !element.get_string().value_unsafe().empty();
    default:
        return true;
    }
}

/// A parser with the padded copy that it reads from.
class PaddedParser
{
public:
    /// What it gives is valid until the next call.
    simdjson::simdjson_result<simdjson::dom::element> parse(QByteArrayView json)
    {
        const std::size_t size = std::size_t(json.size());
        if (m_padded.size() > mostKept && size < mostKept / 2)
            *this = PaddedParser(); // one huge document must not take memory for ever
        if (m_padded.size() < size + simdjson::SIMDJSON_PADDING) {
            // Growing in powers of two keeps a stream of slowly longer events from allocating for each.
            const std::size_t room = std::bit_ceil(std::max<std::size_t>(size, 2048));
            if (const simdjson::error_code code = m_parser.allocate(room, deepestNesting))
                return code;
            m_padded.resize(room + simdjson::SIMDJSON_PADDING);
        }
        if (size > 0)
            std::memcpy(m_padded.data(), json.data(), size);
        return m_parser.parse(m_padded.data(), size, false);
    }

private:
    static constexpr std::size_t mostKept = std::size_t{256} * 1024;

    simdjson::dom::parser m_parser;
    std::vector<char> m_padded;
};

PaddedParser &parserOfThread()
{
    static thread_local PaddedParser parser;
    return parser;
}

} // namespace

Result<std::shared_ptr<const CompiledRules>> CompiledRules::compile(const EventRules &rules)
{
    Result<RuleTree> tree = RuleTree::compile(rules);
    if (!tree)
        return tree.error();
    return std::shared_ptr<const CompiledRules>(std::make_shared<CompiledRules>(
        CompiledRules{std::move(*tree), rules, setOf(rules.rateLimitCodes), setOf(rules.businessCodeOk),
                      setOf(rules.endMarkValues)}));
}

EventReader::EventReader(std::shared_ptr<const CompiledRules> rules) : m_rules(std::move(rules)) {}

bool EventReader::read(QByteArrayView json, quint64 position, StreamEvent &event, bool isErrorEvent)
{
    reset(event);
    const simdjson::simdjson_result<Element> parsed = parserOfThread().parse(json);
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

void EventReader::reset(StreamEvent &event)
{
    event = StreamEvent();
    m_answer.clear();
    m_reasoning.clear();
    m_errorCode.rank = m_errorMessage.rank = m_finish.rank = -1;
    m_businessCode.clear();
    m_hasRefusal = m_hasContent = m_hasToolCall = m_rateCodeSeen = false;
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
    event.errorMessage = QStringLiteral("byte %1: not JSON: %2")
                             .arg(position)
                             .arg(QString::fromUtf8(simdjson::error_message(code)));
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
        break;
    case Part::ToolCall:
        takeToolCall(element);
        break;
    case Part::Error:
        m_event->isError = m_event->isError || isError(element);
        // An error that is only a text is its own message, unless the rules name a better one.
        if (element.is_string() && m_errorMessage.rank < 0)
            m_errorMessage = {std::numeric_limits<int>::max(),
                              std::string(element.get_string().value_unsafe())};
        break;
    case Part::FinishReason:
    case Part::EndMark:
    case Part::ErrorCode:
    case Part::ErrorMessage:
    case Part::BusinessCode:
        takeScalar(end, element);
        break;
    default:
        takeNumber(end.part, element);
    }
}

void EventReader::takeText(Part part, std::string_view text)
{
    if (text.empty())
        return;
    m_event->textLength += quint32(text.size());
    if (part == Part::Reasoning) {
        m_reasoning.add(text);
        return;
    }
    m_answer.add(text);
    (part == Part::Content ? m_hasContent : m_hasRefusal) = true;
}

void EventReader::takeToolCall(const Element &element)
{
    std::size_t length = 0;
    if (element.is_string())
        length = element.get_string().value_unsafe().size();
    else if (element.is_object() && element.get_object().value_unsafe().size() > 0)
        length = simdjson::minify(element).size();
    if (length == 0)
        return;
    m_event->textLength += quint32(length);
    m_hasToolCall = true;
}

void EventReader::takeNumber(Part part, const Element &element)
{
    double number = 0;
    if (element.get_double().get(number) || !std::isfinite(number) || number < 0 || number > 1e15)
        return;
    if (part >= Part::TimingInference) {
        const double ns = number * m_rules->rules.timingUnitNs;
        if (ns > 9e18)
            return;
        ServerTiming &timing = m_event->timing ? *m_event->timing : m_event->timing.emplace();
        std::optional<Nanoseconds> &place = part == Part::TimingInference ? timing.inference
                                            : part == Part::TimingQueue   ? timing.queue
                                            : part == Part::TimingPrefill ? timing.prefill
                                                                          : timing.decode;
        place = Nanoseconds{std::llround(ns)};
        return;
    }
    Usage &usage = m_event->usage ? *m_event->usage : m_event->usage.emplace();
    std::optional<quint64> &place = part == Part::UsageInput         ? usage.input
                                    : part == Part::UsageCachedInput ? usage.cachedInput
                                    : part == Part::UsageOutput      ? usage.output
                                                                     : usage.reasoning;
    place = quint64(number);
}

void EventReader::takeScalar(RuleEnd end, const Element &element)
{
    if (!scalarText(element, m_scratch) || m_scratch.empty())
        return;
    if (end.part == Part::EndMark) {
        m_event->isTerminator = m_event->isTerminator || m_rules->endMarkValues.contains(m_scratch);
        return;
    }
    if (end.part == Part::BusinessCode) {
        m_businessCode = m_scratch;
        return;
    }
    if (end.part == Part::ErrorCode)
        m_rateCodeSeen = m_rateCodeSeen || m_rules->rateLimitCodes.contains(m_scratch);
    Ranked &place = end.part == Part::ErrorCode      ? m_errorCode
                    : end.part == Part::ErrorMessage ? m_errorMessage
                                                     : m_finish;
    if (place.offer(end.rank)) {
        place.rank = end.rank;
        place.text = m_scratch;
    }
}

void EventReader::conclude()
{
    m_event->text = m_answer.view();
    m_event->reasoningText = m_reasoning.view();
    m_event->hasReasoning = !m_event->reasoningText.isEmpty();
    m_event->hasAnswer = m_hasContent || m_hasRefusal || m_hasToolCall;
    if (m_hasContent)
        m_event->chunk = ChunkKind::Content;
    else if (m_hasRefusal)
        m_event->chunk = ChunkKind::Refusal;
    else if (m_hasToolCall)
        m_event->chunk = ChunkKind::ToolCall;
    else if (m_event->hasReasoning)
        m_event->chunk = ChunkKind::Reasoning;
    if (m_finish.rank >= 0)
        m_event->finishReason = shown(m_finish.text, longestCode);
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
    const bool badBusinessCode =
        !m_businessCode.empty() && m_businessCode != "0" && !m_rules->businessCodeOk.contains(m_businessCode);
    if (!m_event->isError && !badBusinessCode)
        return;
    const bool hadErrorObject = m_event->isError;
    m_event->isError = true;
    const std::string &code =
        m_errorCode.rank >= 0 && (hadErrorObject || !badBusinessCode) ? m_errorCode.text : m_businessCode;
    m_event->errorCode = shown(code, longestCode);
    if (m_errorMessage.rank >= 0)
        m_event->errorMessage = shown(m_errorMessage.text, longestMessage);
    m_event->isRateLimit =
        m_rateCodeSeen || (badBusinessCode && m_rules->rateLimitCodes.contains(m_businessCode));
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
