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

/// A socket that carries a marked exchange, or has carried one.
struct FollowedSocket
{
    int descriptor = -1;
    std::shared_ptr<WireNotes> notes;
    qint64 uploadLeft = 0; ///< Bytes of the request that the kernel has not taken yet.
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

ssize_t writeParts(int socket, std::array<iovec, 2> parts, std::optional<int> flags)
{
    if (!flags)
        return ::writev(socket, parts.data(), static_cast<int>(parts.size()));
    msghdr message{};
    message.msg_iov = parts.data();
    message.msg_iovlen = parts.size();
    return ::sendmsg(socket, &message, *flags);
}

/// Writes what stands before and behind the mark; the count is that of the bytes with it, which is never cut.
ssize_t writeWithoutMark(int socket, string_view bytes, const MarkPlace &mark, std::optional<int> flags)
{
    char *begin = const_cast<char *>(bytes.data()); // an iovec serves reads as well
    const ssize_t count = writeParts(
        socket, {iovec{begin, mark.begin}, iovec{begin + mark.end, bytes.size() - mark.end}}, flags);
    const bool isPassed = count >= static_cast<ssize_t>(mark.begin);
    return isPassed ? count + static_cast<ssize_t>(mark.end - mark.begin) : count;
}

FollowedSocket &followSocket(int socket, std::shared_ptr<WireNotes> notes)
{
    FollowedSockets &here = followedHere();
    FollowedSocket *known = here.find(socket);
    if (known == nullptr)
        known = &here.sockets.emplace_back();
    *known = {socket, std::move(notes), 0, {}};
    return *known;
}

void noteUpload(FollowedSocket &socket, ssize_t count)
{
    if (socket.uploadLeft <= 0 || count <= 0)
        return;
    socket.uploadLeft -= count;
    if (socket.uploadLeft <= 0)
        socket.notes->noteUploaded(MonotonicClock::now());
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
    if (followed == nullptr)
        return;
    const auto isSame = [socket](const FollowedSocket &one) { return one.descriptor == socket; };
    followed->sockets.erase(std::remove_if(followed->sockets.begin(), followed->sockets.end(), isSame),
                            followed->sockets.end());
}

std::optional<ssize_t> writeOfQnam(int socket, const void *bytes, std::size_t size, std::optional<int> flags)
{
    if (following == Following::No)
        return std::nullopt;
    const string_view all(static_cast<const char *>(bytes), size);
    const std::optional<MarkPlace> mark = findMark(all);
    if (mark) {
        const ssize_t count = writeWithoutMark(socket, all, *mark, flags);
        if (count < static_cast<ssize_t>(mark->end)) // the mark comes again
            return count;
        const int kept = errno;
        if (std::shared_ptr<WireNotes> notes = WireNotes::find(mark->id)) {
            FollowedSocket &now = followSocket(socket, std::move(notes));
            now.notes->noteSent(MonotonicClock::now());
            const std::size_t end = all.find(headEnd, mark->end);
            if (end != string_view::npos) {
                now.uploadLeft = static_cast<qint64>(end + headEnd.size()) + now.notes->bodyBytes();
                noteUpload(now, count);
            }
        }
        errno = kept;
        return count;
    }
    FollowedSocket *const known = followed != nullptr ? followed->find(socket) : nullptr;
    if (known == nullptr || known->uploadLeft <= 0)
        return std::nullopt;
    iovec piece{const_cast<void *>(bytes), size}; // as above
    const ssize_t count = writeParts(socket, {piece, iovec{}}, flags);
    noteUpload(*known, count);
    return count;
}

std::optional<ssize_t> readOfQnam(int socket, void *bytes, std::size_t size)
{
    FollowedSocket *const known = followed != nullptr ? followed->find(socket) : nullptr;
    if (known == nullptr)
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
