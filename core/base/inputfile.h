// SPDX-License-Identifier: GPL-3.0-or-later
// Reading a file that a person named, whatever stands there.
#pragma once

#include "base/result.h"

#include <QByteArray>
#include <QString>

namespace weir {

/// Why nothing may be read from `path`, as words that follow a colon: a folder, a device, a socket, or a pipe
/// with a name, which would keep the reader until somebody writes to it. Empty for files, for what is not
/// there (opening tells) and for what the shell hands down (/dev/stdin, `<(...)`), which somebody does write
/// to.
Message whyNoInput(const QString &path);

/// The whole file, at most `largest` bytes of it and one more, which tells a file that is too large. Never
/// waits for a writer and never reads without end; "-" and what a shell hands down are read once and kept
/// (base/keptinput.h). The error has place and advice; `what` of it fits behind
/// "The project can't be read: %1". Any thread.
Result<QByteArray> readInputFile(const QString &path, qint64 largest);

} // namespace weir
