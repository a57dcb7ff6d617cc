// SPDX-License-Identifier: GPL-3.0-or-later
// A table as comma-separated values: what its view shows, in the order shown.
#pragma once

#include <QByteArray>

class QAbstractItemModel;

namespace weir {

/// Header and all rows; UTF-8, RFC 4180. Cells are the raw values of Qt::UserRole where they are numbers
/// (exact, no separators), else the texts shown. GUI thread.
QByteArray tableCsv(const QAbstractItemModel &model);

} // namespace weir
