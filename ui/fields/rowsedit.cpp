// SPDX-License-Identifier: GPL-3.0-or-later
#include "fields/rowsedit.h"

#include "fields/celldelegates.h"
#include "theme/flatbutton.h"

#include <QAction>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QSignalBlocker>
#include <QTableWidget>
#include <QToolButton>
#include <QVBoxLayout>

namespace weir {

RowsEdit::RowsEdit(const QList<Column> &columns, const QStringList &newRow, const QString &what,
                   QWidget *parent)
    : QWidget(parent), m_columns(columns), m_newRow(newRow), m_table(new QTableWidget(this))
{
    m_table->setColumnCount(int(columns.size()));
    for (int column = 0; column < columns.size(); ++column) {
        m_table->setHorizontalHeaderItem(column, new QTableWidgetItem(columns[column].title));
        if (columns[column].choices.isEmpty())
            m_table->setItemDelegateForColumn(column, new GrowingDelegate(m_table));
        else
            m_table->setItemDelegateForColumn(column, new ChoiceDelegate(columns[column].choices, m_table));
    }
    m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_table->verticalHeader()->hide();
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setTabKeyNavigation(false); // Tab leaves the table for the next field
    m_table->setEditTriggers(QAbstractItemView::DoubleClicked | QAbstractItemView::AnyKeyPressed |
                             QAbstractItemView::EditKeyPressed | QAbstractItemView::SelectedClicked);
    m_table->setShowGrid(false);
    m_table->setAccessibleName(what);
    setFocusProxy(m_table);

    QToolButton *add = makeFlatButton(tr("+ Add"), tr("Add a row: %1").arg(what), this);
    m_remove = makeFlatButton(tr("Remove"), tr("Remove the selected row (Del)"), this);
    m_up = makeFlatButton(tr("Up"), tr("Move the selected row up"), this);
    m_down = makeFlatButton(tr("Down"), tr("Move the selected row down"), this);
    connect(add, &QToolButton::clicked, this, &RowsEdit::addRow);
    connect(m_remove, &QToolButton::clicked, this, &RowsEdit::removeRow);
    connect(m_up, &QToolButton::clicked, this, [this] { move(-1); });
    connect(m_down, &QToolButton::clicked, this, [this] { move(1); });
    QAction *del = new QAction(m_table);
    del->setShortcut(QKeySequence::Delete);
    del->setShortcutContext(Qt::WidgetShortcut);
    m_table->addAction(del);
    connect(del, &QAction::triggered, this, &RowsEdit::removeRow);
    connect(m_table, &QTableWidget::cellChanged, this, &RowsEdit::cellChanged);

    QHBoxLayout *buttons = new QHBoxLayout;
    buttons->setSpacing(4);
    for (QToolButton *button : {add, m_remove, m_up, m_down})
        buttons->addWidget(button);
    buttons->addStretch();
    QVBoxLayout *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addWidget(m_table);
    layout->addLayout(buttons);
    adaptHeight();
}

void RowsEdit::setDerivedColumn(const QString &title, const std::function<QString(const QStringList &)> &text)
{
    m_derived = text;
    m_table->setColumnCount(int(m_columns.size()) + 1);
    m_table->setHorizontalHeaderItem(int(m_columns.size()), new QTableWidgetItem(title));
    m_table->setWordWrap(true);
    fill();
}

void RowsEdit::setValue(const Rows &rows)
{
    if (rows == m_rows)
        return;
    m_rows = rows;
    fill();
}

void RowsEdit::fill()
{
    const QSignalBlocker blocker(m_table);
    m_table->setRowCount(int(m_rows.size()));
    for (int row = 0; row < m_rows.size(); ++row)
        fillRow(row);
    // As wide as their texts, but for what would push the other columns out of sight.
    constexpr int leastWidth = 220;
    constexpr int mostWidth = 420;
    m_table->resizeColumnsToContents();
    for (int column = 0; column + 1 < m_table->columnCount(); ++column)
        m_table->setColumnWidth(column, std::clamp(m_table->columnWidth(column), leastWidth, mostWidth));
    adaptHeight();
}

void RowsEdit::fillRow(int row)
{
    for (int column = 0; column < m_table->columnCount(); ++column) {
        const bool derived = column >= m_columns.size();
        const QString text = derived ? m_derived(m_rows[row]) : m_rows[row].value(column);
        QTableWidgetItem *item = m_table->item(row, column);
        if (!item) {
            item = new QTableWidgetItem;
            m_table->setItem(row, column, item);
        }
        if (item->text() != text)
            item->setText(text);
        if (derived) {
            item->setFlags(Qt::ItemIsEnabled);
            item->setToolTip(text);
        }
    }
}

void RowsEdit::adaptHeight()
{
    // Tall enough for its rows, so that the page scrolls rather than each table in it.
    const int rows = std::clamp(int(m_rows.size()), 1, 8);
    const int rowHeight = m_table->verticalHeader()->defaultSectionSize();
    m_table->setFixedHeight(m_table->horizontalHeader()->sizeHint().height() + rows * rowHeight + 4);
    m_remove->setEnabled(!m_rows.isEmpty());
    for (QToolButton *button : {m_up, m_down})
        button->setEnabled(m_rows.size() > 1);
}

void RowsEdit::selectRow(int row)
{
    if (row >= 0 && row < m_table->rowCount())
        m_table->setCurrentCell(row, 0);
}

void RowsEdit::addRow()
{
    m_rows.append(m_newRow);
    fill();
    Q_EMIT edited();
    Q_EMIT left();
    const int row = int(m_rows.size()) - 1;
    m_table->setCurrentCell(row, 0);
    if (isVisible())
        m_table->editItem(m_table->item(row, 0));
}

void RowsEdit::removeRow()
{
    const int row = m_table->currentRow();
    if (row < 0 || row >= m_rows.size())
        return;
    m_rows.removeAt(row);
    fill();
    m_table->setCurrentCell(std::min<int>(row, int(m_rows.size()) - 1), 0);
    Q_EMIT edited();
    Q_EMIT left();
}

void RowsEdit::move(int by)
{
    const int row = m_table->currentRow();
    const int to = row + by;
    if (row < 0 || to < 0 || to >= m_rows.size())
        return;
    m_rows.swapItemsAt(row, to);
    fill();
    m_table->setCurrentCell(to, m_table->currentColumn());
    Q_EMIT edited();
    Q_EMIT left();
}

void RowsEdit::cellChanged(int row, int column)
{
    if (column >= m_columns.size() || row >= m_rows.size())
        return;
    while (m_rows[row].size() <= column)
        m_rows[row].append(QString());
    m_rows[row][column] = m_table->item(row, column)->text();
    {
        const QSignalBlocker blocker(m_table);
        fillRow(row);
    }
    Q_EMIT edited();
    Q_EMIT left();
}

} // namespace weir
