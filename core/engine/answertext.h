// SPDX-License-Identifier: GPL-3.0-or-later
// The texts of one attempt that its target's tokenizer will count, should the server not tell.
#pragma once

#include "metrics/requestrecord.h"
#include "protocol/streamevent.h"

#include <QByteArray>

#include <atomic>
#include <memory>

namespace weir {

/// Texts on their way from the worker to whoever counts them.
struct UncountedText
{
    UncountedText(QByteArray sentText, QByteArray cameText, std::shared_ptr<std::atomic<quint64>> waitingText,
                  Message whyNotKept = {});
    ~UncountedText();
    UncountedText(const UncountedText &) = delete;
    UncountedText &operator=(const UncountedText &) = delete;

    QByteArray sent; ///< Empty: not to be counted, as is `came`.
    QByteArray came;
    Message notKept; ///< Why an answer that should be counted is not here; empty: it is, or need not be.

private:
    std::shared_ptr<std::atomic<quint64>> m_waiting;
};

/// All texts that wait, of a run; what comes beyond is counted in chunks.
inline constexpr quint64 mostWaitingText = quint64{256} << 20;
/// Of one answer.
inline constexpr qsizetype longestCountedAnswer = qsizetype{4} << 20;

/// Lives in its attempt's thread.
class AnswerText
{
public:
    /// Keeps nothing.
    AnswerText() = default;
    /// `waiting`: bytes that wait for a tokenizer, shared by all attempts of a run.
    explicit AnswerText(std::shared_ptr<std::atomic<quint64>> waiting) : m_waiting(std::move(waiting)) {}

    void begin(const QByteArray &sent);
    void add(const StreamEvent &event);
    /// What is to be counted, once `record` is complete, or why it can't be; null where the server told it
    /// all.
    [[nodiscard]] std::shared_ptr<const UncountedText> takeFor(const RequestRecord &record);
    [[nodiscard]] quint64 size() const { return static_cast<quint64>(m_came.size()); }

private:
    std::shared_ptr<std::atomic<quint64>> m_waiting; ///< Null: nothing is kept.
    QByteArray m_sent;
    QByteArray m_came;
    bool m_isPart =
        false; ///< Some of the answer is not in m_came: it was too long, or has no text (calls of tools).
};

} // namespace weir
