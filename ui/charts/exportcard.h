// SPDX-License-Identifier: GPL-3.0-or-later
// What every card with a menu for export has in common.
#pragma once

#include "base/result.h"
#include "charts/savedialog.h"

#include <QFrame>
#include <QString>

#include <functional>

namespace weir {

class ThemeSource;

/// A card that can be focused and written into files. GUI thread.
class ExportCard : public QFrame
{
    Q_OBJECT

public:
    /// `themes` outlives the card.
    explicit ExportCard(ThemeSource &themes, QWidget *parent = nullptr);

    /// For proposed file names: the scenario's name, and the folder where the dialog opens (empty: the last
    /// one).
    void setExportNames(const QString &scenario, const QString &folder);

Q_SIGNALS:
    /// A file was written.
    void exported(const QString &path);
    /// A file was not written; for the status bar or a message, never lost in silence.
    void exportFailed(const weir::Error &error);

protected:
    /// Asks for a file of that kind, whose proposed name tells the scenario and `id`; then calls `save` and
    /// tells what became of it.
    void askForFile(const QString &id, const FileKind &kind,
                    std::function<Result<void>(const QString &)> save);
    [[nodiscard]] ThemeSource &themes() const { return m_themes; }

private:
    ThemeSource &m_themes;
    QString m_scenario;
    QString m_folder;
};

} // namespace weir
