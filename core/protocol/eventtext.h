// SPDX-License-Identifier: GPL-3.0-or-later
// The texts of one event: collected where they stand, then told for what their values say they are.
#pragma once

#include "protocol/cumulativetext.h"
#include "protocol/ruletree.h"
#include "protocol/streamevent.h"

#include <list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace weir {

/// Of one stream; cleared before each event. Nothing is allocated after the first few. One thread.
class EventText
{
public:
    /// What a value says that the text at `content` is.
    enum class Kind : quint8
    {
        Untold,
        Content,
        Reasoning,
        Refusal,
        ToolCall,
        NoText
    };
    /// An element that is being walked: what was known before it.
    struct Scope
    {
        std::size_t firstPiece = 0;
        std::size_t index = 0;
        Kind kind = Kind::Untold;
        bool isSkipped = false;
        std::optional<quint32> choice;
    };

    void clear();
    /// A text that is not empty, which `view` points at until conclude().
    void take(RuleEnd end, std::string_view view);
    /// The input of a tool call that is no text, as JSON.
    void takeInput(std::string json);

    void setKind(Kind kind) { m_kind = kind; }
    void skip() { m_isSkipped = true; }
    void setChoice(quint32 choice) { m_choice = choice; }
    [[nodiscard]] bool isSkipped() const { return m_isSkipped || m_kind == Kind::NoText; }

    /// Before and after the element at `index` of an array: values that come in between are of its texts.
    /// Where it has none, they are of the texts around it.
    Scope enter(std::size_t index);
    void leave(const Scope &scope);

    /// Fills the event's texts, their length and its chunk. `cumulative`: they repeat what came before.
    void conclude(bool cumulative, StreamEvent &event);

private:
    struct Piece
    {
        RuleEnd end;
        Kind kind = Kind::Untold;
        bool isSkipped = false;
        bool isInput = false; ///< JSON of a document, which does not grow letter by letter.
        bool hasChoice = false;
        quint64 where = 0; ///< Of the elements that it stands in, from its choice on where it has one.
        std::string_view text;
        quint32 bytes = 0;
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
    /// Which kinds an event holds.
    struct Found
    {
        bool content = false, reasoning = false, refusal = false, toolCall = false, media = false;
    };

    void settle(std::size_t firstPiece, std::optional<std::size_t> index);
    /// False where nothing of it is new.
    bool keepFresh(Piece &piece, StreamEvent &event);
    void tell(const Piece &piece, Found &found);

    std::vector<Piece> m_pieces;
    Joined m_answer;
    Joined m_reasoning;
    Joined m_toolCall;
    std::list<std::string> m_inputs; ///< What pieces point into that stands nowhere else.
    CumulativeText m_soFar;
    Kind m_kind = Kind::Untold;
    bool m_isSkipped = false;
    std::optional<quint32> m_choice;
};

} // namespace weir
