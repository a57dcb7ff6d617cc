// SPDX-License-Identifier: GPL-3.0-or-later
#include "runs/windowsmodel.h"

#include "base/counted.h"
#include "base/units.h"
#include "runs/intervalcell.h"

namespace weir {

namespace {

constexpr double nsPerMs = 1e6;

/// What a level asks of the service; both where users and arrivals run side by side.
QString levelText(const Window &window)
{
    QStringList parts;
    if (window.users)
        parts << (*window.users == 1 ? counted(1, Counted::Users).text()
                                     : WindowsModel::tr("%1 users").arg(formatStreams(*window.users)));
    if (window.rate)
        parts << WindowsModel::tr("%1/s").arg(formatFigure(*window.rate));
    return parts.isEmpty() ? QStringLiteral("–") : parts.join(QStringLiteral(" + "));
}

QString rateText(const WindowSummary &window, double rate, const QString &key)
{
    return withInterval(formatFigure(rate), intervalWords(window.intervals, key, 1));
}

QString cellText(const WindowSummary &window, WindowsModel::Column column)
{
    switch (column) {
    case WindowsModel::From:
        return formatFigure(toSeconds(window.window.from));
    case WindowsModel::To:
        return formatFigure(toSeconds(window.window.to));
    case WindowsModel::Level:
        return levelText(window.window);
    case WindowsModel::Started:
        return formatCount(window.requests);
    case WindowsModel::Failed:
        return formatCount(window.failed);
    case WindowsModel::RequestRate:
        return rateText(window, window.requestsPerSecond, QStringLiteral("requests_per_second"));
    case WindowsModel::TokenRate:
        return rateText(window, window.tokensPerSecond, QStringLiteral("tokens_per_second"));
    case WindowsModel::TtftP50:
        return rankCell(window.ttft, 50, nsPerMs);
    case WindowsModel::TtftP99:
        return rankCell(window.ttft, 99, nsPerMs);
    case WindowsModel::ItlP99:
        return rankCell(window.itl, 99, nsPerMs);
    case WindowsModel::E2eP50:
        return rankCell(window.e2e, 50, nsPerMs);
    case WindowsModel::E2eP99:
        return rankCell(window.e2e, 99, nsPerMs);
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
    const std::array<QString, ColumnCount> names{tr("From (s)"),     tr("To (s)"),        tr("Load"),
                                                 tr("Requests"),     tr("Failed"),        tr("Requests/s"),
                                                 tr("Tokens/s"),     tr("TTFT p50 (ms)"), tr("TTFT p99 (ms)"),
                                                 tr("Gap p99 (ms)"), tr("E2E p50 (ms)"),  tr("E2E p99 (ms)")};
    return names[static_cast<std::size_t>(section)];
}

} // namespace weir
