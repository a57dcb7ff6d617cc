// SPDX-License-Identifier: GPL-3.0-or-later
#include "transport/http/qnamsockets.h"

#include "transport/http/answerprogress.h"
#include "transport/http/kernelstamps.h"
#include "transport/http/wirenotes.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <string_view>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <vector>

namespace weir {

namespace {

using std::string_view;

constexpr string_view lineEnd("\r\n");
constexpr string_view headEnd("\r\n\r\n");

enum class Following
{
    No,
    Yes,
    Left, ///< For good.
};

std::atomic<Following> following = Following::No;
std::atomic<bool> isMarkSeen = false;

/// A socket of QNAM's, as far as it was seen.
struct FollowedSocket
{
    int descriptor = -1;
    std::optional<TimePoint> opened;  ///< When its connection began to be made, where that was seen.
    std::shared_ptr<WireNotes> notes; ///< Of the exchange that it carries or carried last; null: none yet.
    bool isKept = false;              ///< It was there before that exchange.
    qint64 uploadLeft = 0;            ///< Bytes of QNAM's writing that the kernel has not taken yet.
    qsizetype bodySent = 0;           ///< Of a body that goes with its head.
    bool isLastByteHeld =
        false; ///< The head is out; QNAM believes its last byte is not, and will come again.
    AnswerProgress answer;
};

/// What one thread of QNAM's knows: six sockets a manager, and those that they took the place of.
struct FollowedSockets
{
    std::vector<FollowedSocket> sockets;
    KernelStamps stamps;

    FollowedSocket *find(int descriptor)
    {
        const auto found =
            std::find_if(sockets.begin(), sockets.end(),
                         [descriptor](const FollowedSocket &one) { return one.descriptor == descriptor; });
        return found == sockets.end() ? nullptr : &*found;
    }
};

/// Null outside of the life of what the thread keeps: libraries read and write while a thread ends, too.
thread_local FollowedSockets *followed = nullptr;

FollowedSockets &followedHere()
{
    struct Keeper
    {
        Keeper() { followed = &sockets; }
        ~Keeper() { followed = nullptr; }
        FollowedSockets sockets;
    };
    thread_local Keeper keeper;
    return keeper.sockets;
}

/// Where the mark stands in what is to be written.
struct MarkPlace
{
    std::size_t begin = 0; ///< At the line end before it.
    std::size_t end = 0;   ///< At the line end behind it.
    quint64 id = 0;

    [[nodiscard]] std::size_t size() const { return end - begin; }
};

std::optional<MarkPlace> findMark(string_view bytes)
{
    const QByteArray &prefix = WireNotes::markPrefix();
    const string_view wanted(prefix.constData(), static_cast<std::size_t>(prefix.size()));
    const std::size_t begin = bytes.find(wanted);
    if (begin == string_view::npos)
        return std::nullopt;
    const std::size_t value = begin + wanted.size();
    const std::size_t end = bytes.find(lineEnd, value);
    if (end == string_view::npos)
        return std::nullopt;
    MarkPlace place{begin, end, 0};
    const auto [rest, fault] = std::from_chars(bytes.data() + value, bytes.data() + end, place.id, 16);
    if (fault != std::errc() || rest != bytes.data() + end)
        return std::nullopt;
    return place;
}

iovec partOf(string_view bytes)
{
    return {const_cast<char *>(bytes.data()), bytes.size()}; // an iovec serves reads as well
}

/// What goes into the socket of one call of QNAM's.
struct Parts
{
    string_view before; ///< Of the mark, or all.
    string_view behind;
    string_view body;

