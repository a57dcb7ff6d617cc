// SPDX-License-Identifier: GPL-3.0-or-later
// A run file in its first moment: whole under another name before it gets its own, so that a kill on the way
// leaves nothing that the next run of that name would meet.
#pragma once

#include "base/result.h"
#include "store/runrows.h"
#include "store/runstatements.h"

#include <QString>

#include <mutex>

namespace weir {

/// Makes the file with all its tables and the header's rows, and names it `path`, unless something is there.
/// Connects `statements` to the draft and closes them again. On failure nothing is left.
Result<void> makeRunFile(const QString &path, const RunHeader &header, RunStatements &statements,
                         RunRows &rows);

/// While one lives, its thread makes a run file, and no other thread does.
class RunFileMaking
{
public:
    RunFileMaking();
    ~RunFileMaking() = default;
    Q_DISABLE_COPY_MOVE(RunFileMaking)

    /// The file is there, and this process made it.
    void setMade(const QString &path);

private:
    std::unique_lock<std::timed_mutex> m_lock;
};

/// The run file that was made last is about to be written to: dropUnbegunRunFiles() leaves it.
void noteRunFileBegun();
/// Removes the run file that was made last and holds nothing yet, and has whoever is making one, or wants to,
/// wait for ever. For a program that ends at once; waits two seconds at most for a file that is being made.
/// Any thread but one that makes a run file.
void dropUnbegunRunFiles();

} // namespace weir
