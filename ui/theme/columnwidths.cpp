// SPDX-License-Identifier: GPL-3.0-or-later
#include "theme/columnwidths.h"

#include <QAbstractItemModel>
#include <QHeaderView>
#include <QTableView>

#include <algorithm>

namespace weir {

void fitColumns(QTableView &table, int most)
{
    table.resizeColumnsToContents();
    const int count = table.model() ? table.model()->columnCount() : 0;
    for (int column = 0; column + 1 < count; ++column)
        table.setColumnWidth(column, std::min(table.columnWidth(column), most));
}

} // namespace weir
