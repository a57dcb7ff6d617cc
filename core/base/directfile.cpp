// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/directfile.h"

#include "base/fileerror.h"

#include <QDir>
#include <QFile>

#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <poll.h>

namespace weir {

namespace {

constexpr mode_t modeOfNewFiles = 0666; // less the umask

void waitUntilWritable(int fd)
{
    pollfd waiting{fd, POLLOUT, 0};
    ::poll(&waiting, 1, -1);
}

FileDescriptor opened(const QString &path)
{
    if (const std::optional<int> standard = descriptorNamed(path))
        return FileDescriptor(::fcntl(*standard, F_DUPFD_CLOEXEC, 3));
    // Without O_NONBLOCK a pipe that nobody reads would keep this thread here.
    FileDescriptor fd(::open(QFile::encodeName(path).constData(),
                             O_WRONLY | O_CREAT | O_TRUNC | O_NONBLOCK | O_NOCTTY | O_CLOEXEC,
                             modeOfNewFiles));
    if (fd)
        ::fcntl(fd.get(), F_SETFL, ::fcntl(fd.get(), F_GETFL) & ~O_NONBLOCK);
    return fd;
}

} // namespace

std::optional<int> descriptorNamed(const QString &path)
{
    const QString clean = QDir::cleanPath(path);
    if (clean == u"/dev/stdout")
        return STDOUT_FILENO;
    if (clean == u"/dev/stderr")
        return STDERR_FILENO;
    for (const QStringView folder : {u"/dev/fd/", u"/proc/self/fd/"}) {
        bool isNumber = false;
        const int fd = clean.startsWith(folder) ? clean.mid(folder.size()).toInt(&isNumber) : -1;
        if (isNumber && fd >= 0)
            return fd;
    }
    return std::nullopt;
}

int writeAll(int fd, QByteArrayView bytes)
{
    while (!bytes.isEmpty()) {
        const ssize_t written = ::write(fd, bytes.data(), static_cast<std::size_t>(bytes.size()));
        if (written >= 0)
            bytes = bytes.sliced(written);
        else if (errno == EAGAIN)
            waitUntilWritable(fd);
        else if (errno != EINTR)
            return errno;
    }
    return 0;
}

void letWritesFail()
{
    std::signal(SIGPIPE, SIG_IGN);
    std::signal(SIGXFSZ, SIG_IGN);
    for (const int fd : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
        if (::fcntl(fd, F_GETFD) >= 0)
            continue;
        // The lowest free number is this one. Not to be written to: what is lost must be told.
        [[maybe_unused]] const int held = ::open("/dev/null", O_RDONLY);
    }
}

DirectFile::DirectFile(const QString &path) : m_fd(opened(path))
{
    if (!m_fd)
        m_error = errno;
}

bool DirectFile::write(QByteArrayView bytes)
{
    if (m_error != 0 || m_isReaderGone)
        return m_error == 0;
    const int error = writeAll(m_fd.get(), bytes);
    if (error == EPIPE)
        m_isReaderGone = true;
    else
        m_error = error;
    return m_error == 0;
}

Message DirectFile::failure() const
{
    return m_error == 0 ? Message() : systemFailure(m_error);
}

} // namespace weir
