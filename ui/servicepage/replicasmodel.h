// SPDX-License-Identifier: GPL-3.0-or-later
// The replicas of the built-in service as a table.
#pragma once

#include "service/model/modelstate.h"

#include <QAbstractTableModel>

#include <vector>

namespace weir {

/// GUI thread.
class ReplicasModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column
    {
        Number,
        Version,
        Phase,
        Weight,
        Running,
        Waiting,
        Gpu,
        Kv,
        MeanAnswer,
        ColumnCount
    };
    enum Role
    {
        BarRole = Qt::UserRole, ///< 0 to 1 where a cell is a bar.
        PhaseRole               ///< ReplicaPhase as int where a cell has the phase's colour.
    };

    using QAbstractTableModel::QAbstractTableModel;

    /// `secondVersion`: the name of the canary release.
    void setReplicas(const std::vector<ReplicaState> &replicas, const QString &secondVersion);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    [[nodiscard]] QVariant headerTip(Column column) const;
    [[nodiscard]] QString cellText(const ReplicaState &replica, Column column) const;

    std::vector<ReplicaState> m_replicas;
    QString m_secondVersion;
};

} // namespace weir
