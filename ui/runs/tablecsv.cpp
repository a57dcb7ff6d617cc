// SPDX-License-Identifier: GPL-3.0-or-later
#include "runs/tablecsv.h"

#include "base/csv.h"

#include <QAbstractItemModel>

namespace weir {

namespace {

QString cellText(const QModelIndex &index)
{
    const QString shown = index.data(Qt::DisplayRole).toString();
    const QVariant raw = index.data(Qt::UserRole);
    // An empty cell stays empty, whatever it sorts as.
    if (shown.isEmpty())
        return shown;
    switch (raw.typeId()) {
    case QMetaType::Double:
        return csvNumber(raw.toDouble());
    case QMetaType::Int:
    case QMetaType::UInt:
    case QMetaType::LongLong:
    case QMetaType::ULongLong:
        return raw.toString();
    default:
        return shown;
    }
}

} // namespace

QByteArray tableCsv(const QAbstractItemModel &model)
{
    QStringList header;
    for (int column = 0; column < model.columnCount(); ++column)
        header << model.headerData(column, Qt::Horizontal, Qt::DisplayRole).toString();
    QByteArray csv = csvLine(header);
    for (int row = 0; row < model.rowCount(); ++row) {
        QStringList cells;
        for (int column = 0; column < model.columnCount(); ++column)
            cells << cellText(model.index(row, column));
        csv += csvLine(cells);
    }
    return csv;
}

} // namespace weir
