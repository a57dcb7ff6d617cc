// SPDX-License-Identifier: GPL-3.0-or-later
#include "runs/windowsmodel.h"

#include "base/units.h"

namespace weir {

namespace {

/// Milliseconds; a question mark tells of too few samples, as in the table of figures.
QString rankText(const Distribution &distribution, double percentile)
{
    if (distribution.isEmpty())
        return QStringLiteral("–");
    const Distribution::Rank &rank = distribution.rank(percentile);
    const bool isWeak = distribution.weak.contains(percentileName(percentile));
    return (rank.lowerBound ? QStringLiteral("> ") : QString()) + formatFigure(rank.value / 1e6) +
           (isWeak ? QStringLiteral(" ?") : QString());
}

QString cellText(const WindowSummary &window, WindowsModel::Column column)
{
    switch (column) {
    case WindowsModel::From:
        return formatFigure(toSeconds(window.window.from));
    case WindowsModel::To:
        return formatFigure(toSeconds(window.window.to));
    case WindowsModel::Started:
        return formatCount(window.requests);
    case WindowsModel::Failed:
        return formatCount(window.failed);
    case WindowsModel::RequestRate:
        return formatFigure(window.requestsPerSecond);
    case WindowsModel::TokenRate:
        return formatFigure(window.tokensPerSecond);
    case WindowsModel::TtftP50:
        return rankText(window.ttft, 50);
    case WindowsModel::TtftP99:
        return rankText(window.ttft, 99);
    case WindowsModel::ItlP99:
        return rankText(window.itl, 99);
    case WindowsModel::E2eP50:
        return rankText(window.e2e, 50);
    case WindowsModel::E2eP99:
        return rankText(window.e2e, 99);
    case WindowsModel::ColumnCount:
        break;
    }
    return {};
}

} // namespace

void WindowsModel::setWindows(const std::vector<WindowSummary> &windows)
{
    beginResetModel();
    m_windows = windows;
    endResetModel();
}

int WindowsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_windows.size());
}

int WindowsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(ColumnCount);
}

QVariant WindowsModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    if (role == Qt::TextAlignmentRole)
        return static_cast<int>(Qt::AlignVCenter | Qt::AlignRight);
    if (role != Qt::DisplayRole)
        return {};
    return cellText(m_windows[static_cast<std::size_t>(index.row())], static_cast<Column>(index.column()));
}

QVariant WindowsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount)
        return {};
    if (role == Qt::TextAlignmentRole)
        return static_cast<int>(Qt::AlignVCenter | Qt::AlignRight);
    if (role != Qt::DisplayRole)
        return {};
    const std::array<QString, ColumnCount> names{tr("From (s)"),      tr("To (s)"),        tr("Requests"),
                                                 tr("Failed"),        tr("Requests/s"),    tr("Tokens/s"),
                                                 tr("TTFT p50 (ms)"), tr("TTFT p99 (ms)"), tr("Gap p99 (ms)"),
                                                 tr("E2E p50 (ms)"),  tr("E2E p99 (ms)")};
    return names[static_cast<std::size_t>(section)];
}

} // namespace weir
