// SPDX-License-Identifier: GPL-3.0-or-later
// The machine and the limits under which a run takes place.
#pragma once

#include "scenario/scenario.h"

#include <QJsonObject>
#include <QtGlobal>

#include <optional>

namespace weir {

/// Raises the soft limit on open files to the hard one, where allowed. Returns the limit now in force.
quint64 raiseFileLimit();
/// The same for the threads of this user; nothing where there is no limit, as for root.
std::optional<quint64> raiseThreadLimit();

/// How many streams may be open at once with that limit on open files, 0 when there is no room for a run at
/// all. `serviceInside`: the built-in service runs in this process, so each stream has two ends here. Qt 6.4
/// holds a socket for each stream and an event descriptor for each six (measured: 153 descriptors with 120
/// streams, 363 with 300); other transports hold sockets only. The rest is reserve for connections that close
/// while others open.
quint64 streamsWithin(quint64 fileLimit, TransportKind transport, bool serviceInside);

/// The limit on open files that `streams` need, the reverse of streamsWithin().
quint64 filesFor(quint64 streams, TransportKind transport, bool serviceInside);

/// Program, Qt, libcurl and kernel version, processor, memory and limits, for the run file. Holds no user or
/// host name.
QJsonObject describeEnvironment();

} // namespace weir
