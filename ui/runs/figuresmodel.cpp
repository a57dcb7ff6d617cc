// SPDX-License-Identifier: GPL-3.0-or-later
#include "runs/figuresmodel.h"

#include "base/units.h"
#include "metrics/figures.h"
#include "runs/intervalcell.h"

namespace weir {

namespace {

QString extremeText(double value, bool lowerBound, double unit)
{
    return (lowerBound ? QStringLiteral("> ") : QString()) + formatFigure(value / unit);
}

} // namespace

void FiguresModel::setFigures(const FigureSet &figures)
{
    beginResetModel();
    m_rows.clear();
    for (const FigureInfo &info : allFigures()) {
        const Distribution &distribution = figures.*info.member;
        if (!distribution.isEmpty())
            m_rows.push_back({Message(info.label).text(), info.isTime, distribution});
    }
    endResetModel();
}

int FiguresModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int FiguresModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(ColumnCount);
}

QVariant FiguresModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const Column column = static_cast<Column>(index.column());
    if (role == Qt::TextAlignmentRole)
        return static_cast<int>(Qt::AlignVCenter | (column <= Unit ? Qt::AlignLeft : Qt::AlignRight));
    const Row &row = m_rows[static_cast<std::size_t>(index.row())];
    const Distribution &figures = row.distribution;
    if (role == Qt::ToolTipRole && column >= P50 && column <= P999) {
        const QString name = percentileName(summaryPercentiles[static_cast<std::size_t>(column - P50)]);
        QStringList lines;
        if (figures.weak.contains(name))
            lines << tr("Weak: too few samples for this percentile");
        if (figures.ranks[static_cast<std::size_t>(column - P50)].interval)
            lines << tr("Second line: the 95 % interval, how far chance alone may have moved the figure");
        return lines.join(u'\n');
    }
    if (role != Qt::DisplayRole)
        return {};
    const double unit = row.isTime ? 1e6 : 1;
    switch (column) {
    case Name:
        return row.name;
    case Unit:
        return row.isTime ? tr("ms") : tr("tokens");
    case Count:
        return formatCount(figures.count + figures.censored);
    case Mean:
        return withInterval(extremeText(figures.mean, figures.meanIsLowerBound, unit),
                            intervalWords(figures.meanInterval, unit));
    case Min:
        return extremeText(figures.min, figures.minIsLowerBound, unit);
    case Max:
        return extremeText(figures.max, figures.maxIsLowerBound, unit);
    case ColumnCount:
        return {};
    default:
        return rankCell(figures, summaryPercentiles[static_cast<std::size_t>(column - P50)], unit);
    }
}

QVariant FiguresModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    const Column column = static_cast<Column>(section);
    if (role == Qt::TextAlignmentRole)
        return static_cast<int>(Qt::AlignVCenter | (column <= Unit ? Qt::AlignLeft : Qt::AlignRight));
    if (role != Qt::DisplayRole)
        return {};
    switch (column) {
    case Name:
        return tr("Figure");
    case Unit:
        return tr("Unit");
    case Count:
        return tr("Samples");
    case Mean:
        return tr("Mean");
    case Min:
        return tr("Min");
    case Max:
        return tr("Max");
    case ColumnCount:
        return {};
    default:
        return percentileName(summaryPercentiles[static_cast<std::size_t>(column - P50)]);
    }
}

} // namespace weir
