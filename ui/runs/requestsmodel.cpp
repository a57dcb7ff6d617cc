// SPDX-License-Identifier: GPL-3.0-or-later
#include "runs/requestsmodel.h"

#include "base/units.h"
#include "theme/themesource.h"

namespace weir {

namespace {

/// What a cell holds, before it is a text.
QVariant valueOf(const RequestRow &row, RequestsModel::Column column)
{
    const auto time = [](const std::optional<double> &ms) { return ms ? QVariant(*ms) : QVariant(); };
    switch (column) {
    case RequestsModel::Id:
        return row.request;
    case RequestsModel::Attempt:
        return row.attempt;
    case RequestsModel::Class:
        return row.detail;
    case RequestsModel::Http:
        return row.httpStatus > 0 ? QVariant(row.httpStatus) : QVariant();
    case RequestsModel::Intended:
        return row.intendedS;
    case RequestsModel::Slip:
        return time(row.slipMs);
    case RequestsModel::Ttfb:
        return time(row.ttfbMs);
    case RequestsModel::Ttft:
        return time(row.ttftMs);
    case RequestsModel::Tpot:
        return time(row.tpotMs);
    case RequestsModel::E2e:
        return time(row.e2eMs);
    case RequestsModel::LongestGap:
        return time(row.longestGapMs);
    case RequestsModel::Tokens:
        return row.tokens;
    case RequestsModel::Chunks:
        return row.chunks;
    case RequestsModel::Bytes:
        return row.bytes;
    case RequestsModel::ColumnCount:
        break;
    }
    return {};
}

QString textOf(const RequestRow &row, RequestsModel::Column column)
{
    const QVariant value = valueOf(row, column);
    if (!value.isValid())
        return {};
    switch (column) {
    case RequestsModel::Intended:
        return QString::number(value.toDouble(), 'f', 3);
    case RequestsModel::Tokens:
    case RequestsModel::Chunks:
    case RequestsModel::Bytes:
        return formatCount(value.toULongLong());
    default:
        return value.typeId() == QMetaType::Double ? formatFigure(value.toDouble()) : value.toString();
    }
}

} // namespace

RequestsModel::RequestsModel(ThemeSource &themes, QObject *parent)
    : QAbstractTableModel(parent), m_themes(themes)
{
    connect(&m_themes, &ThemeSource::changed, this, [this] {
        if (rowCount() > 0)
            Q_EMIT dataChanged(index(0, Class), index(rowCount() - 1, Class), {Qt::ForegroundRole});
    });
}

void RequestsModel::setRun(LoadedRunPtr run)
{
    beginResetModel();
    m_run = std::move(run);
    endResetModel();
}

int RequestsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() || !m_run ? 0 : static_cast<int>(m_run->rows.size());
}

int RequestsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(ColumnCount);
}

QVariant RequestsModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const RequestRow &shown = row(index.row());
    const Column column = static_cast<Column>(index.column());
    switch (role) {
    case Qt::DisplayRole:
        return textOf(shown, column);
    case Qt::UserRole: {
        // What is missing sorts below everything.
        const QVariant value = valueOf(shown, column);
        return value.isValid() || column == Class ? value : QVariant(-1.0);
    }
    case Qt::ForegroundRole:
        return column == Class ? QVariant(m_themes.theme().outcomeColor(shown.outcome)) : QVariant();
    case Qt::ToolTipRole:
        return column == Class ? explain(shown.outcome).text() : QVariant();
    case Qt::TextAlignmentRole:
        return static_cast<int>(Qt::AlignVCenter | (column == Class ? Qt::AlignLeft : Qt::AlignRight));
    default:
        return {};
    }
}

QVariant RequestsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    const Column column = static_cast<Column>(section);
    if (role == Qt::TextAlignmentRole)
        return static_cast<int>(Qt::AlignVCenter | (column == Class ? Qt::AlignLeft : Qt::AlignRight));
    if (role != Qt::DisplayRole)
        return {};
    switch (column) {
    case Id:
        return tr("Request");
    case Attempt:
        return tr("Try");
    case Class:
        return tr("Class");
    case Http:
        return tr("HTTP");
    case Intended:
        return tr("Intended (s)");
    case Slip:
        return tr("Slip (ms)");
    case Ttfb:
        return tr("TTFB (ms)");
    case Ttft:
        return tr("TTFT (ms)");
    case Tpot:
        return tr("TPOT (ms)");
    case E2e:
        return tr("E2E (ms)");
    case LongestGap:
        return tr("Longest gap (ms)");
    case Tokens:
        return tr("Tokens");
    case Chunks:
        return tr("Chunks");
    case Bytes:
        return tr("Bytes");
    case ColumnCount:
        break;
    }
    return {};
}

RequestsFilter::RequestsFilter(QObject *parent) : QSortFilterProxyModel(parent)
{
    setSortRole(Qt::UserRole);
}

void RequestsFilter::setOutcome(std::optional<OutcomeClass> outcome)
{
    m_outcome = outcome;
    invalidateFilter();
}

bool RequestsFilter::filterAcceptsRow(int row, const QModelIndex &parent) const
{
    Q_UNUSED(parent)
    const RequestsModel *model = qobject_cast<const RequestsModel *>(sourceModel());
    return model && (!m_outcome || model->row(row).outcome == *m_outcome);
}

} // namespace weir
