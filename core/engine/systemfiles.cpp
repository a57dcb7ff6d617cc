// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/systemfiles.h"

#include <QFile>

#include <unistd.h>

namespace weir {

namespace {

constexpr qint64 mostBytes = qint64{64} * 1024;
constexpr qsizetype deepestGroup = 64; ///< Far beyond any real tree.

std::optional<quint64> leadingNumber(const QByteArray &text)
{
    const QByteArray trimmed = text.trimmed();
    const auto *end = std::find_if(trimmed.begin(), trimmed.end(), [](char c) { return c < '0' || c > '9'; });
    bool ok = false;
    const quint64 value = trimmed.left(end - trimmed.begin()).toULongLong(&ok);
    return ok ? std::optional(value) : std::nullopt;
}

/// "/a/b" as the folders "/a/b", "/a" and "" below `mount`. A path that leads out of the visible tree ("/..")
/// has no folder but the mount itself.
QStringList upwards(const QString &mount, const QByteArray &path)
{
    QStringList parts = QString::fromUtf8(path.trimmed()).split(u'/', Qt::SkipEmptyParts);
    if (parts.contains(QStringLiteral("..")) || parts.size() > deepestGroup)
        parts.clear();
    QStringList folders;
    for (; !parts.isEmpty(); parts.removeLast())
        folders << mount + u'/' + parts.join(u'/');
    folders << mount;
    return folders;
}

} // namespace

QByteArray SystemFiles::read(const QString &path) const
{
    QFile file(m_root + path);
    return file.open(QIODevice::ReadOnly) ? file.read(mostBytes) : QByteArray();
}

std::optional<quint64> SystemFiles::number(const QString &path) const
{
    return leadingNumber(read(path));
}

QStringList SystemFiles::cgroupFolders(const QByteArray &controller) const
{
    const QString base = QStringLiteral("/sys/fs/cgroup");
    QStringList unified;
    for (const QByteArray &line : read(QStringLiteral("/proc/self/cgroup")).split('\n')) {
        // "4:cpu,cpuacct:/path" in version 1, "0::/path" in version 2; a path may hold colons.
        const qsizetype first = line.indexOf(':');
        const qsizetype second = line.indexOf(':', first + 1);
        if (first < 0 || second < 0)
            continue;
        const QByteArray controllers = line.mid(first + 1, second - first - 1);
        const QByteArray path = line.mid(second + 1);
        if (controllers.split(',').contains(controller))
            return upwards(base + u'/' + QString::fromUtf8(controllers), path) +
                   upwards(base + u'/' + QString::fromUtf8(controller), path);
        if (controllers.isEmpty())
            unified = upwards(base, path) + upwards(base + QStringLiteral("/unified"), path);
    }
    return unified;
}

quint64 processResidentBytes(const SystemFiles &files)
{
    const QList<QByteArray> fields = files.read(QStringLiteral("/proc/self/statm")).split(' ');
    return fields.size() < 2 ? 0 : fields.at(1).toULongLong() * static_cast<quint64>(sysconf(_SC_PAGESIZE));
}

std::optional<quint64> numberAfter(const QByteArray &text, const QByteArray &key)
{
    for (const QByteArray &line : text.split('\n')) {
        if (line.startsWith(key) && line.size() > key.size() &&
            (line.at(key.size()) == ' ' || line.at(key.size()) == '\t'))
            return leadingNumber(line.sliced(key.size()));
    }
    return std::nullopt;
}

} // namespace weir
