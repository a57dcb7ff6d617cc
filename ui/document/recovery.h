// SPDX-License-Identifier: GPL-3.0-or-later
// Unsaved work survives a crash: a copy of the open project beside the program's data, removed when it is saved or closed.
#pragma once

#include "document/scenariodocument.h"

#include <QLockFile>
#include <QTimer>

#include <memory>
#include <vector>

namespace weir {

/// Unsaved work that an earlier process left behind.
struct RecoveredWork
{
    QString file;        ///< The recovery file itself.
    QString projectPath; ///< The project it belongs to; empty when that was never saved.
    QDateTime at;
    Scenario scenario;
};

/// Keeps one recovery file up to date for one document. GUI thread.
class Recovery : public QObject
{
    Q_OBJECT

public:
    /// `folder` is created when needed. `document` outlives this.
    Recovery(ScenarioDocument &document, const QString &folder, QObject *parent = nullptr);
    /// The work was saved or given up: removes the file.
    ~Recovery() override;

    /// Writes now what would be written after the pause; nothing when the document is not dirty.
    void flush();
    [[nodiscard]] QString file() const { return m_file; }

    /// What processes that run no more left in `folder`, newest first. Damaged files are skipped.
    static std::vector<RecoveredWork> pending(const QString &folder);
    static void discard(const RecoveredWork &work);

private:
    void update();

    ScenarioDocument &m_document;
    QString m_folder;
    QString m_file;
    std::unique_ptr<QLockFile> m_lock; ///< Held while this process lives: tells others that the file is in use.
    QTimer m_pause;
};

} // namespace weir