    [[nodiscard]] std::size_t headSize() const { return before.size() + behind.size(); }
    [[nodiscard]] ssize_t write(int socket, std::optional<int> flags) const
    {
        std::array<iovec, 3> parts{partOf(before), partOf(behind), partOf(body)};
        if (!flags)
            return ::writev(socket, parts.data(), static_cast<int>(parts.size()));
        msghdr message{};
        message.msg_iov = parts.data();
        message.msg_iovlen = parts.size();
        return ::sendmsg(socket, &message, *flags);
    }
};

Parts partsOf(string_view bytes, const std::optional<MarkPlace> &mark)
{
    if (!mark)
        return {bytes, {}, {}};
    return {bytes.substr(0, mark->begin), bytes.substr(mark->end), {}};
}

/// Of `count` bytes that were taken, what QNAM believes: the mark counts with what stands before it, so that
/// it is never cut.
ssize_t toldOf(ssize_t count, const std::optional<MarkPlace> &mark)
{
    const bool isPassed = mark && count >= static_cast<ssize_t>(mark->begin);
    return isPassed ? count + static_cast<ssize_t>(mark->size()) : count;
}

FollowedSocket &socketHere(int socket)
{
    FollowedSockets &here = followedHere();
    FollowedSocket *const known = here.find(socket);
    return known != nullptr ? *known : here.sockets.emplace_back();
}

/// Nothing is known of that descriptor from here on.
FollowedSocket &anew(int socket)
{
    FollowedSocket &its = socketHere(socket);
    its = {};
    its.descriptor = socket;
    return its;
}

ssize_t writeParts(FollowedSocket &socket, const Parts &parts, bool isFirst, std::optional<int> flags)
{
    const TimePoint before = isFirst ? MonotonicClock::now() : TimePoint();
    const ssize_t count = parts.write(socket.descriptor, flags);
    if (isFirst && count > 0 && static_cast<std::size_t>(count) >= parts.before.size())
        socket.notes->noteSent(before, socket.isKept);
    return count;
}

/// The body right behind the head. What the kernel does not take at once goes when the socket has room again:
/// QNAM asks for that as long as it believes that a byte of the head is missing.
ssize_t writeWithBody(FollowedSocket &socket, string_view bytes, const std::optional<MarkPlace> &mark,
                      std::optional<int> flags)
{
    const bool isHeld = socket.isLastByteHeld;
    Parts parts = isHeld ? Parts{} : partsOf(bytes, mark);
    const QByteArray &body = socket.notes->body();
    const bool isHeadWhole = isHeld || bytes.ends_with(headEnd);
    if (isHeadWhole)
        parts.body = {body.constData() + socket.bodySent,
                      static_cast<std::size_t>(body.size() - socket.bodySent)};
    const ssize_t count = writeParts(socket, parts, mark.has_value(), flags);
    if (count < 0 || static_cast<std::size_t>(count) < parts.headSize() || !isHeadWhole)
        return toldOf(count, mark);
    socket.bodySent += count - static_cast<ssize_t>(parts.headSize());
    socket.isLastByteHeld = socket.bodySent < body.size();
    if (!socket.isLastByteHeld) {
        socket.notes->noteUploaded(MonotonicClock::now());
        return static_cast<ssize_t>(bytes.size());
    }
    if (!isHeld)
        return static_cast<ssize_t>(bytes.size()) - 1;
    errno = EAGAIN;
    return -1;
}

/// Where QNAM writes the body itself.
ssize_t writeAndCount(FollowedSocket &socket, string_view bytes, const std::optional<MarkPlace> &mark,
                      std::optional<int> flags)
{
    if (mark) {
        const std::size_t end = bytes.find(headEnd, mark->end);
        if (end != string_view::npos)
            socket.uploadLeft = static_cast<qint64>(end + headEnd.size()) + socket.notes->body().size();
    }
    const ssize_t count = writeParts(socket, partsOf(bytes, mark), mark.has_value(), flags);
    const ssize_t told = toldOf(count, mark);
    if (socket.uploadLeft > 0 && told > 0) {
        socket.uploadLeft -= told;
        if (socket.uploadLeft <= 0)
            socket.notes->noteUploaded(MonotonicClock::now());
    }
    return told;
}

/// The socket of the exchange that the mark names; null when nobody waits for it any more.
FollowedSocket *socketOf(const MarkPlace &mark, int socket)
{
    isMarkSeen = true;
    std::shared_ptr<WireNotes> notes = WireNotes::find(mark.id);
    if (!notes)
        return nullptr;
    const FollowedSocket &before = socketHere(socket);
    const std::optional<TimePoint> opened = before.opened;
    const bool isKept = before.notes || (opened && *opened < notes->made());
    notes->noteBegun();
    FollowedSocket &its = anew(socket);
    its.opened = opened;
    its.isKept = isKept;
    its.notes = std::move(notes);
    return &its;
}

} // namespace

void followQnamSockets()
{
    Following before = Following::No;
    following.compare_exchange_strong(before, Following::Yes);
}

void leaveQnamSockets()
{
    following = Following::Left;
}

bool areQnamSocketsFollowed()
{
    return following == Following::Yes;
}

bool haveMarksBeenSeen()
{
    return isMarkSeen;
}

bool isThreadOfQnam()
{
    constexpr std::size_t longest = 16;
    constexpr const char *name = "QNetworkAccessM";
    thread_local const bool isOne = [] {
        char own[longest] = {};
        return ::prctl(PR_GET_NAME, own) == 0 && std::strncmp(own, name, longest) == 0;
    }();
    return isOne;
}

void beforeQnamConnects(int socket)
{
    if (following == Following::No)
        return;
    const int kept = errno;
    KernelStamps::enable(socket);
    errno = kept;
    anew(socket).opened = MonotonicClock::now();
}

std::optional<ssize_t> writeOfQnam(int socket, const void *bytes, std::size_t size, std::optional<int> flags)
{
    if (following == Following::No || !isThreadOfQnam())
        return std::nullopt;
    const string_view all(static_cast<const char *>(bytes), size);
    const std::optional<MarkPlace> mark = findMark(all);
    FollowedSocket *const known = mark                  ? socketOf(*mark, socket)
                                  : followed != nullptr ? followed->find(socket)
                                                        : nullptr;
    if (known == nullptr || !known->notes) {
        if (!mark)
            return std::nullopt;
        return toldOf(partsOf(all, mark).write(socket, flags), mark);
    }
    const bool goesWithHead = known->notes->writer() == WireNotes::Body::WithHead;
    return goesWithHead ? writeWithBody(*known, all, mark, flags) : writeAndCount(*known, all, mark, flags);
}

std::optional<ssize_t> readOfQnam(int socket, void *bytes, std::size_t size)
{
    FollowedSocket *const known = followed != nullptr ? followed->find(socket) : nullptr;
    if (known == nullptr || !known->notes)
        return std::nullopt;
    const ssize_t count = followed->stamps.receive(socket, bytes, size, 0);
    if (count < 0 && errno == ENOTSOCK) // another file has that descriptor by now
        return std::nullopt;
    if (count <= 0)
        return count;
    const std::optional<TimePoint> arrival = followed->stamps.arrivalOf(socket);
    const TimePoint at = arrival.value_or(MonotonicClock::now());
    const bool hadHead = known->answer.hasHead();
    const qint64 before = known->answer.bodyBytes();
    known->answer.feed({static_cast<const char *>(bytes), static_cast<std::size_t>(count)});
    const WireNotes::Read read{known->answer.bodyBytes(), at, arrival.has_value()};
    if (known->answer.hasHead() && !hadHead)
        known->notes->noteHead(read);
    if (read.bodyEnd > before)
        known->notes->noteBody(read);
    return count;
}

} // namespace weir
