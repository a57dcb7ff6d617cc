// SPDX-License-Identifier: GPL-3.0-or-later
// The machine and the limits under which a run takes place.
#pragma once

#include <QJsonObject>
#include <QtGlobal>

namespace weir {

/// Raises the soft limit on open files to the hard one, where allowed. Returns the limit now in force.
quint64 raiseFileLimit();

/// Program, Qt and kernel version, processor, memory and limits, for the run file. Holds no user or host name.
QJsonObject describeEnvironment();

} // namespace weir
