// SPDX-License-Identifier: GPL-3.0-or-later
#include "runs/deleteruns.h"

#include "store/runcatalog.h"

#include <QCoreApplication>
#include <QFileInfo>

#include <utility>

namespace weir {

DeleteRuns::DeleteRuns(QStringList paths, std::function<void()> changed,
                       std::function<void(const Error &)> failed)
    : m_paths(std::move(paths)), m_changed(std::move(changed)), m_failed(std::move(failed))
{
    setText(m_paths.size() == 1
                ? QCoreApplication::translate("weir::DeleteRuns", "Delete %1")
                      .arg(QFileInfo(m_paths.first()).fileName())
                : QCoreApplication::translate("weir::DeleteRuns", "Delete runs: %1").arg(m_paths.size()));
}

void DeleteRuns::redo()
{
    m_trashed.clear();
    QStringList moved;
    for (const QString &path : std::as_const(m_paths)) {
        const Result<QString> trashed = moveRunToTrash(path);
        if (!trashed) {
            m_failed(trashed.error());
            continue;
        }
        moved.append(path);
        m_trashed.append(*trashed);
    }
    m_paths = moved;
    setObsolete(moved.isEmpty());
    m_changed();
}

void DeleteRuns::undo()
{
    QStringList restored;
    for (const QString &trashed : std::as_const(m_trashed)) {
        const Result<QString> path = restoreRun(trashed);
        if (path)
            restored.append(*path);
        else
            m_failed(path.error());
    }
    m_paths = restored;
    m_trashed.clear();
    setObsolete(restored.isEmpty());
    m_changed();
}

} // namespace weir
