// SPDX-License-Identifier: GPL-3.0-or-later
// Moving saved runs to the trash as a step that can be taken back.
#pragma once

#include "base/result.h"

#include <QObject>
#include <QStringList>
#include <QUndoCommand>

#include <functional>

namespace weir {

/// Done by pushing it on a stack. GUI thread.
class DeleteRuns : public QUndoCommand
{
public:
    /// `changed` follows each move, `failed` tells what could not be moved; what fails is left out of the
    /// step. Both outlive the stack's commands.
    DeleteRuns(QStringList paths, std::function<void()> changed, std::function<void(const Error &)> failed);

    void redo() override;
    void undo() override;
    /// Nothing was moved: there is nothing to take back.
    [[nodiscard]] bool isEmpty() const { return m_trashed.isEmpty(); }

private:
    QStringList m_paths;
    QStringList m_trashed; ///< Where the runs of m_paths are now.
    std::function<void()> m_changed;
    std::function<void(const Error &)> m_failed;
};

} // namespace weir
