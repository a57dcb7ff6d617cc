// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/keptinput.h"

#include "base/directfile.h"
#include "base/filedescriptor.h"
#include "base/fileerror.h"
#include "base/units.h"
#include "base/unnamedfile.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <array>
#include <cerrno>
#include <cstdlib>
#include <fcntl.h>
#include <map>
#include <mutex>
#include <optional>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace weir {

namespace {

struct Kept
{
    FileDescriptor file;
    std::optional<Error> failure;
};

QString pathOf(int descriptor)
{
    return QStringLiteral("/proc/self/fd/%1").arg(descriptor);
}

Error unreadable(const Message &why)
{
    return {Message(WEIR_TEXT("kept_input.unreadable", "What was handed down can't be read: %1"), why),
            {},
            Message(WEIR_TEXT("kept_input.save_first", "Save it as a file, and name that."))};
}

/// A copy of the descriptor that the path names. To open it anew would wait for ever where it is a pipe with
/// a name whose writer has gone.
FileDescriptor descriptorOf(const QString &path)
{
    const QString absolute = QFileInfo(path).absoluteFilePath();
    for (const QString &folder : {QStringLiteral("/dev/fd/"), QStringLiteral("/proc/self/fd/")}) {
        bool isNumber = false;
        const int number = absolute.startsWith(folder) ? absolute.mid(folder.size()).toInt(&isNumber) : -1;
        if (isNumber && number >= 0)
            return FileDescriptor(::fcntl(number, F_DUPFD_CLOEXEC, 0));
    }
    if (absolute == u"/dev/stdin")
        return FileDescriptor(::fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 0));
    return FileDescriptor(::open(QFile::encodeName(path).constData(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
}

/// Waits until something comes; an error for silence.
std::optional<Error> awaitBytes(int from, std::chrono::milliseconds silence)
{
    pollfd waiting{from, POLLIN, 0};
    int ready = 0;
    do {
        ready = ::poll(&waiting, 1, static_cast<int>(silence.count()));
    } while (ready < 0 && errno == EINTR);
    if (ready > 0)
        return std::nullopt;
    return unreadable(
        ready < 0 ? systemFailure(errno)
                  : Message(WEIR_TEXT("kept_input.silent", "nothing came for %1 s, and it has not ended"),
                            std::chrono::duration_cast<std::chrono::seconds>(silence).count()));
}

std::optional<Error> copyAll(int from, int to, qint64 mostBytes, std::chrono::milliseconds silence)
{
    std::array<char, 65536> piece;
    qint64 all = 0;
    while (true) {
        if (std::optional<Error> silent = awaitBytes(from, silence))
            return silent;
        const ssize_t got = ::read(from, piece.data(), piece.size());
        if (got == 0)
            return std::nullopt;
        if (got < 0 && (errno == EINTR || errno == EAGAIN))
            continue;
        if (got < 0)
            return unreadable(systemFailure(errno));
        all += got;
        if (all > mostBytes)
            return unreadable(Message(WEIR_TEXT("kept_input.too_large", "it is larger than %1"),
                                      formatBytes(static_cast<quint64>(mostBytes))));
        if (const int error = writeAll(to, QByteArrayView(piece.data(), got)); error != 0)
            return unreadable(systemFailure(error));
    }
}

Kept read(int from, qint64 mostBytes, std::chrono::milliseconds silence)
{
    if (::isatty(from) == 1)
        return {{}, unreadable(Message(WEIR_TEXT("kept_input.terminal", "it is a terminal")))};
    Kept kept;
    kept.file = fileWithoutName(QStringLiteral("weir-input"));
    if (!kept.file)
        kept.failure = unreadable(systemFailure(errno));
    else
        kept.failure = copyAll(from, kept.file.get(), mostBytes, silence);
    return kept;
}

} // namespace

QString inputPath(const QString &path, const QString &baseFolder)
{
    return path == QStringView(standardInput) ? path : QDir::cleanPath(QDir(baseFolder).filePath(path));
}

bool isHandedDown(const QString &path)
{
    if (path == QStringView(standardInput))
        return true;
    const QString absolute = QFileInfo(path).absoluteFilePath();
    return absolute == u"/dev/stdin" || absolute.startsWith(u"/dev/fd/") || absolute.startsWith(u"/proc/");
}

Result<QString> keptInput(const QString &path, qint64 mostBytes, std::chrono::milliseconds silence)
{
    // Of the process, as the descriptors are.
    static std::mutex mutex;
    static std::map<std::pair<dev_t, ino_t>, Kept> all;
    const QString named = path == QStringView(standardInput) ? QStringLiteral("/dev/stdin") : path;
    struct stat status
    {
    };
    const FileDescriptor from = descriptorOf(named);
    if (!from || ::fstat(from.get(), &status) != 0)
        return unreadable(systemFailure(errno)).within(Message::verbatim(path));
    if (S_ISREG(status.st_mode) || S_ISDIR(status.st_mode))
        return named;
    const std::scoped_lock lock(mutex);
    const auto key = std::pair(status.st_dev, status.st_ino);
    auto found = all.find(key);
    if (found == all.end())
        found = all.emplace(key, read(from.get(), mostBytes, silence)).first;
    if (found->second.failure)
        return found->second.failure->within(Message::verbatim(path));
    return pathOf(found->second.file.get());
}

} // namespace weir
