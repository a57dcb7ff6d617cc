// SPDX-License-Identifier: GPL-3.0-or-later
// What Linux tells of a process in small text files, below a root that tests can fake.
#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <optional>

namespace weir {

/// Reads /proc and /sys. What is not there or makes no sense counts as not known. A value; any thread.
class SystemFiles
{
public:
    /// `root` stands in front of every path; empty: the real file system.
    explicit SystemFiles(QString root = {}) : m_root(std::move(root)) {}

    /// The first 64 KiB of the file at the absolute `path`; empty when it can't be read.
    [[nodiscard]] QByteArray read(const QString &path) const;
    /// The number that a file starts with; nothing when it starts with none ("max" in a cgroup).
    [[nodiscard]] std::optional<quint64> number(const QString &path) const;

    /// Where the files of a cgroup controller ("cpu", "memory", "pids") tell of this process: its own group
    /// first, then every group around it, since a limit of any of them holds. Not all of them need exist: a
    /// container sees only the part of the tree that it was given. Versions 1 and 2, source: cgroups(7).
    [[nodiscard]] QStringList cgroupFolders(const QByteArray &controller) const;

private:
    QString m_root;
};

/// What this process keeps in memory, in bytes (/proc/self/statm, proc(5)); 0 when it is not told.
quint64 processResidentBytes(const SystemFiles &files = SystemFiles());

/// The number that follows `key` and blanks at the start of a line of `text`; nothing when there is none.
std::optional<quint64> numberAfter(const QByteArray &text, const QByteArray &key);

} // namespace weir
