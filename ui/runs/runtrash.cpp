// SPDX-License-Identifier: GPL-3.0-or-later
#include "runs/runtrash.h"

#include "runs/deleteruns.h"

namespace weir {

bool RunTrash::remove(const QStringList &paths)
{
    const int steps = m_steps.index();
    // Owned by the stack; gone at once where nothing could be moved.
    m_steps.push(new DeleteRuns(
        paths, [this] { Q_EMIT changed(); }, [this](const Error &error) { Q_EMIT failed(error); }));
    return m_steps.index() != steps;
}

} // namespace weir
