// SPDX-License-Identifier: GPL-3.0-or-later
// F1: every shortcut of the window, read from its actions.
#pragma once

#include <QDialog>
#include <QList>

class QAction;

namespace weir {

/// GUI thread.
class ShortcutsDialog : public QDialog
{
    Q_OBJECT

public:
    explicit ShortcutsDialog(const QList<QAction *> &actions, QWidget *parent = nullptr);
};

} // namespace weir
