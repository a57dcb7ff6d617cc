// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/outputfile.h"

#include "base/fileerror.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QRandomGenerator>

#include <cerrno>
#include <cstdlib>
#include <fcntl.h>
#include <sys/stat.h>
#include <vector>

namespace weir {

namespace {

constexpr qsizetype bufferSize = qsizetype{64} * 1024;
constexpr int mostLinks = 40; ///< As many as the kernel follows.
constexpr int mostNames = 100;
constexpr mode_t permissionBits = 07777;

/// What a chain of links ends at. One that leads round in a circle is left for the system to refuse.
QString linkEnd(QString path)
{
    for (int i = 0; i < mostLinks && !descriptorNamed(path); ++i) {
        const QFileInfo info(path);
        if (!info.isSymLink())
            break;
        path = info.symLinkTarget();
    }
    return path;
}

QByteArray folderOf(const QByteArray &path)
{
    const qsizetype slash = path.lastIndexOf('/');
    return slash < 0 ? QByteArray(".") : path.first(std::max(qsizetype{1}, slash));
}

bool isForbidden(int error)
{
    return error == EACCES || error == EPERM || error == EROFS;
}

/// 0, or why what was written is not on the disk. Not every file system can be asked.
int onDisk(int fd)
{
    const bool asked = ::fsync(fd) == 0 || errno == EINVAL || errno == ENOTSUP || errno == EROFS;
    return asked ? 0 : errno;
}

int mayWrite(const QByteArray &path)
{
    return ::faccessat(AT_FDCWD, path.constData(), W_OK, AT_EACCESS) == 0 ? 0 : errno;
}

/// All of `from`, which is `size` long, to the start of `to`.
int copy(int from, int to, off_t size)
{
    std::vector<char> block(static_cast<std::size_t>(bufferSize));
    for (off_t at = 0; at < size;) {
        const ssize_t got = ::pread(from, block.data(), block.size(), at);
        if (got <= 0)
            return got < 0 ? errno : EIO;
        if (const int error = writeAll(to, QByteArrayView(block.data(), got)); error != 0)
            return error;
        at += got;
    }
    return 0;
}

Error notWritten(const QString &path, const Message &why)
{
    return {Message(WEIR_TEXT("file.cannot_write", "The file can't be written: %1"), why),
            Message::verbatim(path), writingAdvice(why)};
}

} // namespace

OutputFile::OutputFile(const QString &path, FileReaders readers)
    : m_path(path), m_target(QFile::encodeName(linkEnd(path))), m_readers(readers)
{
    const QString target = QFile::decodeName(m_target);
    struct stat existing = {};
    const bool isNamed = descriptorNamed(target).has_value();
    const bool isThere = !isNamed && ::stat(m_target.constData(), &existing) == 0;
    if (!isNamed && !isThere && errno != ENOENT)
        m_error = errno;
    else if (isThere && S_ISDIR(existing.st_mode))
        m_error = EISDIR;
    else if (isNamed || (isThere && !S_ISREG(existing.st_mode)))
        m_direct.emplace(target);
    else
        stage(isThere ? &existing : nullptr);
}

OutputFile::~OutputFile()
{
    if (!m_temporary.isEmpty())
        ::unlink(m_temporary.constData());
}

void OutputFile::stage(const struct stat *existing)
{
    if (existing)
        m_error = mayWrite(m_target);
    if (m_error != 0)
        return;
    m_isInPlace = existing && existing->st_nlink > 1; // a new file would leave the other names behind
    if (!m_isInPlace) {
        m_error = createBeside(existing);
        m_isInPlace = existing && isForbidden(m_error);
    }
    if (m_isInPlace)
        createElsewhere();
}

/// Beside the target, since a rename can't leave the file system. 0 or an `errno`.
int OutputFile::createBeside(const struct stat *existing)
{
    const bool isPrivate = existing || m_readers == FileReaders::OwnerOnly;
    for (int i = 0; i < mostNames; ++i) {
        const QByteArray number = QByteArray::number(QRandomGenerator::global()->generate64(), 36);
        const QByteArray name = folderOf(m_target) + "/.weir-" + number;
        m_staged = FileDescriptor(
            ::open(name.constData(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, isPrivate ? 0600 : 0666));
        if (!m_staged && errno == EEXIST)
            continue;
        if (!m_staged)
            return errno;
        m_temporary = name;
        break;
    }
    if (!m_staged)
        return EEXIST;
    if (!existing || m_readers == FileReaders::OwnerOnly)
        return 0;
    struct stat made = {};
    const bool isSameOwners = ::fstat(m_staged.get(), &made) == 0 && made.st_uid == existing->st_uid &&
                              made.st_gid == existing->st_gid;
    if (!isSameOwners && ::fchown(m_staged.get(), existing->st_uid, existing->st_gid) != 0) {
        ::unlink(m_temporary.constData());
        m_temporary.clear();
        return EPERM; // a file in its place would be another's
    }
    // A file system without modes has none to keep.
    [[maybe_unused]] const int kept = ::fchmod(m_staged.get(), existing->st_mode & permissionBits);
    return 0;
}

void OutputFile::createElsewhere()
{
    QByteArray name = QFile::encodeName(QDir::tempPath()) + "/weir-XXXXXX";
    m_staged = FileDescriptor(::mkostemp(name.data(), O_CLOEXEC));
    m_error = m_staged ? 0 : errno;
    if (m_staged)
        m_temporary = name;
}

void OutputFile::write(QByteArrayView bytes)
{
    if (failure().isEmpty())
        m_buffer.append(bytes.data(), bytes.size());
    if (m_buffer.size() >= bufferSize)
        flush();
}

void OutputFile::flush()
{
    if (m_direct)
        m_direct->write(m_buffer);
    else if (m_error == 0)
        m_error = writeAll(m_staged.get(), m_buffer);
    m_buffer.clear();
}

Result<void> OutputFile::commit()
{
    flush();
    if (!m_direct && m_error == 0)
        finish();
    const Message why = failure();
    return why.isEmpty() ? Result<void>() : notWritten(m_path, why);
}

void OutputFile::finish()
{
    m_error = onDisk(m_staged.get());
    if (m_error == 0)
        m_error = m_isInPlace ? overwrite() : replace();
}

int OutputFile::replace()
{
    if (::rename(m_temporary.constData(), m_target.constData()) == 0) {
        m_temporary.clear();
        const FileDescriptor folder(
            ::open(folderOf(m_target).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
        if (folder)
            ::fsync(folder.get()); // the new name; the content is safe by now
        return 0;
    }
    const int error = errno;
    // A mount of its own, as a single file given to a container is, or a file of somebody else in a folder
    // where only owners may replace.
    const bool isStuck = error == EBUSY || error == EXDEV || isForbidden(error);
    return isStuck && mayWrite(m_target) == 0 ? overwrite() : error;
}

/// Nothing is touched until the file has the room: what can fail comes first.
int OutputFile::overwrite()
{
    const FileDescriptor file(::open(m_target.constData(), O_WRONLY | O_CLOEXEC));
    struct stat before = {};
    struct stat after = {};
    if (!file || ::fstat(file.get(), &before) != 0 || ::fstat(m_staged.get(), &after) != 0)
        return errno;
    if (after.st_size > before.st_size) {
        const int error = ::posix_fallocate(file.get(), before.st_size, after.st_size - before.st_size);
        if (error != 0) {
            [[maybe_unused]] const int restored = ::ftruncate(file.get(), before.st_size);
            return error;
        }
    }
    if (const int error = copy(m_staged.get(), file.get(), after.st_size); error != 0)
        return error;
    return ::ftruncate(file.get(), after.st_size) == 0 ? onDisk(file.get()) : errno;
}

Message OutputFile::failure() const
{
    if (m_direct)
        return m_direct->failure();
    return m_error == 0 ? Message() : systemFailure(m_error);
}

Result<void> writeFile(const QString &path, QByteArrayView content, FileReaders readers)
{
    const Message why = failureOfWriting(path, content, readers);
    return why.isEmpty() ? Result<void>() : notWritten(path, why);
}

Message failureOfWriting(const QString &path, QByteArrayView content, FileReaders readers)
{
    OutputFile file(path, readers);
    file.write(content);
    const Result<void> done = file.commit();
    return done ? Message() : file.failure();
}

Message whyNotWritable(const QString &path)
{
    const QString end = linkEnd(path);
    if (descriptorNamed(end))
        return {};
    const QByteArray target = QFile::encodeName(end);
    struct stat found = {};
    int error = ::stat(target.constData(), &found) == 0 ? 0 : errno;
    if (error == 0)
        error = S_ISDIR(found.st_mode) ? EISDIR : mayWrite(target);
    else if (error == ENOENT)
        error = mayWrite(folderOf(target));
    return error == 0 ? Message() : systemFailure(error);
}

} // namespace weir
