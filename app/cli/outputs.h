// SPDX-License-Identifier: GPL-3.0-or-later
// Where an option's answer goes: a file, a pipe, or "-" for standard output.
#pragma once

#include "base/result.h"

#include <QByteArrayView>
#include <QString>

#include <string>
#include <vector>

namespace weir::cli {

/// What one option asked for, as typed; an empty place: nothing.
struct Output
{
    const char *option; ///< "--summary"
    std::string place;
};

/// "-", or a name of standard output.
bool isStandardOutput(const std::string &place);
/// The path of `place` for an OutputFile.
QString outputPath(const std::string &place);

/// Refuses two outputs in one place: one would be lost, or both be one unreadable text.
Result<void> checkApart(const std::vector<Output> &outputs);
/// Refuses places that can't be written to: found at its end, it would cost a long run its figures.
Result<void> checkWritable(const std::vector<Output> &outputs);
/// Writes `content` there; a failure of standard output itself is told by whyOutputIsLost() (console.h).
Result<void> writeOutput(const std::string &place, QByteArrayView content);

} // namespace weir::cli
