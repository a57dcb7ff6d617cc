// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/savedialog.h"

#include <QCoreApplication>
#include <QFileDialog>
#include <QStandardPaths>

namespace weir {

void askAndSave(QWidget &parent, SaveRequest request,
                std::function<void(const QString &, const Result<void> &)> done)
{
    const QString folder = request.folder.isEmpty()
                               ? QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation)
                               : request.folder;
    QFileDialog *dialog = new QFileDialog(&parent, QCoreApplication::translate("weir::SaveDialog", "Export"),
                                          folder, request.filter);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(request.suffix);
    dialog->selectFile(request.name);
    QObject::connect(dialog, &QFileDialog::fileSelected, &parent,
                     [save = std::move(request.save), done = std::move(done)](const QString &path) {
                         done(path, save(path));
                     });
    dialog->open();
}

} // namespace weir
