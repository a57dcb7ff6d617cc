// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/shortcutsdialog.h"

#include <QAction>
#include <QHeaderView>
#include <QRegularExpression>
#include <QTableWidget>
#include <QVBoxLayout>

namespace weir {

namespace {

/// The action's text without its access key: "&Open…", or "…(&O)" in languages that have no letter to
/// underline.
QString plainText(const QAction &action)
{
    static const QRegularExpression accessKey(QStringLiteral("\\(&\\w\\)|&"));
    return action.text().remove(accessKey);
}

} // namespace

ShortcutsDialog::ShortcutsDialog(const QList<QAction *> &actions, QWidget *parent) : QDialog(parent)
{
    setWindowTitle(tr("Keyboard shortcuts"));
    resize(440, 520);
    QTableWidget *table = new QTableWidget(0, 2);
    table->setHorizontalHeaderLabels({tr("Key"), tr("Does")});
    table->horizontalHeader()->setStretchLastSection(true);
    table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    table->verticalHeader()->hide();
    table->setShowGrid(false);
    table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table->setTabKeyNavigation(false);
    table->setAccessibleName(tr("Keyboard shortcuts"));
    table->setToolTip(tr("Esc closes this window"));
    for (const QAction *action : actions) {
        if (action->shortcut().isEmpty())
            continue;
        const int row = table->rowCount();
        table->insertRow(row);
        table->setItem(row, 0, new QTableWidgetItem(action->shortcut().toString(QKeySequence::NativeText)));
        table->setItem(row, 1, new QTableWidgetItem(plainText(*action)));
    }
    table->setColumnWidth(0, 150);
    QVBoxLayout *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 16);
    layout->addWidget(table);
}

} // namespace weir
