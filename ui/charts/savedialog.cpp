// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/savedialog.h"

#include <QCoreApplication>
#include <QFileDialog>
#include <QStandardPaths>

namespace weir {

namespace {

/// The context of this file's translations.
struct SaveDialog
{
    Q_DECLARE_TR_FUNCTIONS(weir::SaveDialog)
};

} // namespace

FileKind pngFile()
{
    return {QStringLiteral("png"), SaveDialog::tr("PNG picture (*.png)")};
}

FileKind svgFile()
{
    return {QStringLiteral("svg"), SaveDialog::tr("SVG drawing (*.svg)")};
}

FileKind csvFile()
{
    return {QStringLiteral("csv"), SaveDialog::tr("Comma-separated values (*.csv)")};
}

void askAndSave(QWidget &parent, SaveRequest request,
                std::function<void(const QString &, const Result<void> &)> done)
{
    const QString folder = request.folder.isEmpty()
                               ? QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation)
                               : request.folder;
    QFileDialog *dialog = new QFileDialog(&parent, SaveDialog::tr("Export"), folder, request.kind.filter);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(request.kind.suffix);
    dialog->selectFile(request.name);
    QObject::connect(dialog, &QFileDialog::fileSelected, &parent,
                     [save = std::move(request.save), done = std::move(done)](const QString &path) {
                         done(path, save(path));
                     });
    dialog->open();
}

} // namespace weir
