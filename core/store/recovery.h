// SPDX-License-Identifier: GPL-3.0-or-later
// Keeps a copy of unsaved work, so that a crash loses none of it.
#pragma once

#include "base/result.h"
#include "scenario/scenario.h"

#include <QDateTime>
#include <QString>

#include <optional>

namespace weir {

/// Work that was not saved when the program ended.
struct RecoveredWork
{
    Scenario scenario;
    QString projectPath;    ///< The file that it belongs to; empty for a project that was never saved.
    QDateTime savedAt;      ///< UTC.
    QByteArray fingerprint; ///< What that file held when it was opened or saved last (projectFingerprint()).
};

/// One recovery file in a folder of the user's. Any thread, but one at a time.
class RecoveryFile
{
public:
    /// `folder` is made when needed; usually the folder of the settings.
    explicit RecoveryFile(const QString &folder);

    /// Replaces the copy atomically; only the owner may read it. Values of secrets are left out.
    Result<void> write(const Scenario &scenario, const QString &projectPath, const QDateTime &now,
                       const QByteArray &fingerprint = {}) const;
    /// The copy that a crash left; nothing when there is none. An error when there is one that can't be read.
    [[nodiscard]] Result<std::optional<RecoveredWork>> read() const;
    /// After saving or discarding. True when no copy is left.
    bool remove() const;
    [[nodiscard]] const QString &path() const { return m_path; }

private:
    QString m_path;
};

} // namespace weir
