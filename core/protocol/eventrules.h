// SPDX-License-Identifier: GPL-3.0-or-later
// Where the parts of a vendor's events are. A new rule is a member here and a line in visitRules(), which
// both the preset's reader and the compiler walk; what the rule means is EventReader's to say.
#pragma once

#include <QString>
#include <QStringList>

#include <string>
#include <unordered_set>
#include <vector>

namespace weir {

/// What a place in a document means.
enum class Part : quint8
{
    Content,
    Reasoning,
    Refusal,
    ToolCall,
    Media,
    Answer,
    FinishReason,
    UsageInput,
    UsageCachedInput,
    UsageOutput,
    UsageReasoning,
    UsageTotal,
    Choice,
    TimingInference,
    TimingQueue,
    TimingPrefill,
    TimingDecode,
    EndMark,
    TextKind,
    SkipText,
    RepeatText,
    Ignore,
    NeedsEnd,
    UsageInputApart,
    Error,
    ErrorMark,
    ErrorCode,
    ErrorMessage,
    BusinessCode,
};

/// Texts that a scalar of a document is compared with. Readable from any thread.
class TextSet
{
public:
    TextSet() = default;
    TextSet(const QStringList &texts) // NOLINT(google-explicit-constructor)
    {
        for (const QString &text : texts)
            m_texts.insert(text.toStdString());
    }

