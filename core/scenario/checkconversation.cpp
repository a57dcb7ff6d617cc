// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/turns.h"
#include "scenario/checkparts.h"
#include "scenario/limits.h"

namespace weir {

namespace {

constexpr quint32 mostHistoryKib = 65536;

void checkBounds(const Conversation &conversation, Findings &findings)
{
    if (conversation.maxTurns < 1 || conversation.maxTurns > mostTurns)
        findings.error(QStringLiteral("max_turns"),
                       Message(WEIR_TEXT("scenario.turns_out_of_bounds", "A conversation has 1 to %1 turns."),
                               mostTurns));
    if (conversation.historyKib < 1 || conversation.historyKib > mostHistoryKib)
        findings.error(QStringLiteral("history_kib"),
                       Message(WEIR_TEXT("scenario.history_out_of_bounds",
                                         "A conversation carries 1 to %1 KiB of texts."),
                               mostHistoryKib));
    checkThink(conversation.think, findings.at(QStringLiteral("think")));
}

void checkField(const RequestTemplate &request, const DataFacts *facts, Findings &findings)
{
    const QString key = QStringLiteral("field");
    const QString &field = request.conversation.field;
    if (!request.conversation.then.isEmpty())
        findings.error(key,
                       WEIR_TEXT("scenario.turns_twice",
                                 "The turns come from a field of the row or from \"then\", not from both."));
    if (request.data.isEmpty())
        findings.error(key,
                       WEIR_TEXT("scenario.turns_need_data",
                                 "Turns come from the rows of a data source, and the request has none."));
    if (facts && facts->rows && !facts->fields.isEmpty() && !facts->fields.contains(field) &&
        facts->rowsNaming.value(field) == 0)
        findings.error(key, Message(WEIR_TEXT("scenario.turns_field_missing",
                                              "The first rows have no field \"%1\"; they have: %2."),
                                    field, facts->fields.mid(0, 12).join(QStringLiteral(", "))));
}

} // namespace

void checkConversation(const RequestTemplate &request, const DataFacts *facts, Findings findings)
{
    const Conversation &conversation = request.conversation;
    if (conversation == Conversation())
        return;
    checkBounds(conversation, findings);
    if (conversation.isEmpty())
        findings.warning({},
                         WEIR_TEXT("scenario.conversation_without_turns",
                                   "There is nothing to say after the prompt, so every request stands for "
                                   "itself. Give \"then\" or \"field\"."));
    if (!conversation.field.isEmpty())
        checkField(request, facts, findings);
}

} // namespace weir
