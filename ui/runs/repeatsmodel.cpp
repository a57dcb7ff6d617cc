// SPDX-License-Identifier: GPL-3.0-or-later
#include "runs/repeatsmodel.h"

#include "base/units.h"

#include <optional>

namespace weir {

namespace {

std::optional<double> valueOf(const RepeatedFigure &figure, RepeatsModel::Column column)
{
    switch (column) {
    case RepeatsModel::Mean:
        return figure.mean;
    case RepeatsModel::Deviation:
        return figure.deviation;
    case RepeatsModel::From:
        return figure.interval ? std::optional(figure.interval->low) : std::nullopt;
    case RepeatsModel::To:
        return figure.interval ? std::optional(figure.interval->high) : std::nullopt;
    case RepeatsModel::Least:
        return figure.min;
    case RepeatsModel::Most:
        return figure.max;
    case RepeatsModel::Runs:
        return static_cast<double>(figure.runs);
    case RepeatsModel::Figure:
    case RepeatsModel::ColumnCount:
        break;
    }
    return std::nullopt;
}

QString shown(const RepeatedFigure &figure, RepeatsModel::Column column)
{
    if (column == RepeatsModel::Figure)
        return figure.name;
    if (column == RepeatsModel::Runs)
        return formatCount(figure.runs);
    const std::optional<double> value = valueOf(figure, column);
    if (!value)
        return QStringLiteral("-");
    const bool isBound = figure.isLowerBound && column == RepeatsModel::Mean;
    return (isBound ? QStringLiteral("> ") : QString()) + formatFigure(*value);
}

} // namespace

void RepeatsModel::setRuns(const std::vector<Summary> &runs)
{
    beginResetModel();
    m_figures = repeatedFigures(runs);
    endResetModel();
}

int RepeatsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_figures.size());
}

int RepeatsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(ColumnCount);
}

QVariant RepeatsModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount() || index.column() >= ColumnCount)
        return {};
    const RepeatedFigure &figure = m_figures[static_cast<std::size_t>(index.row())];
    const Column column = static_cast<Column>(index.column());
    switch (role) {
    case Qt::DisplayRole:
        return shown(figure, column);
    case Qt::UserRole:
        if (const std::optional<double> value = valueOf(figure, column))
            return *value;
        return column == Figure ? QVariant(figure.key) : QVariant(QString());
    case Qt::TextAlignmentRole:
        return static_cast<int>(Qt::AlignVCenter | (column == Figure ? Qt::AlignLeft : Qt::AlignRight));
    case Qt::ToolTipRole:
        if (figure.isLowerBound)
            return tr("In a run at least only a lower bound of it is known, so its mean is one as well.");
        return figure.key;
    default:
        return {};
    }
}

QVariant RepeatsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section >= ColumnCount)
        return {};
    if (role == Qt::TextAlignmentRole)
        return static_cast<int>(Qt::AlignVCenter | (section == Figure ? Qt::AlignLeft : Qt::AlignRight));
    const std::pair<QString, QString> heads[ColumnCount] = {
        {tr("Figure"), tr("As in the summary of one run; times in milliseconds")},
        {tr("Mean"), tr("Of the runs")},
        {tr("Deviation"), tr("Standard deviation between the runs")},
        {tr("From"), tr("Lower end of the mean's 95 % interval, by Student's t over the runs")},
        {tr("To"), tr("Upper end of the mean's 95 % interval, by Student's t over the runs")},
        {tr("Min"), tr("Of the runs")},
        {tr("Max"), tr("Of the runs")},
        {tr("Runs"), tr("That have this figure")}};
    if (role == Qt::DisplayRole)
        return heads[section].first;
    return role == Qt::ToolTipRole ? heads[section].second : QVariant();
}

} // namespace weir
