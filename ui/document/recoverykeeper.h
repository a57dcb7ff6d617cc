// SPDX-License-Identifier: GPL-3.0-or-later
// Unsaved work survives a crash: a copy of the open project, kept up to date while it is dirty and removed on
// a clean end.
#pragma once

#include "document/scenariodocument.h"
#include "store/recovery.h"

#include <QLockFile>
#include <QTimer>

#include <memory>
#include <vector>

namespace weir {

/// Unsaved work that an earlier process left behind.
struct PendingRecovery
{
    QString folder; ///< Its own folder, to be discarded as a whole.
    RecoveredWork work;
};

/// Keeps one recovery file for one document. Each process has a folder of its own below the common one, with
/// a lock that tells the others whether it is in use. GUI thread.
class RecoveryKeeper : public QObject
{
    Q_OBJECT

public:
    /// `commonFolder` is created when needed. `document` outlives this.
    RecoveryKeeper(ScenarioDocument &document, const QString &commonFolder, QObject *parent = nullptr);
    /// The work was saved or given up: removes the copy.
    ~RecoveryKeeper() override;

    /// Writes now what would be written after the pause; nothing when the document is not dirty.
    void flush();
    [[nodiscard]] const QString &folder() const { return m_folder; }

    /// What processes that run no more left, newest first. Damaged copies are skipped.
    static std::vector<PendingRecovery> pending(const QString &commonFolder);
    static void discard(const PendingRecovery &pending);

Q_SIGNALS:
    /// A crash would lose what was done since the last copy. Once until a copy is kept again.
    void unkept(const weir::Error &error);

private:
    void update();

    ScenarioDocument &m_document;
    QString m_folder;
    std::unique_ptr<RecoveryFile> m_file;
    std::unique_ptr<QLockFile> m_lock;
    QTimer m_pause;
    bool m_hasFailed = false;
};

} // namespace weir
