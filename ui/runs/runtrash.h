// SPDX-License-Identifier: GPL-3.0-or-later
// The runs that were deleted and can be taken back. It outlives the page that shows the list.
#pragma once

#include "base/result.h"

#include <QObject>
#include <QStringList>
#include <QUndoStack>

namespace weir {

/// GUI thread.
class RunTrash : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    /// Moves the runs to the trash as one step; false where none could be moved.
    bool remove(const QStringList &paths);
    [[nodiscard]] QUndoStack &steps() { return m_steps; }

Q_SIGNALS:
    /// Runs were moved, there or back.
    void changed();
    void failed(const weir::Error &error);

private:
    QUndoStack m_steps;
};

} // namespace weir
