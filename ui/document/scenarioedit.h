// SPDX-License-Identifier: GPL-3.0-or-later
// One step of the undo stack: the scenario before and after an edit.
#pragma once

#include "scenario/scenario.h"

#include <QUndoCommand>

#include <functional>

namespace weir {

/// Names the field that an edit changes, by its JSON pointer. Consecutive edits of the same field become one
/// step; an empty key never merges.
struct MergeKey
{
    QString path;
    friend bool operator==(const MergeKey &, const MergeKey &) = default;
};

/// Owned by the undo stack. `apply` puts a scenario into the document and outlives the command.
class ScenarioEdit : public QUndoCommand
{
public:
    using Apply = std::function<void(const Scenario &)>;

    ScenarioEdit(const QString &text, MergeKey key, Scenario before, Scenario after, Apply apply);

    void undo() override;
    void redo() override;
    [[nodiscard]] int id() const override;
    bool mergeWith(const QUndoCommand *next) override;

private:
    MergeKey m_key;
    Scenario m_before;
    Scenario m_after;
    Apply m_apply;
};

} // namespace weir
