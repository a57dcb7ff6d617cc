// SPDX-License-Identifier: GPL-3.0-or-later
#include "calibrate/calibrationmodel.h"

#include "base/units.h"

namespace weir {

void CalibrationModel::clear()
{
    beginResetModel();
    m_certificates.clear();
    m_rows.clear();
    endResetModel();
}

void CalibrationModel::add(const Certificate &certificate)
{
    const CalibrationErrors &errors = certificate.errors;
    const Row rows[] = {
        {certificate.transport, tr("time to first token"),
         tr("As measured, less the time from the request's arrival to the first write"), errors.ttft},
        {certificate.transport, tr("gap between chunks"),
         tr("As measured, less the gap between the two writes"), errors.itl},
        {certificate.transport, tr("stamp of a chunk"), tr("How long after the write it was taken"),
         errors.chunk},
        {certificate.transport, tr("start of a request"),
         tr("How long after the start as recorded the service had the request"), errors.start},
        {certificate.transport, tr("lateness of the generator"),
         tr("How long after its planned time a request was started"), errors.slip}};
    m_certificates.push_back(certificate);
    beginResetModel(); // an insertion would leave the table's columns as wide as their headers
    m_rows.insert(m_rows.end(), std::begin(rows), std::end(rows));
    endResetModel();
}

int CalibrationModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int CalibrationModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(ColumnCount);
}

QVariant CalibrationModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const Row &row = m_rows[static_cast<std::size_t>(index.row())];
    const Column column = static_cast<Column>(index.column());
    if (role == Qt::TextAlignmentRole)
        return static_cast<int>(Qt::AlignVCenter | (column <= Figure ? Qt::AlignLeft : Qt::AlignRight));
    if (role == Qt::ToolTipRole)
        return row.meaning;
    if (role != Qt::DisplayRole)
        return {};
    switch (column) {
    case Transport:
        return row.transport;
    case Figure:
        return row.name;
    case Bias:
        return formatTime(row.errors.bias);
    case Jitter:
        return formatTime(row.errors.jitter);
    case P50:
        return formatTime(row.errors.p50);
    case P99:
        return formatTime(row.errors.p99);
    case Max:
        return formatTime(row.errors.max);
    case Samples:
        return formatCount(row.errors.count);
    case ColumnCount:
        break;
    }
    return {};
}

QVariant CalibrationModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section >= ColumnCount)
        return {};
    const std::size_t column = static_cast<std::size_t>(section);
    if (role == Qt::TextAlignmentRole)
        return static_cast<int>(Qt::AlignVCenter | (section <= Figure ? Qt::AlignLeft : Qt::AlignRight));
    if (role == Qt::ToolTipRole) {
        const std::array<QString, ColumnCount> tips{
            tr("What moved the bytes"),
            tr("What was off"),
            tr("Median of the errors with their sign: what is wrong every time"),
            tr("99th percentile less the median of the errors with their sign: what comes and goes"),
            tr("Half of the errors were no larger"),
            tr("The error bar: 99 of 100 errors were no larger"),
            tr("The largest error"),
            tr("How many errors were measured")};
        return tips[column];
    }
    if (role != Qt::DisplayRole)
        return {};
    const std::array<QString, ColumnCount> titles{tr("Transport"),
                                                  tr("Error of"),
                                                  tr("Bias"),
                                                  tr("Jitter"),
                                                  QStringLiteral("p50"),
                                                  tr("p99 (±)"),
                                                  tr("Max", "largest error"),
                                                  tr("Samples")};
    return titles[column];
}

} // namespace weir
