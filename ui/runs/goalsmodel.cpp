// SPDX-License-Identifier: GPL-3.0-or-later
#include "runs/goalsmodel.h"

namespace weir {

void GoalsModel::setGoals(std::vector<GoalState> goals)
{
    beginResetModel();
    m_goals = std::move(goals);
    endResetModel();
}

int GoalsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_goals.size());
}

int GoalsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(ColumnCount);
}

QVariant GoalsModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const GoalState &goal = m_goals[static_cast<std::size_t>(index.row())];
    if (role == Qt::ToolTipRole)
        return goal.meaning.text();
    if (role != Qt::DisplayRole)
        return {};
    switch (static_cast<Column>(index.column())) {
    case Goal:
        return goal.expression;
    case Measured:
        return goal.measured.isEmpty() ? QStringLiteral("–") : goal.measured.text();
    case Margin:
        return goal.margin ? marginText(goal).text() : QStringLiteral("–");
    case Standing:
        return standingText(goal).text();
    case ColumnCount:
        break;
    }
    return {};
}

QVariant GoalsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (static_cast<Column>(section)) {
    case Goal:
        return tr("Goal");
    case Measured:
        return tr("Measured");
    case Margin:
        return tr("Margin");
    case Standing:
        return tr("State");
    case ColumnCount:
        break;
    }
    return {};
}

} // namespace weir
