// SPDX-License-Identifier: GPL-3.0-or-later
// The goals of a run as a table, those that held too.
#pragma once

#include "report/goalstates.h"

#include <QAbstractTableModel>

#include <vector>

namespace weir {

/// One row a goal; the tooltip says it as a sentence. GUI thread.
class GoalsModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column
    {
        Goal,
        Measured,
        Margin,
        Standing,
        ColumnCount
    };

    using QAbstractTableModel::QAbstractTableModel;

    void setGoals(std::vector<GoalState> goals);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    std::vector<GoalState> m_goals;
};

} // namespace weir
