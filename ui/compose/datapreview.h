// SPDX-License-Identifier: GPL-3.0-or-later
// The first rows of a data source, and a request rendered with one of them, for the eye.
#pragma once

#include "base/result.h"
#include "scenario/scenario.h"

#include <QJsonObject>

#include <vector>

namespace weir {

/// Rows as templates see them, and the wrong ones before or between them.
struct RowPreview
{
    std::vector<QJsonObject> rows;
    quint64 badRows = 0;
    std::vector<Error> firstBad; ///< Of a few: line and reason.
};

/// The first rows of the source, at most `rows` (from 1), read no further than that, so that any file is read
/// in a moment. Errors as DataRows where there is no right row, and for standard input, which only a run
/// reads.
Result<RowPreview> previewRows(const DataSource &source, const QString &baseFolder, std::size_t rows);

/// The body of request `index` as it would be sent with row `row` of its data; indented where it is JSON.
/// Secrets are not resolved: none stands in a body.
Result<QString> previewBody(const Scenario &scenario, const QString &baseFolder, int index, std::size_t row);

} // namespace weir
