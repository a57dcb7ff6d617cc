// SPDX-License-Identifier: GPL-3.0-or-later
// What Weir adds to the socket calls of the libraries that hide their sockets.
//
// QNetworkAccessManager gives no access to its sockets, opens them in threads of its own and never sets
// TCP_NODELAY (Qt 6.4 to 6.8): the last segment of an upload then waits for the acknowledgement of the one
// before, which the server delays by 40 ms (RFC 1122, 4.2.3.2 and 4.2.3.4). Nothing in Qt's interface reaches
// such a socket before it sends: no proxy factory sees it, and to look for it among the process's descriptors
// would be too late. So this program has a `connect()` of its own, which the dynamic linker puts in the place
// of the C library's for all libraries: it sets TCP_NODELAY on TCP sockets and goes on to the next
// `connect()` (dlsym(RTLD_NEXT), which is the sanitizer's where there is one). Its `recv()` reads the
// kernel's stamps in a thread that has asked for it, and stops a library that would read for ever; its
// `poll()` spares such a thread the question whether more has come where the last `recv()` has told. Its
// `read()` does the latter for Qt, which reads a socket as long as something comes
// (QAbstractSocket::readData, QHttpProtocolHandler and QHttp2ProtocolHandler of Qt 6.4): under a flood of
// interim heads a thread of QNAM's would never look at its events again, and hear of no abort. After each
// 64 KiB on end, a thread is told once that nothing has come of a TCP socket that does not block; its loop
// finds the socket readable again. And it changes the status of a response that QNAM would keep to itself
// (http/challenges.h), in QNAM's own threads alone, as long as no request goes by a tunnel: there the answer
// to CONNECT is the library's.
//
// In those threads `read()` and `write()` (Qt 6.4) or `send()` (later) also note when the bytes of an
// exchange passed (http/qnamsockets.h).
#pragma once

#include <cstddef>

namespace weir {

class KernelStamps;

/// Called by every transport when it is made: the object file with the calls is linked into each program that
/// has one. Does nothing else. Any thread.
void keepSocketCalls();

/// From here on no response's status is changed: some connections of this process go by a tunnel. Any thread.
void leaveChallenges();

/// As long as it lives, what this thread receives by `recv()` is noted by `stamps`, which outlives it. One at
/// a time in a thread; null: nothing is noted.
class NotedReceives
{
public:
    explicit NotedReceives(KernelStamps *stamps);
    ~NotedReceives();
    NotedReceives(const NotedReceives &) = delete;
    NotedReceives &operator=(const NotedReceives &) = delete;
};

/// As long as it lives, this thread receives at most so many bytes by `recv()`, and is told then that no more
/// have come (EAGAIN): a library that reads as long as something comes gives the turn back. A `recv()` that
/// got less than it asked for has emptied its socket, so a `poll()` of that socket alone, for reading and
/// without waiting, is answered with "nothing" and no system call: libcurl asks so after every read. Whoever
/// lives in it must learn of what comes later by itself (level-triggered). One at a time in a thread.
class BoundedReceives
{
public:
    explicit BoundedReceives(std::size_t bytes);
    ~BoundedReceives();
    BoundedReceives(const BoundedReceives &) = delete;
    BoundedReceives &operator=(const BoundedReceives &) = delete;
};

} // namespace weir
