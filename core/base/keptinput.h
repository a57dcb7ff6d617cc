// SPDX-License-Identifier: GPL-3.0-or-later
// What can be read only once, kept so that all of a program's parts can read it.
#pragma once

#include "base/result.h"

#include <QString>

#include <chrono>

namespace weir {

/// How a path names standard input.
inline constexpr char16_t standardInput[] = u"-";

/// `path` from `baseFolder` on where it is relative; "-" stays what it is.
QString inputPath(const QString &path, const QString &baseFolder);
/// "-", or a descriptor of this process by one of its names, as `<(...)` of a shell hands it down.
bool isHandedDown(const QString &path);

/// For what isHandedDown(): the path of a file that holds all it gives. The first call reads the descriptor
/// to its end into a file without a name, which stays for as long as the process: a pipe belongs to the
/// process, and what is read of it is gone for everybody else. Later calls for the same pipe give the same
/// answer. Waits for whoever writes, but not when nothing comes for `silence`. Errors: a terminal, more than
/// `mostBytes`, silence, no room. Any thread.
Result<QString> keptInput(const QString &path, qint64 mostBytes,
                          std::chrono::milliseconds silence = std::chrono::minutes{1});

} // namespace weir
