// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/answertext.h"

#include "metrics/tokencount.h"

#include <utility>

namespace weir {

UncountedText::UncountedText(QByteArray sentText, QByteArray cameText,
                             std::shared_ptr<std::atomic<quint64>> waitingText, Message whyNotKept)
    : sent(std::move(sentText))
    , came(std::move(cameText))
    , notKept(std::move(whyNotKept))
    , m_waiting(std::move(waitingText))
{
    *m_waiting += static_cast<quint64>(sent.size() + came.size());
}

UncountedText::~UncountedText()
{
    *m_waiting -= static_cast<quint64>(sent.size() + came.size());
}

void AnswerText::begin(const QByteArray &sent)
{
    if (m_waiting)
        m_sent = sent;
}

void AnswerText::add(const StreamEvent &event)
{
    if (!m_waiting || m_isPart)
        return;
    const qsizetype length = event.text.size() + event.reasoningText.size();
    m_isPart =
        length < static_cast<qsizetype>(event.textLength) || m_came.size() + length > longestCountedAnswer;
    if (m_isPart)
        m_came = QByteArray();
    else
        m_came.append(event.reasoningText).append(event.text);
}

std::shared_ptr<const UncountedText> AnswerText::takeFor(const RequestRecord &record)
{
    if (!m_waiting)
        return nullptr;
    const bool isAnswered = record.chunkCount > 0 || record.outcome.outcome == OutcomeClass::Success;
    QByteArray sent = std::exchange(m_sent, {});
    QByteArray came = std::exchange(m_came, {});
    if (!isAnswered || record.usage.input)
        sent.clear();
    Message notKept;
    const bool isTold = !isAnswered || restsOnUsage(countTokens(record).source);
    if (m_isPart && !isTold)
        notKept = WEIR_TEXT("tokens.answer_is_no_text",
                            "The answer is longer than a tokenizer gets, or parts of it are no text, so its "
                            "chunks are counted.");
    if (m_isPart || isTold)
        came.clear();
    const quint64 size = static_cast<quint64>(sent.size() + came.size());
    if (size > 0 && *m_waiting + size > mostWaitingText) {
        notKept = WEIR_TEXT("tokens.no_room",
                            "More text waited for the tokenizer than Weir keeps, so this answer's chunks are "
                            "counted.");
        sent.clear();
        came.clear();
    }
    if (sent.isEmpty() && came.isEmpty() && notKept.isEmpty())
        return nullptr;
    return std::make_shared<const UncountedText>(std::move(sent), std::move(came), m_waiting,
                                                 std::move(notKept));
}

} // namespace weir
