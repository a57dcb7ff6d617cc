// SPDX-License-Identifier: GPL-3.0-or-later
// What several runs of one scenario say together, as a table: a line a figure.
#pragma once

#include "metrics/repeats.h"

#include <QAbstractTableModel>

#include <vector>

namespace weir {

/// Qt::UserRole gives the exact values for files; Qt::ToolTipRole what a column means. GUI thread.
class RepeatsModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column
    {
        Figure,
        Mean,
        Deviation,
        From, ///< Of the mean's 95 % interval.
        To,
        Least,
        Most,
        Runs,
        ColumnCount
    };

    using QAbstractTableModel::QAbstractTableModel;

    void setRuns(const std::vector<Summary> &runs);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    std::vector<RepeatedFigure> m_figures;
};

} // namespace weir
