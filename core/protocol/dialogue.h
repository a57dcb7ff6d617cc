// SPDX-License-Identifier: GPL-3.0-or-later
// A conversation between its turns: what was said and answered so far, as the vendor's body has it.
#pragma once

#include "base/result.h"

#include <QByteArray>
#include <QJsonArray>
#include <QJsonObject>
#include <QString>

namespace weir {

/// Belongs to the worker of its user, in whose thread it is rendered, answered and carried on.
class Dialogue
{
public:
    /// `id` tells it from all others of the run; `turns` will be said at most; of more than `mostBytes` of
    /// texts it does not go on.
    Dialogue(QString id, quint32 turns, quint64 mostBytes)
        : m_id(std::move(id)), m_turns(turns), m_mostBytes(mostBytes)
    {
    }

    [[nodiscard]] const QString &id() const { return m_id; }
    /// The turn that is said now, from 1.
    [[nodiscard]] quint32 turn() const { return m_turn; }
    /// The texts before this turn, one a line.
    [[nodiscard]] const QByteArray &carriedText() const { return m_carriedText; }

    /// Puts what was said and answered before into a rendered body, in front of its last message, which it
    /// remembers as what is said now. Messages are looked for in `messages`, `input.messages`, `contents` and
    /// `input`. Fails where the body has no such list.
    Result<void> addTo(QJsonObject &body, const QByteArray &prompt);
    /// An attempt of the turn begins: what an earlier one brought is forgotten.
    void beginAnswer() { m_answer.clear(); }
    /// The text of the answer, reasoning left out; `isWhole`: nothing of it is missing.
    void noteAnswer(const QByteArray &text, bool isWhole) { m_answer = isWhole ? text : QByteArray(); }
    /// Goes on to the next turn after a success. False: the conversation is over, since all is said, since
    /// the answer has no text (calls of tools, which nobody carries out here) or was too long to be kept, or
    /// since there would be more to carry than is allowed.
    bool goOn();

private:
    QString m_id;
    quint32 m_turns;
    quint64 m_mostBytes;
    quint32 m_turn = 1;
    QJsonArray m_history;
    QJsonObject m_said; ///< The message of this turn.
    QByteArray m_prompt;
    QByteArray m_answer;
    QByteArray m_carriedText;
};

} // namespace weir
