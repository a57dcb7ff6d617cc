// SPDX-License-Identifier: GPL-3.0-or-later
// Tells whether the process that writes a run file still lives, so that a file at rest can be told from a
// running one.
#pragma once

#include <QString>

namespace weir {

/// This process as "BOOT-ID PID START": the boot, the process and the tick at which it started, so that a
/// process that got the number later is not taken for it. Linux' /proc; empty where there is none.
QString ownWriterMark();
/// True when the process with that mark runs on this machine now.
bool isWriterAlive(const QString &mark);

} // namespace weir
