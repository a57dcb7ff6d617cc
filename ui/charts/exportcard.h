// SPDX-License-Identifier: GPL-3.0-or-later
// What every card with a menu for export has in common.
#pragma once

#include "base/result.h"
#include "charts/chartexport.h"
#include "charts/exportdialog.h"
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
    /// What exports tell of where the figures come from, from now on.
    void setProvenance(const Provenance &provenance) { m_provenance = provenance; }

Q_SIGNALS:
    /// A file was written.
    void exported(const QString &path);
    /// A file was not written; for the status bar or a message, never lost in silence.
    void exportFailed(const weir::Error &error);

protected:
    // Each keeps what is to be saved, and where it comes from, as it is when it is called: a run goes on
    // while the user looks for a folder. `id`: see proposedFileName(). What becomes of it is told by the
    // signals.
    /// Asks for size, colours and file; `proposed`: the size of the card.
    void exportPicture(ExportDialog::Kind kind, const QString &id, const Drawing &drawing,
                       const QSize &proposed);
    void exportTable(const QString &id, const QByteArray &csv);
    /// In the window's colours, sharp.
    void copyPicture(const Drawing &drawing, const QSize &size);
    [[nodiscard]] ThemeSource &themes() const { return m_themes; }

private:
    void askForFile(const QString &id, const FileKind &kind,
                    std::function<Result<void>(const QString &)> save);

    ThemeSource &m_themes;
    QString m_scenario;
    QString m_folder;
    Provenance m_provenance;
};

} // namespace weir
