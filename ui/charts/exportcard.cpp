// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/exportcard.h"

#include "charts/chartexport.h"
#include "theme/widgetlook.h"

#include <QFileInfo>

namespace weir {

ExportCard::ExportCard(ThemeSource &themes, QWidget *parent) : QFrame(parent), m_themes(themes)
{
    makeCard(*this);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
}

void ExportCard::setExportNames(const QString &scenario, const QString &folder)
{
    m_scenario = scenario;
    m_folder = folder;
}

void ExportCard::askForFile(const QString &id, const FileKind &kind,
                            std::function<Result<void>(const QString &)> save)
{
    const QString name = proposedFileName(m_scenario, id, QDateTime::currentDateTime(), kind.suffix);
    askAndSave(*this, {m_folder, name, kind, std::move(save)},
               [this](const QString &path, const Result<void> &saved) {
                   if (!saved) {
                       Q_EMIT exportFailed(saved.error());
                       return;
                   }
                   m_folder = QFileInfo(path).absolutePath();
                   Q_EMIT exported(path);
               });
}

} // namespace weir
