// SPDX-License-Identifier: GPL-3.0-or-later
// Asks for a file and writes it, without blocking the window.
#pragma once

#include "base/result.h"

#include <QString>

#include <functional>

class QWidget;

namespace weir {

/// A kind of file as the dialog names it.
struct FileKind
{
    QString suffix; ///< Added where the user types none; without its dot.
    QString filter; ///< "PNG picture (*.png)", translated.
};
FileKind pngFile();
FileKind svgFile();
FileKind csvFile();

struct SaveRequest
{
    QString folder; ///< Where the dialog opens; empty: the user's documents.
    QString name;   ///< Proposed, with its suffix.
    FileKind kind;
    std::function<Result<void>(const QString &path)> save;
};

/// Opens a file dialog that asks before overwriting; then calls `save` and `done` with its result, in the GUI
/// thread. Neither is called when the user cancels or `parent`, which owns the dialog, goes away.
void askAndSave(QWidget &parent, SaveRequest request,
                std::function<void(const QString &, const Result<void> &)> done);

} // namespace weir
