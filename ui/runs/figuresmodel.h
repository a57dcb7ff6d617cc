// SPDX-License-Identifier: GPL-3.0-or-later
// The figures of a run or of a part of it as a table.
#pragma once

#include "metrics/summary.h"

#include <QAbstractTableModel>

#include <vector>

namespace weir {

/// Every distribution that has samples, one a row; milliseconds or tokens, with the 95 % interval on a second
/// line where there is one. GUI thread.
class FiguresModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column
    {
        Name,
        Unit,
        Count,
        Mean,
        Min,
        P50,
        P90,
        P95,
        P99,
        P999,
        Max,
        ColumnCount
    };

    using QAbstractTableModel::QAbstractTableModel;

    void setFigures(const FigureSet &figures);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    struct Row
    {
        QString name;
        bool isTime = true;
        Distribution distribution;
    };
    std::vector<Row> m_rows;
};

} // namespace weir
