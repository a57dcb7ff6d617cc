// SPDX-License-Identifier: GPL-3.0-or-later
// A table on a card of a dashboard.
#pragma once

#include <QFrame>
#include <QString>

class QAbstractItemModel;
class QLabel;
class QTableView;

namespace weir {

/// What a table card says; all translated.
struct TableWords
{
    QString title;
    QString subtitle;
    QString name;      ///< For screen readers; empty: the title.
    QString tip;       ///< Empty: the subtitle.
    QString emptyText; ///< Stands in the table's place while it has no row; empty: the table stays.
};

/// Title and subtitle over a table without grid and row numbers. GUI thread.
class TableCard : public QFrame
{
    Q_OBJECT

public:
    enum class Frame
    {
        None,
        OfTable ///< The table has a frame of its own inside the card.
    };

    /// `model` outlives the card.
    TableCard(const TableWords &words, Frame frame, QAbstractItemModel &model, QWidget *parent = nullptr);

    [[nodiscard]] QTableView &table() const { return *m_table; }
    void setSubtitle(const QString &subtitle);
    void setEmptyText(const QString &text);
    /// Shows the table or the text that stands for it. Call after the model has changed.
    void showRows();

private:
    // Owned by the card as their parent.
    QTableView *m_table;
    QLabel *m_subtitle;
    QLabel *m_empty;
};

} // namespace weir