    [[nodiscard]] bool contains(const std::string &text) const { return m_texts.contains(text); }
    [[nodiscard]] bool isEmpty() const { return m_texts.empty(); }
    /// One of them; empty where there is none.
    [[nodiscard]] std::string any() const { return m_texts.empty() ? std::string() : *m_texts.begin(); }

private:
    std::unordered_set<std::string> m_texts;
};

/// A place whose value decides: the rule holds where it is one of `values`.
struct ValueRule
{
    QString at;
    TextSet values;
};

/// A value that says what the text at `EventRules::content` is, where one place holds several kinds. Any
/// other value: content, or no text at all where `content` names those that are.
struct TextKindRule
{
    QString at;
    TextSet reasoning, refusal, toolCall;
    TextSet content{};
};

struct UsageRules
{
    QStringList input, cachedInput, output, reasoning, total;
    QStringList inputApart; ///< Counts that `input` does not hold and that belong to it (written caches).
    bool cachedInputApart = false; ///< `input` does not hold `cachedInput`; the input is their sum.
    bool reasoningApart = false;   ///< `output` does not hold `reasoning`; the output is their sum.
};

/// Where a number of some unit stands.
struct TimingPlace
{
    QString at;
    double unitNs = 1e9;
};
using TimingPlaces = std::vector<TimingPlace>;

/// Of several places the first that is found counts. No inference: prefill + decode.
struct TimingRules
{
    TimingPlaces inference, queue, prefill, decode;
    double unitNs = 1e9; ///< Of those places that name none.
};

struct ErrorRules
{
    QStringList present; ///< Presence (and not null, false or "") means an error.
    ValueRule mark;      ///< A value that says that the whole document is an error ({"type": "error"}).
    QStringList code;    ///< Relative to the document; the first that exists.
    QStringList message;
};

/// Codes that must each be zero or one of `ok`.
struct BusinessCodeRule
{
    QStringList at;
    TextSet ok;
};

/// Where the parts of an event are: JSON pointers (RFC 6901), with "*" for every element of an array, or one
/// of the words of ruletree.h. Empty: the vendor has none. Values that say what a text is count for the texts
/// of the same element.
struct EventRules
{
    QStringList content;   ///< Texts of the answer.
    QStringList reasoning; ///< Texts of the reasoning.
    QStringList refusal;
    QStringList toolCall; ///< Names or arguments of tool calls.
    QStringList media;    ///< Texts that are data, not words (audio, images): token-bearing, in no text.
    QStringList answer;   ///< Of a whole answer: what makes it one although it has no token (embeddings).
    TextKindRule textKind;
    ValueRule skipText;      ///< The event's text counts for nothing (special tokens).
    ValueRule repeatText;    ///< The event's text counts only where no earlier event had any.
    ValueRule ignore;        ///< The event counts for nothing, whatever it holds.
    bool cumulative = false; ///< Each text repeats all that came of it so far.
    QString choice; ///< Number of the choice that an event belongs to, where a request may ask for several.
    QStringList finishReason;
    TextSet noFinishReason;       ///< What stands there while the answer goes on ("null", "in_progress").
    TextSet failingFinishReasons; ///< Those that mean that the answer failed ("abort", "error").
    UsageRules usage;
    TimingRules timing;
    ValueRule endMark;  ///< The stream's last event ("true", "message_stop").
    ValueRule needsEnd; ///< A stream with this event has an end of its own, also where others need none.
    ErrorRules error;
    BusinessCodeRule businessCode;
    TextSet rateLimitCodes; ///< Error or business codes that mean "too many requests".
};

/// Every rule once, by its key in a preset file. `rules` is an EventRules, const or not. The visitor has
/// places(key, part, list), place(key, part, one), values(key, set), byValue(key, part, rule), flag(key,
/// bool), unit(key, ns), timings(key, part, list, unit), and group(key, inner), which calls `inner` with a
/// visitor for the object under the key; neededPlace() and neededPlaces() are those without which their group
/// means nothing.
template <typename Rules, typename Visitor>
void visitRules(Rules &rules, Visitor &visitor)
{
    visitor.places(u"content", Part::Content, rules.content);
    visitor.places(u"reasoning", Part::Reasoning, rules.reasoning);
    visitor.places(u"refusal", Part::Refusal, rules.refusal);
    visitor.places(u"tool_call", Part::ToolCall, rules.toolCall);
    visitor.places(u"media", Part::Media, rules.media);
    visitor.places(u"answer", Part::Answer, rules.answer);
    visitor.group(u"text_kind", [&rules](auto &kind) {
        kind.neededPlace(u"at", Part::TextKind, rules.textKind.at);
        kind.values(u"content", rules.textKind.content);
        kind.values(u"reasoning", rules.textKind.reasoning);
        kind.values(u"refusal", rules.textKind.refusal);
        kind.values(u"tool_call", rules.textKind.toolCall);
    });
    visitor.byValue(u"skip_text", Part::SkipText, rules.skipText);
    visitor.byValue(u"repeat_text", Part::RepeatText, rules.repeatText);
    visitor.byValue(u"ignore", Part::Ignore, rules.ignore);
    visitor.flag(u"cumulative", rules.cumulative);
    visitor.places(u"finish_reason", Part::FinishReason, rules.finishReason);
    visitor.values(u"no_finish_reason", rules.noFinishReason);
    visitor.values(u"failing_finish_reasons", rules.failingFinishReasons);
    visitor.place(u"choice", Part::Choice, rules.choice);
    visitor.group(u"usage", [&rules](auto &usage) {
        usage.places(u"input", Part::UsageInput, rules.usage.input);
        usage.places(u"cached_input", Part::UsageCachedInput, rules.usage.cachedInput);
        usage.places(u"output", Part::UsageOutput, rules.usage.output);
        usage.places(u"reasoning", Part::UsageReasoning, rules.usage.reasoning);
        usage.places(u"total", Part::UsageTotal, rules.usage.total);
        usage.places(u"input_apart", Part::UsageInputApart, rules.usage.inputApart);
        usage.flag(u"cached_input_apart", rules.usage.cachedInputApart);
        usage.flag(u"reasoning_apart", rules.usage.reasoningApart);
    });
    visitor.group(u"timing", [&rules](auto &timing) {
        auto &times = rules.timing;
        timing.unit(u"unit", times.unitNs);
        timing.timings(u"inference", Part::TimingInference, times.inference, times.unitNs);
        timing.timings(u"queue", Part::TimingQueue, times.queue, times.unitNs);
        timing.timings(u"prefill", Part::TimingPrefill, times.prefill, times.unitNs);
        timing.timings(u"decode", Part::TimingDecode, times.decode, times.unitNs);
    });
    visitor.byValue(u"end_mark", Part::EndMark, rules.endMark);
    visitor.byValue(u"needs_end", Part::NeedsEnd, rules.needsEnd);
    visitor.group(u"error", [&rules](auto &error) {
        error.places(u"present", Part::Error, rules.error.present);
        error.byValue(u"mark", Part::ErrorMark, rules.error.mark);
        error.places(u"code", Part::ErrorCode, rules.error.code);
        error.places(u"message", Part::ErrorMessage, rules.error.message);
    });
    visitor.group(u"business_code", [&rules](auto &code) {
        code.neededPlaces(u"at", Part::BusinessCode, rules.businessCode.at);
        code.values(u"ok", rules.businessCode.ok);
    });
    visitor.values(u"rate_limit_codes", rules.rateLimitCodes);
}

} // namespace weir
