// SPDX-License-Identifier: GPL-3.0-or-later
// One JSON document in, one StreamEvent out, by the compiled rules of a preset.
#pragma once

#include "protocol/jsonrepair.h"
#include "protocol/ruletree.h"
#include "protocol/streamevent.h"
#include "protocol/usagereader.h"

#include <simdjson.h>

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
    /// is not JSON: `event` is then malformed, and `position` (the document's first byte in the stream) leads
    /// its message. `isErrorEvent`: the framing already says that the document is an error.
    bool read(QByteArrayView json, quint64 position, StreamEvent &event, bool isErrorEvent = false);

private:
    using Element = simdjson::dom::element;

    void setMalformed(QByteArrayView json, quint64 position, simdjson::error_code code,
                      StreamEvent &event) const;
    void walk(const RuleNode &node, const Element &element);
    void walkArray(const RuleNode &node, const simdjson::dom::array &array);
    void take(RuleEnd end, const Element &element);
    void takeText(Part part, std::string_view text);
    void takeToolCall(const Element &element);
    void takeMedia(const Element &element);
    void takeError(const Element &element);
    void takeTiming(Part part, const Element &element);
    void takeScalar(RuleEnd end, const Element &element);
    [[nodiscard]] bool isGoodBusinessCode(const std::string &code) const;
    /// The scalars that say what the event's text is. False for another part.
    bool takeTextRule(Part part);
    void reset(StreamEvent &event);
    /// Parses it again where the only fault may be what JSON allows and the parser does not.
    simdjson::simdjson_result<Element> parse(QByteArrayView json);
    void conclude();
    void concludeText();
    void concludeError();
    void concludeTiming();

    /// The first text of several places, by their rank.
    struct Ranked
    {
        int rank = -1;
        std::string text;
        bool offer(int newRank) const { return rank < 0 || newRank < rank; }
    };
    /// Text in one piece is only pointed at; further pieces are joined.
    struct Joined
    {
        std::string_view single;
        std::string joined;
        bool several = false;
        void add(std::string_view text);
        [[nodiscard]] QByteArrayView view() const;
        void clear();
    };

    std::shared_ptr<const CompiledRules> m_rules;
    JsonRepair m_repair;
    StreamEvent *m_event = nullptr; ///< Only during read().
    Joined m_answer;
    Joined m_reasoning;
    Ranked m_errorCode;
    Ranked m_errorMessage;
    Ranked m_finish;
    UsageReader m_usage;
    std::string m_failedFinish; ///< The first finish reason that means failure.
    std::string m_businessCode;
    std::string m_scratch;
    bool m_hasRefusal = false;
    bool m_hasContent = false;
    bool m_hasReasoning = false;
    bool m_hasToolCall = false;
    bool m_hasMedia = false;
    bool m_rateCodeSeen = false;
    bool m_skipText = false;
    std::optional<ChunkKind> m_textKind;
};

} // namespace weir
