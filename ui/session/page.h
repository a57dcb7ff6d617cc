// SPDX-License-Identifier: GPL-3.0-or-later
// What the main window knows of a page: a name, an icon, a layout to remember. Everything else is the page's
// own.
#pragma once

#include "theme/icons.h"

#include <QWidget>

class QUndoStack;

namespace weir {

/// One entry of the left rail. GUI thread; owned by the main window once added.
class Page : public QWidget
{
    Q_OBJECT

public:
    using QWidget::QWidget;

    /// Translated name in the rail and the View menu.
    [[nodiscard]] virtual QString title() const = 0;
    [[nodiscard]] virtual Icon icon() const = 0;
    /// Ctrl and this digit open the page; 0: its place in the rail decides.
    [[nodiscard]] virtual int shortcutNumber() const { return 0; }
    /// The steps that Edit > Undo takes back while this page is shown; null: there are none.
    [[nodiscard]] virtual QUndoStack *undoStack() { return nullptr; }
    /// Splitters and columns as an opaque value; empty when there is nothing to remember.
    [[nodiscard]] virtual QByteArray saveLayout() const { return {}; }
    virtual void restoreLayout(const QByteArray &layout) { Q_UNUSED(layout) }
    /// Whether exportPage() has something to write; File > Export page is offered only then.
    [[nodiscard]] virtual bool canExport() const { return false; }
    /// Asks where to, and writes what the page shows.
    virtual void exportPage() {}
    /// Shows a file that is no project (a run); false when this page does not know its kind.
    virtual bool openFile(const QString &path)
    {
        Q_UNUSED(path)
        return false;
    }

    /// The same page anew, at the same place with what the person did there: for texts in another language.
    /// The caller owns it and deletes this one. Null: the page has no texts of its own, and stays.
    [[nodiscard]] virtual Page *renewed() { return nullptr; }

Q_SIGNALS:
    /// Something that the user must know and that blocks nothing; `isError` decides how it looks.
    void message(const QString &text, bool isError);
    /// canExport() has changed.
    void canExportChanged();
};

} // namespace weir
