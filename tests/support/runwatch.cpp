// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/runwatch.h"

#include "store/runfile.h"

#include <algorithm>

namespace weir::test {

RunProgress progressOf(const QString &runFile)
{
    const Result<std::unique_ptr<RunFileReader>> reader = RunFileReader::open(runFile);
    RunProgress progress;
    if (!reader)
        return progress;
    progress.records = (*reader)->recordCount();
    // What can't be read whole is looked at again.
    static_cast<void>((*reader)->forEachRecord({}, [&](const RequestRecord &record) {
        progress.mostChunks = std::max<quint64>(progress.mostChunks, record.chunkCount);
    }));
    for (const RunNote &note : (*reader)->notes())
        progress.steered += note.kind == u"steer" ? 1 : 0;
    return progress;
}

} // namespace weir::test
