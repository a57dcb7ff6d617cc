// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/answerdecoder.h"

#include "protocol/foreignanswer.h"
#include "protocol/framestreamdecoder.h"
#include "protocol/streamdecoder.h"
#include "protocol/wholedecoder.h"

#include <algorithm>
#include <array>

namespace weir {

namespace {

constexpr qsizetype foreignBytes = 4096;
constexpr char mostOfLength = 3; ///< First of four bytes of a length up to 64 MiB.
constexpr QByteArrayView byteOrderMark("\xEF\xBB\xBF");
/// With what a stream of events may begin, beside a comment's colon.
constexpr std::array<QByteArrayView, 5> fields{"data:", "event:", "id:", "retry:", "error:"};

bool isWhite(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

QByteArrayView withoutLeadingSpace(QByteArrayView bytes)
{
    while (!bytes.isEmpty() && isWhite(bytes.front()))
        bytes = bytes.sliced(1);
    return bytes;
}

} // namespace

AnswerDecoder::AnswerDecoder(std::shared_ptr<const AnswerRules> rules, bool streamed)
    : m_rules(std::move(rules))
    , m_wantsLines(streamed && m_rules->framing == StreamFraming::Ndjson)
    , m_wantsElements(streamed && (m_rules->framing == StreamFraming::JsonArray || m_rules->wholeIsNoArray))
{
}

AnswerForm AnswerDecoder::form() const
{
    return m_inner ? m_inner->form() : AnswerForm::Unknown;
}

void AnswerDecoder::feed(QByteArrayView bytes, const Sink &sink)
{
    if (m_isDone)
        return;
    if (m_inner) {
        m_inner->feed(bytes, sink);
        return;
    }
    m_held.append(bytes);
    if (!m_isForeign)
        choose(lookAt(m_held, false), sink);
    if (m_isForeign && m_held.size() >= foreignBytes)
        tellForeign(sink);
    else if (quint64(m_held.size()) > m_rules->mostEventBytes)
        choose(Look::Document, sink); // white space without end: the decoder knows the bound
}

void AnswerDecoder::finish(const Sink &sink)
{
    if (m_isDone)
        return;
    if (!m_inner && !m_isForeign)
        choose(lookAt(m_held, true), sink);
    if (m_inner)
        m_inner->finish(sink);
    else if (m_isForeign)
        tellForeign(sink);
}

AnswerDecoder::Look AnswerDecoder::lookAt(QByteArrayView bytes, bool isAll) const
{
    // The length that a message begins with; no text begins so.
    if (m_rules->framing == StreamFraming::AwsEventStream && !bytes.isEmpty() && bytes.front() >= 0 &&
        bytes.front() <= mostOfLength)
        return Look::AwsMessages;
    if (bytes.startsWith(byteOrderMark))
        bytes = bytes.sliced(byteOrderMark.size());
    else if (!isAll && byteOrderMark.startsWith(bytes))
        return Look::Undecided;
    const QByteArrayView begin = withoutLeadingSpace(bytes);
    if (begin.isEmpty())
        return Look::Undecided;
    if (begin.front() == '{' || begin.front() == '[')
        return lookAtJson(begin, isAll);
    if (begin.front() == ':')
        return Look::Events;
    for (const QByteArrayView field : fields) {
        if (begin.startsWith(field))
            return Look::Events;
        if (!isAll && field.startsWith(begin))
            return Look::Undecided;
    }
    return Look::Foreign;
}

AnswerDecoder::Look AnswerDecoder::lookAtJson(QByteArrayView begin, bool isAll) const
{
    if (begin.front() == '[' && m_wantsElements)
        return Look::Elements;
    if (!m_wantsLines)
        return Look::Document;
    // A line that is only a bracket begins a document that was laid out for people.
    for (const char c : begin.sliced(1)) {
        if (c == '\n' || c == '\r')
            return Look::Document;
        if (!isWhite(c))
            return Look::Lines;
    }
    return isAll ? Look::Document : Look::Undecided;
}

void AnswerDecoder::choose(Look look, const Sink &sink)
{
    switch (look) {
    case Look::Undecided:
        return;
    case Look::Foreign:
        m_isForeign = true;
        return;
    case Look::Events:
        m_inner = std::make_unique<SseStreamDecoder>(m_rules);
        break;
    case Look::Lines:
        m_inner = std::make_unique<NdjsonStreamDecoder>(*m_rules);
        break;
    case Look::Elements:
        m_inner = std::make_unique<ElementStreamDecoder>(*m_rules);
        break;
    case Look::AwsMessages:
        m_inner = std::make_unique<AwsStreamDecoder>(*m_rules);
        break;
    case Look::Document:
        m_inner = std::make_unique<WholeDecoder>(*m_rules);
        break;
    }
    const QByteArray held = std::exchange(m_held, {});
    m_inner->feed(held, sink);
}

void AnswerDecoder::tellForeign(const Sink &sink)
{
    m_isDone = true;
    // What was read at once must not decide what is shown.
    sink(foreignAnswer(QByteArrayView(m_held).first(std::min(m_held.size(), foreignBytes))));
    m_held.clear();
}

} // namespace weir
