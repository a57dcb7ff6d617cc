// SPDX-License-Identifier: GPL-3.0-or-later
// Columns of tables as wide as what stands in them.
#pragma once

class QTableView;

namespace weir {

/// Gives each column but the last, which takes what is left, the width of its texts, at most `most` pixels.
/// GUI thread.
void fitColumns(QTableView &table, int most);

} // namespace weir
