// SPDX-License-Identifier: GPL-3.0-or-later
// A small table of texts with buttons to add, remove and move rows: headers, checks, thresholds, prompts.
#pragma once

#include <QList>
#include <QStringList>
#include <QWidget>

#include <functional>

class QTableWidget;
class QToolButton;

namespace weir {

/// The value is a list of rows, each with a text for every editable column. GUI thread.
class RowsEdit : public QWidget
{
    Q_OBJECT

public:
    struct Column
    {
        QString title;
        QList<std::pair<QString, QString>> choices; ///< Value and text; empty: free text.
    };
    using Rows = QList<QStringList>;

    /// `newRow`: what a new row holds. `what` names one row for tooltips: "header".
    RowsEdit(const QList<Column> &columns, const QStringList &newRow, const QString &what,
             QWidget *parent = nullptr);

    [[nodiscard]] Rows value() const { return m_rows; }
    void setValue(const Rows &rows);
    /// Adds a read-only column whose texts are made from the row.
    void setDerivedColumn(const QString &title, const std::function<QString(const QStringList &)> &text);
    void selectRow(int row);
    [[nodiscard]] QTableWidget *table() { return m_table; }
    void addRow();
    void removeRow();

Q_SIGNALS:
    void edited(); ///< By the user.
    void left();

private:
    void fill();
    void fillRow(int row);
    void move(int by);
    void cellChanged(int row, int column);
    void adaptHeight();

    QList<Column> m_columns;
    QStringList m_newRow;
    Rows m_rows;
    std::function<QString(const QStringList &)> m_derived;
    QTableWidget *m_table;
    QToolButton *m_remove;
    QToolButton *m_up;
    QToolButton *m_down;
};

} // namespace weir
