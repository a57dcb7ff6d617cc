// SPDX-License-Identifier: GPL-3.0-or-later
// The errors that a calibration measured, as a table.
#pragma once

#include "store/certificate.h"

#include <QAbstractTableModel>

#include <vector>

namespace weir {

/// One row for each transport and kind of error. GUI thread.
class CalibrationModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column
    {
        Transport,
        Figure,
        Bias,
        Jitter,
        P50,
        P99,
        Max,
        Samples,
        ColumnCount
    };

    using QAbstractTableModel::QAbstractTableModel;

    void clear();
    void add(const Certificate &certificate);
    /// As they were added.
    [[nodiscard]] const std::vector<Certificate> &certificates() const { return m_certificates; }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    struct Row
    {
        QString transport;
        QString name;
        QString meaning;
        ErrorFigures errors;
    };
    std::vector<Certificate> m_certificates;
    std::vector<Row> m_rows;
};

} // namespace weir
