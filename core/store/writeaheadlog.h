// SPDX-License-Identifier: GPL-3.0-or-later
// What SQLite leaves unread in the log of a killed run. Its recovery ends, without a word, at the first frame
// that is not as it was written; every commit behind it is lost. Format:
// https://www.sqlite.org/fileformat2.html#walformat
#pragma once

#include "base/message.h"

#include <QString>

namespace weir {

/// What can't be read of a log.
struct LogLoss
{
    bool isWhole = false; ///< The log itself is gone, with whatever it held.
    quint64 commits = 0;  ///< Else: commits behind its first damage, at least.

    [[nodiscard]] bool isEmpty() const { return !isWhole && commits == 0; }
    /// "log" or the number of commits; empty for nothing.
    [[nodiscard]] QString toString() const;
    static LogLoss fromString(const QString &text);
    /// For people: how much of the run `path` is missing. A run commits once a second.
    [[nodiscard]] Message message(const QString &path) const;
};

/// Reads `path`-wal without opening the database, and changes nothing. Only for files that nobody writes: a
/// log that is being written may look damaged. Any thread.
LogLoss lossOfLog(const QString &path);

} // namespace weir
