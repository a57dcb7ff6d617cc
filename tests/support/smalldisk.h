// SPDX-License-Identifier: GPL-3.0-or-later
// A disk of a few KiB that a test can fill, without being root: a tmpfs in mounts of the test's own. Where
// those are not to be had, a folder that is full when the process may write to no file any more
// (RLIMIT_FSIZE).
#pragma once

#include <QByteArray>
#include <QString>
#include <QTemporaryDir>

#include <sys/resource.h>

namespace weir::test {

/// Gives this process, and those that it starts, mounts of its own. Call first in main(), before any thread.
/// False where the system allows that to nobody: then no SmallDisk is mounted.
bool enterOwnMounts();

/// Mounted as long as the object lives, where that may be. Where not, fill() is for all files of this process
/// and of those that it starts then: one SmallDisk at a time.
class SmallDisk
{
public:
    explicit SmallDisk(int kib = 256);
    ~SmallDisk();
    SmallDisk(const SmallDisk &) = delete;
    SmallDisk &operator=(const SmallDisk &) = delete;

    [[nodiscard]] bool isMounted() const { return m_isMounted; }
    /// What a write to it fails with when it is full, and Weir's words for that.
    [[nodiscard]] QByteArray fullCode() const;
    [[nodiscard]] QByteArray fullWords() const;
    [[nodiscard]] QString path() const { return m_folder.path(); }
    [[nodiscard]] QString filePath(const QString &name) const { return m_folder.filePath(name); }
    /// A file of the test's own, written while there is room. False when it could not be.
    [[nodiscard]] bool write(const QString &name, const QByteArray &content) const;
    /// Null when it can't be read.
    [[nodiscard]] QByteArray read(const QString &name) const;
    /// Not a byte is left; empty files can still be made, as on a real full disk.
    void fill() const;
    void makeRoom() const;
    /// All files but what fill() made, hidden ones too.
    [[nodiscard]] QStringList files() const;

private:
    QTemporaryDir m_folder;
    bool m_isMounted = false;
    rlimit m_before{}; ///< Of the files that this process writes.
};

} // namespace weir::test

/// Skips the test function where the whole process would be full with the disk.
#define WEIR_NEED_DISK(disk)                                                                                 \
    if (!(disk).isMounted())                                                                                 \
    QSKIP("NOT TESTED: no mounts of its own are allowed to this process, so there is no disk to fill alone")
