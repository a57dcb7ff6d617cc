// SPDX-License-Identifier: GPL-3.0-or-later
// What the sockets of this process are set to, whoever opened them.
#pragma once

#include <QtGlobal>

#include <vector>

namespace weir::test {

/// TCP_NODELAY of each connection of this process to that port of 127.0.0.1, by descriptor.
std::vector<bool> noDelayOfConnectionsTo(quint16 port);

} // namespace weir::test
