// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/scenarioedit.h"

namespace weir {

ScenarioEdit::ScenarioEdit(const QString &text, MergeKey key, Scenario before, Scenario after, Apply apply)
    : QUndoCommand(text)
    , m_key(std::move(key))
    , m_before(std::move(before))
    , m_after(std::move(after))
    , m_apply(std::move(apply))
{
}

void ScenarioEdit::undo()
{
    m_apply(m_before);
}

void ScenarioEdit::redo()
{
    m_apply(m_after);
}

int ScenarioEdit::id() const
{
    return m_key.path.isEmpty() ? -1 : 1;
}

bool ScenarioEdit::mergeWith(const QUndoCommand *next)
{
    // Commands with this id are always scenario edits: the document's stack holds nothing else.
    const ScenarioEdit *edit = static_cast<const ScenarioEdit *>(next);
    if (edit->m_key != m_key)
        return false;
    m_after = edit->m_after;
    // Typing a value back to what it was leaves no step behind.
    setObsolete(m_after == m_before);
    return true;
}

} // namespace weir
