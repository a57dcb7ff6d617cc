// SPDX-License-Identifier: GPL-3.0-or-later
// The rows of a data source, in memory, ready to fill templates.
#pragma once

#include "base/ids.h"
#include "base/result.h"
#include "scenario/rowsource.h"
#include "scenario/scenario.h"

#include <QJsonObject>

#include <functional>
#include <memory>

namespace weir {

/// Calls `row` for each row of the source, in order, without keeping any, until it returns false; errors as
/// for DataRows::load().
Result<RowTally> forEachRow(const DataSource &source, const QString &baseFolder,
                            const std::function<bool(QJsonObject &&row)> &row, const RowLimits &limits = {});

/// A file of more than 32 MiB: check() looks at its first rows only.
bool isLargeFile(const DataSource &source, const QString &baseFolder);
/// One whose rows are taken in their order: a run reads as far as it gets. A source that skips bad rows is
/// read through, so that a run tells them before it begins.
bool readsAsItGoes(const DataSource &source, const QString &baseFolder);

/// Rows of one source; copies share them. Any thread.
class DataRows
{
public:
    /// Reads the whole source, or the first of one that readsAsItGoes(). A file: in any form of
    /// scenario/rowreader.h, within RowLimits; errors name the line. A source without rows is no error here.
    static Result<DataRows> load(const DataSource &source, const QString &baseFolder);

    /// Of those read so far.
    [[nodiscard]] quint64 count() const;
    /// All of them are read.
    [[nodiscard]] bool isWhole() const;
    /// More than `number`, or all that there are; reads on where it must. A source that can't be read on has
    /// one more row, whose reading fails.
    [[nodiscard]] quint64 countBeyond(quint64 number) const;
    /// Fails where the row, or one before it, can't be read. `row` is less than count() or countBeyond()
    /// said.
    [[nodiscard]] Result<QJsonObject> at(RowIndex row) const;
    [[nodiscard]] const DataSource &source() const;
    /// Bytes of the largest row read so far, about.
    [[nodiscard]] qint64 largestRow() const;

private:
    struct State;
    explicit DataRows(std::shared_ptr<State> state) : m_state(std::move(state)) {}

    std::shared_ptr<State> m_state;
};

} // namespace weir
