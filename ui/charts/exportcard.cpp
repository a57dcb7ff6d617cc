// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/exportcard.h"

#include "base/outputfile.h"
#include "theme/themesource.h"
#include "theme/widgetlook.h"

#include <QApplication>
#include <QClipboard>
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

void ExportCard::exportPicture(ExportDialog::Kind kind, const QString &id, const Drawing &drawing,
                               const QSize &proposed)
{
    const QSize size = proposed.expandedTo(QSize(800, 400)).boundedTo(QSize(8192, 8192));
    ExportDialog *dialog = new ExportDialog(m_themes.theme(), size, kind, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog, kind, id, drawing, from = m_provenance] {
        ChartPicture picture = dialog->picture();
        picture.provenance = from;
        const bool isSvg = kind == ExportDialog::Kind::Svg;
        askForFile(id, isSvg ? svgFile() : pngFile(), [drawing, picture, isSvg](const QString &path) {
            return isSvg ? saveSvg(path, drawing, picture) : savePng(path, drawing, picture);
        });
    });
    dialog->open();
}

void ExportCard::exportTable(const QString &id, const QByteArray &csv)
{
    askForFile(id, csvFile(), [bytes = withProvenance(csv, m_provenance)](const QString &path) {
        return writeFile(path, bytes);
    });
}

void ExportCard::copyPicture(const Drawing &drawing, const QSize &size)
{
    constexpr qreal sharp = 2;
    const QSize area = size.expandedTo(QSize(160, 160)).boundedTo(QSize(8192, 8000));
    const Result<QImage> image =
        renderImage(drawing, {sizeWithBands(area, m_provenance), sharp, m_themes.theme(), m_provenance});
    if (image)
        QApplication::clipboard()->setImage(*image);
    else
        Q_EMIT exportFailed(image.error());
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
