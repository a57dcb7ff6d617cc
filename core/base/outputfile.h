// SPDX-License-Identifier: GPL-3.0-or-later
// The one way in which Weir writes a file: the old content stays until the new one is wholly on the disk.
// Qt's QSaveFile is not enough: that of Qt 6.4 replaces the old file although its last bytes met a full disk,
// has no room for its suffix behind a name of 255 bytes, and knows no pipes.
#pragma once

#include "base/directfile.h"
#include "base/result.h"

#include <QByteArray>

struct stat;

namespace weir {

/// Who may read a file.
enum class FileReaders
{
    AsUsual,  ///< As the file that is replaced; a new one by the umask.
    OwnerOnly ///< Whatever it was before.
};

/// A file that is written bit by bit. Opened by the constructor; without commit() nothing changes. Links are
/// followed, mode and owner stay. Where the file can be written but not replaced (its folder is closed to us,
/// it has other names, it is a mount of its own) its content is exchanged, once there is room for all of the
/// new one. Devices, pipes and the standard streams (descriptorNamed()) are written to as the bytes come. One
/// thread.
class OutputFile
{
public:
    explicit OutputFile(const QString &path, FileReaders readers = FileReaders::AsUsual);
    ~OutputFile();
    OutputFile(const OutputFile &) = delete;
    OutputFile &operator=(const OutputFile &) = delete;

    /// The first failure is kept for commit(); what comes after it is dropped.
    void write(QByteArrayView bytes);
    /// Puts the new content in the old one's place, on the disk and not only in its cache. On failure (disk
    /// full, no permission) the old content is whole.
    Result<void> commit();
    /// Why commit() failed, or would: words that follow a colon, for errors of the caller's own; else empty.
    [[nodiscard]] Message failure() const;

private:
    void stage(const struct stat *existing);
    [[nodiscard]] int createBeside(const struct stat *existing);
    void createElsewhere();
    void flush();
    void finish();
    [[nodiscard]] int replace();
    [[nodiscard]] int overwrite();

    QString m_path;
    QByteArray m_target; ///< Behind all links, as the system spells it.
    FileReaders m_readers;
    std::optional<DirectFile> m_direct; ///< Instead of everything below.
    FileDescriptor m_staged;            ///< The new content.
    QByteArray m_temporary;             ///< Its name; empty when it has none any more.
    bool m_isInPlace = false;           ///< The file stays, its content is exchanged.
    QByteArray m_buffer;
    int m_error = 0; ///< An `errno`.
};

/// Writes a file with this content, by the rules of OutputFile.
Result<void> writeFile(const QString &path, QByteArrayView content,
                       FileReaders readers = FileReaders::AsUsual);
/// The same for errors of the caller's own: why the content could not be written, words that follow a colon;
/// empty when it was.
Message failureOfWriting(const QString &path, QByteArrayView content,
                         FileReaders readers = FileReaders::AsUsual);

/// Why a file can't be written at `path`, as far as can be seen without trying; empty when nothing speaks
/// against it. For those who work long before they write.
Message whyNotWritable(const QString &path);

} // namespace weir
