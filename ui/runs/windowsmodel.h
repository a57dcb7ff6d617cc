// SPDX-License-Identifier: GPL-3.0-or-later
// The levels of a stepped load with their figures, one a row.
#pragma once

#include "metrics/summary.h"

#include <QAbstractTableModel>

#include <vector>

namespace weir {

/// Times in milliseconds with their 95 % intervals on a second line, the stretch in seconds since the run's
/// start. GUI thread.
class WindowsModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column
    {
        From,
        To,
        Level, ///< Users, or arrivals a second.
        Started,
        Failed,
        RequestRate,
        TokenRate,
        TtftP50,
        TtftP99,
        ItlP99,
        E2eP50,
        E2eP99,
        ColumnCount
    };

    using QAbstractTableModel::QAbstractTableModel;

    void setWindows(const std::vector<WindowSummary> &windows);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    std::vector<WindowSummary> m_windows;
};

} // namespace weir
