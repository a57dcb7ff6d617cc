// SPDX-License-Identifier: GPL-3.0-or-later
// What SQLite leaves unread in the log of a killed run. Its recovery ends, without a word, at the first frame
// that is not as it was written; every commit behind it is lost. Format:
// https://www.sqlite.org/fileformat2.html#walformat
#pragma once

#include "base/message.h"

#include <QString>

namespace weir {

/// What can't be read of a log. A log that was cut where one of its commits ends is whole to whoever reads
/// it: nothing outside of it tells how far it went, so readers say of each such run where it ends.
struct LogLoss
{
    enum class Kind
    {
        Nothing,
        Commits, ///< So many behind its first damage, at least.
        Unknown, ///< What is damaged does not tell how much it was.
        Whole,   ///< The log is gone or holds nothing, whatever it held.
    };
    Kind kind = Kind::Nothing;
    quint64 commits = 0;

    [[nodiscard]] bool isEmpty() const { return kind == Kind::Nothing; }
    /// The number of commits, "part" or "log"; empty for nothing.
    [[nodiscard]] QString toString() const;
    static LogLoss fromString(const QString &text);
    /// For people: how much of the run `path` is missing. A run commits once a second.
    [[nodiscard]] Message message(const QString &path) const;
};

/// Reads `path`-wal without opening the database, and changes nothing. Only for files that nobody writes: a
/// log that is being written may look damaged. Any thread.
LogLoss lossOfLog(const QString &path);

} // namespace weir
