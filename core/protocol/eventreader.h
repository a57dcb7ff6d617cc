// SPDX-License-Identifier: GPL-3.0-or-later
// One JSON document in, one StreamEvent out, by the compiled rules of a preset.
#pragma once

#include "protocol/eventtext.h"
#include "protocol/framedevent.h"
#include "protocol/jsonrepair.h"
#include "protocol/ruletree.h"
#include "protocol/streamevent.h"
#include "protocol/usagereader.h"

#include <simdjson.h>

#include <array>
#include <memory>
#include <string>

namespace weir {

/// The rules of one kind of document, compiled. Immutable: shared by all readers.
struct CompiledRules
{
    RuleTree tree;
    EventRules rules;

    static Result<std::shared_ptr<const CompiledRules>> compile(const EventRules &rules);
};

/// A server's words for a person: bounded, in one line, without control characters.
QString serverWords(QByteArrayView text);

/// Reads documents one after the other. Parser and buffers are those of the calling thread, shared by all its
/// readers: after the first few events nothing is allocated, and of ten thousand streams none finds its
/// buffers cold. Used from one thread. Nesting deeper than 64 is refused.
class EventReader
{
public:
    explicit EventReader(std::shared_ptr<const CompiledRules> rules);

    /// Fills `event`, whose views are valid until the next call for any reader of this thread. False for what
    /// is not JSON and should be: `event` is then malformed, and the position leads its message.
    bool read(const FramedEvent &framed, StreamEvent &event);
    /// The same of a document without a frame.
    bool read(QByteArrayView json, quint64 position, StreamEvent &event)
    {
        return read({json, position}, event);
    }

    /// The rules have a place in the name of an event: one without data counts, too.
    [[nodiscard]] bool readsNames() const { return !m_rules->tree.ofName().empty(); }
    /// The data of events is no JSON.
    [[nodiscard]] bool readsBareText() const { return !m_rules->tree.ofData().empty(); }
    /// The rules say by its name alone that the event is an error; that it counts for nothing.
    [[nodiscard]] bool isErrorName(QByteArrayView name) const;
    [[nodiscard]] bool isIgnoredName(QByteArrayView name) const;
    [[nodiscard]] bool isRateLimitCode(const QString &code) const;

private:
    using Element = simdjson::dom::element;

    void setMalformed(QByteArrayView json, quint64 position, simdjson::error_code code,
                      StreamEvent &event) const;
    void walk(const RuleNode &node, const Element &element);
    void walkArray(const RuleNode &node, const simdjson::dom::array &array);
    void take(RuleEnd end, const Element &element);
    void takeText(RuleEnd end, const Element &element);
    void takeName(std::string_view name);
    void takeError(const Element &element);
    void takeTiming(RuleEnd end, const Element &element);
    void takeScalar(RuleEnd end, const Element &element);
    /// The scalar is in m_scratch.
    void takeWord(RuleEnd end);
    void takeTextKind();
    [[nodiscard]] bool isGoodBusinessCode(const std::string &code) const;
    /// The scalars that say what the event's text is. False for another part.
    bool takeTextRule(Part part);
    void reset(StreamEvent &event);
    /// Parses it again where the only fault may be what JSON allows and the parser does not.
    simdjson::simdjson_result<Element> parse(QByteArrayView json);
    void conclude();
    void concludeError();
    void concludeTiming();

    /// The first text of several places, by their rank.
    struct Ranked
    {
        int rank = -1;
        std::string text;
        bool offer(int newRank) const { return rank < 0 || newRank < rank; }
    };
    std::shared_ptr<const CompiledRules> m_rules;
    JsonRepair m_repair;
    StreamEvent *m_event = nullptr; ///< Only during read().
    EventText m_text;
    Ranked m_errorCode;
    Ranked m_errorMessage;
    Ranked m_finish;
    UsageReader m_usage;
    std::array<int, 4> m_timingRanks{}; ///< Of the places that the event's times were told at.
    std::string m_failedFinish;         ///< The first finish reason that means failure.
    std::string m_businessCode;
    std::string m_scratch;
    bool m_rateCodeSeen = false;
    bool m_isIgnored = false;
};

} // namespace weir
