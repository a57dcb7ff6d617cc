// SPDX-License-Identifier: GPL-3.0-or-later
#include "servicepage/replicasmodel.h"

#include "base/units.h"
#include "servicepage/servicewords.h"

namespace weir {

namespace {

double kvUseOf(const ReplicaState &replica)
{
    return replica.kvCapacity == 0 ? 0
                                   : std::min(1.0, static_cast<double>(replica.kvTokens) /
                                                       static_cast<double>(replica.kvCapacity));
}

} // namespace

void ReplicasModel::setReplicas(const std::vector<ReplicaState> &replicas, const QString &secondVersion)
{
    m_secondVersion = secondVersion;
    if (replicas.size() != m_replicas.size()) {
        beginResetModel();
        m_replicas = replicas;
        endResetModel();
        return;
    }
    m_replicas = replicas;
    if (!m_replicas.empty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

int ReplicasModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_replicas.size());
}

int ReplicasModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(ColumnCount);
}

QString ReplicasModel::cellText(const ReplicaState &replica, Column column) const
{
    switch (column) {
    case Number:
        return formatCount(replica.number);
    case Version:
        return replica.canary ? m_secondVersion : QStringLiteral("v1");
    case Phase:
        return phaseTitle(replica.phase);
    case Weight:
        return formatShare(replica.weight);
    case Running:
        return formatCount(replica.running);
    case Waiting:
        return formatCount(replica.waiting);
    case Gpu:
        return formatShare(replica.gpuUse);
    case Kv:
        return replica.kvCapacity == 0 ? formatCount(replica.kvTokens) : formatShare(kvUseOf(replica));
    case MeanAnswer:
        return replica.meanAnswer == Nanoseconds::zero() ? QStringLiteral("–")
                                                         : formatTime(replica.meanAnswer);
    case ColumnCount:
        break;
    }
    return {};
}

QVariant ReplicasModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const ReplicaState &replica = m_replicas[static_cast<std::size_t>(index.row())];
    const Column column = static_cast<Column>(index.column());
    switch (role) {
    case Qt::DisplayRole:
        return cellText(replica, column);
    case Qt::ToolTipRole:
        if (column == Kv)
            return tr("%1 of %2 tokens")
                .arg(formatCount(replica.kvTokens),
                     replica.kvCapacity == 0 ? tr("any number of") : formatCount(replica.kvCapacity));
        return column == Phase ? phaseMeaning(replica.phase) : QVariant();
    case Qt::TextAlignmentRole:
        return int(Qt::AlignVCenter |
                   (column == Version || column == Phase ? Qt::AlignLeft : Qt::AlignRight));
    case BarRole:
        if (column == Gpu)
            return replica.gpuUse;
        return column == Kv && replica.kvCapacity > 0 ? QVariant(kvUseOf(replica)) : QVariant();
    case PhaseRole:
        return column == Phase ? QVariant(static_cast<int>(replica.phase)) : QVariant();
    default:
        return {};
    }
}

QVariant ReplicasModel::headerTip(Column column) const
{
    switch (column) {
    case Weight:
        return tr("Its share of requests against that of a replica that is warm");
    case Gpu:
        return tr("How busy its GPU was in the last second");
    case Kv:
        return tr("How full its KV cache is");
    case MeanAnswer:
        return tr("Mean time of its answers");
    default:
        return {};
    }
}

QVariant ReplicasModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    const Column column = static_cast<Column>(section);
    if (role == Qt::TextAlignmentRole)
        return int(Qt::AlignVCenter |
                   (column == Version || column == Phase ? Qt::AlignLeft : Qt::AlignRight));
    if (role == Qt::ToolTipRole)
        return headerTip(column);
    if (role != Qt::DisplayRole)
        return {};
    const QStringList names = {QStringLiteral("#"), tr("Version"), tr("State"), tr("Weight"), tr("Running"),
                               tr("Waiting"),       tr("GPU"),     tr("KV"),    tr("Answer")};
    return names.value(section);
}

} // namespace weir
