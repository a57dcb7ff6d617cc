// SPDX-License-Identifier: GPL-3.0-or-later
// Finds what to ask in rows that hold conversations, as ShareGPT and OpenAI's `messages` write them.
#pragma once

#include "base/result.h"
#include "scenario/scenario.h"

#include <QJsonObject>

namespace weir {

/// What a row says.
enum class RowAsks
{
    Something,
    Nothing, ///< A conversation in which no person says anything: no request.
};

/// Adds `prompt` and `messages` to a row whose `conversations` are a list of {from, value}, as in ShareGPT:
/// the first thing that the person says, and the conversation up to the last, as {role, content}. Adds
/// `prompt` to one whose `messages` are a single one of the user with a text. Fields that the row has stay as
/// they are. Fails for a speaker that has no role; the error's place is the JSON path in the row.
Result<RowAsks> addConversation(QJsonObject &row);

/// Most turns that a conversation of this request, or of any of the scenario, may have; 0 where none is one.
quint32 turnsOf(const RequestTemplate &request);
quint32 turnsOf(const Scenario &scenario);

/// What a person says one after the other, by the row's field of Conversation::field; fails where it is no
/// list of turns, or nobody says anything.
Result<QStringList> saidIn(const QJsonObject &row, const QString &field);

} // namespace weir
