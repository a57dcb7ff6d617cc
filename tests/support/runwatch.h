// SPDX-License-Identifier: GPL-3.0-or-later
// Looks into a run file that another process is writing: for tests that wait until it has come so far.
#pragma once

#include <QString>

namespace weir::test {

/// How far a run has come by what is committed; zeros while the file can't be read yet.
struct RunProgress
{
    quint64 records = 0;    ///< Open requests included.
    quint64 mostChunks = 0; ///< Of the request that has the most.
    quint64 steered = 0;    ///< Notes on steering.
};

RunProgress progressOf(const QString &runFile);

} // namespace weir::test
