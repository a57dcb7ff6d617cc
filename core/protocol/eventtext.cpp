// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/eventtext.h"

#include "protocol/jsonrepair.h"

#include <utility>

namespace weir {

namespace {

/// Of the elements that a text stands in; the same for the same elements.
quint64 within(quint64 outer, quint64 inner)
{
    return (outer + inner) * 0x9E3779B97F4A7C15U + 1;
}

/// Tells the number of a choice from that of an element.
constexpr quint64 choiceMark = quint64{1} << 40;

} // namespace

void EventText::clear()
{
    m_pieces.clear();
    m_answer.clear();
    m_reasoning.clear();
    m_toolCall.clear();
    m_inputs.clear();
    m_kind = Kind::Untold;
    m_isSkipped = false;
    m_choice.reset();
}

void EventText::take(RuleEnd end, std::string_view view)
{
    Piece piece;
    piece.end = end;
    // A chunk with half a character bears a token; the other half brings the text.
    piece.text = JsonRepair::withoutHalf(view);
    piece.bytes = static_cast<quint32>(piece.text.size());
    m_pieces.push_back(piece);
}

void EventText::takeInput(std::string json)
{
    Piece piece;
    piece.end.part = Part::ToolCall;
    piece.isInput = true;
    piece.text = m_inputs.emplace_back(std::move(json));
    piece.bytes = static_cast<quint32>(piece.text.size());
    m_pieces.push_back(piece);
}

EventText::Scope EventText::enter(std::size_t index)
{
    return {m_pieces.size(), index, std::exchange(m_kind, Kind::Untold), std::exchange(m_isSkipped, false),
            std::exchange(m_choice, std::nullopt)};
}

void EventText::leave(const Scope &scope)
{
    const bool hasTexts = m_pieces.size() > scope.firstPiece;
    settle(scope.firstPiece, scope.index);
    if (hasTexts) {
        m_kind = scope.kind;
        m_isSkipped = scope.isSkipped;
        m_choice = scope.choice;
        return;
    }
    if (m_kind == Kind::Untold)
        m_kind = scope.kind;
    m_isSkipped = m_isSkipped || scope.isSkipped;
    if (!m_choice)
        m_choice = scope.choice;
}

/// Gives the values that were found to the pieces since `firstPiece` which have none of an element within.
/// `index`: of the element that they stand in; nothing for the event itself.
void EventText::settle(std::size_t firstPiece, std::optional<std::size_t> index)
{
    for (std::size_t i = firstPiece; i < m_pieces.size(); ++i) {
        Piece &piece = m_pieces[i];
        if (piece.kind == Kind::Untold)
            piece.kind = m_kind;
        piece.isSkipped = piece.isSkipped || m_isSkipped;
        if (piece.hasChoice)
            continue;
        // A choice is the same wherever it stands in the list of an event.
        piece.hasChoice = m_choice.has_value();
        if (m_choice || index)
            piece.where = within(piece.where, m_choice ? choiceMark + *m_choice : *index);
    }
}

bool EventText::keepFresh(Piece &piece, StreamEvent &event)
{
    if (piece.isInput)
        return true;
    const quint32 place = static_cast<quint32>(piece.end.part) << 16 | static_cast<quint32>(piece.end.rank);
    const CumulativeText::Fresh fresh = m_soFar.fresh({place, piece.where}, piece.text);
    piece.text = fresh.text;
    piece.bytes = static_cast<quint32>(fresh.text.size());
    if (fresh.restarted)
        event.remark = Message(WEIR_TEXT(
            "stream.not_cumulative", "A text did not begin with what had come of it before, as the preset's "
                                     "\"cumulative\" says; it was counted whole."));
    return fresh.bears;
}

void EventText::tell(const Piece &piece, Found &found)
{
    switch (piece.end.part) {
    case Part::Reasoning:
        m_reasoning.add(piece.text);
        found.reasoning = true;
        return;
    case Part::Refusal:
        m_answer.add(piece.text);
        found.refusal = true;
        return;
    case Part::ToolCall:
        m_toolCall.add(piece.text);
        found.toolCall = true;
        return;
    case Part::Media:
        found.media = true;
        return;
    default:
        break;
    }
    switch (piece.kind) {
    case Kind::Reasoning:
        m_reasoning.add(piece.text);
        found.reasoning = true;
        break;
    case Kind::ToolCall:
        m_toolCall.add(piece.text);
        found.toolCall = true;
        break;
    case Kind::Refusal:
        m_answer.add(piece.text);
        found.refusal = true;
        break;
    default:
        m_answer.add(piece.text);
        found.content = true;
        break;
    }
}

void EventText::conclude(bool cumulative, StreamEvent &event)
{
    settle(0, std::nullopt);
    Found found;
    for (Piece &piece : m_pieces) {
        const bool isNoText = piece.kind == Kind::NoText && piece.end.part == Part::Content;
        if (piece.isSkipped || isNoText || (cumulative && !keepFresh(piece, event)))
            continue;
        event.textLength += piece.bytes;
        tell(piece, found);
    }
    event.text = m_answer.view();
    event.reasoningText = m_reasoning.view();
    event.toolText = m_toolCall.view();
    event.hasReasoning = found.reasoning;
    event.hasAnswer = found.content || found.refusal || found.toolCall || found.media;
    if (found.content || found.media)
        event.chunk = ChunkKind::Content;
    else if (found.refusal)
        event.chunk = ChunkKind::Refusal;
    else if (found.toolCall)
        event.chunk = ChunkKind::ToolCall;
    else if (found.reasoning)
        event.chunk = ChunkKind::Reasoning;
}

void EventText::Joined::add(std::string_view text)
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

QByteArrayView EventText::Joined::view() const
{
    return several ? QByteArrayView(joined.data(), qsizetype(joined.size()))
                   : QByteArrayView(single.data(), qsizetype(single.size()));
}

void EventText::Joined::clear()
{
    single = {};
    several = false;
}

} // namespace weir
