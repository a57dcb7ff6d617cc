// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/writermark.h"

#include <QCoreApplication>
#include <QFile>

namespace weir {

namespace {

QByteArray contentOf(const QString &path)
{
    constexpr qint64 longest = 4096;
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.read(longest) : QByteArray();
}

/// Field 22 of /proc/PID/stat, proc(5). The name in field 2 may hold spaces, so fields are counted after its
/// ')'.
QByteArray startTick(qint64 pid)
{
    const QByteArray stat = contentOf(QStringLiteral("/proc/%1/stat").arg(pid));
    const QByteArrayList fields = stat.mid(stat.lastIndexOf(')') + 2).split(' ');
    constexpr qsizetype stateField = 0;
    constexpr qsizetype startField = 19;
    // A zombie holds its number but writes no more.
    if (fields.size() <= startField || fields[stateField] == "Z")
        return {};
    return fields[startField];
}

QString markOf(qint64 pid)
{
    const QByteArray boot = contentOf(QStringLiteral("/proc/sys/kernel/random/boot_id")).trimmed();
    const QByteArray start = startTick(pid);
    if (boot.isEmpty() || start.isEmpty())
        return {};
    return QStringLiteral("%1 %2 %3").arg(QString::fromLatin1(boot)).arg(pid).arg(QString::fromLatin1(start));
}

} // namespace

QString ownWriterMark()
{
    return markOf(QCoreApplication::applicationPid());
}

bool isWriterAlive(const QString &mark)
{
    const QStringList parts = mark.split(u' ');
    return parts.size() == 3 && !mark.isEmpty() && markOf(parts[1].toLongLong()) == mark;
}

} // namespace weir
