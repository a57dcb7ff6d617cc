// SPDX-License-Identifier: GPL-3.0-or-later
// Checks on answers as rows of a table.
#pragma once

#include "fields/rowsedit.h"
#include "scenario/scenario.h"

#include <QCoreApplication>

#include <vector>

namespace weir {

/// A row has what is looked at, what must hold, a header's name or a place, and the one value that the kind
/// compares with: a number, a schema or a text. GUI thread, whose language the titles have.
class CheckRows
{
    Q_DECLARE_TR_FUNCTIONS(weir::CheckRows)

public:
    static QList<RowsEdit::Column> columns();
    static RowsEdit::Rows of(const std::vector<Check> &checks);
    /// What is no number counts as 0.
    static std::vector<Check> toChecks(const RowsEdit::Rows &rows);
};

} // namespace weir
