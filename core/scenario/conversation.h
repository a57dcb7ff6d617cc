// SPDX-License-Identifier: GPL-3.0-or-later
// Finds what to ask in rows that hold conversations, as ShareGPT and OpenAI's `messages` write them.
#pragma once

#include "base/result.h"

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

} // namespace weir
