// SPDX-License-Identifier: GPL-3.0-or-later
// What the socket calls do for the sockets of QNetworkAccessManager's HTTP threads: they take the mark out of
// a request and note for its exchange when its bytes passed (wirenotes.h). Called by socketcalls.cpp alone,
// but for the switches.
#pragma once

#include <cstddef>
#include <optional>
#include <sys/types.h>

namespace weir {

/// From now on sockets are stamped by the kernel and marks are looked for. Any thread.
void followQnamSockets();
/// No further request is to be marked: a head went out without being seen, as another Qt may write it. Any
/// thread.
void leaveQnamSockets();
/// A request may be marked. Any thread.
[[nodiscard]] bool areQnamSocketsFollowed();
/// A mark has been found, so this Qt writes its heads as is expected. Any thread.
[[nodiscard]] bool haveMarksBeenSeen();

/// The calling thread is one of QNAM's, by the name that QNAM gives it, as far as the system keeps that.
[[nodiscard]] bool isThreadOfQnam();

// Of threads of QNAM's. Nothing comes back where the call is no concern of theirs, which then takes its usual
// way; else what the call would have returned, and errno.

/// A descriptor that is about to be connected: what was known of it is over.
void beforeQnamConnects(int socket);
/// `flags` as of send(2); nothing: write(2).
std::optional<ssize_t> writeOfQnam(int socket, const void *bytes, std::size_t size, std::optional<int> flags);
std::optional<ssize_t> readOfQnam(int socket, void *bytes, std::size_t size);

} // namespace weir
