// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/smalldisk.h"

#include <QDir>
#include <QFile>

#include <sched.h>
#include <sys/mount.h>
#include <unistd.h>

namespace weir::test {

namespace {

const QString ballast = QStringLiteral("ballast");

bool put(const char *path, const QByteArray &text)
{
    QFile file(QString::fromLatin1(path));
    return file.open(QIODevice::WriteOnly | QIODevice::Unbuffered) && file.write(text) == text.size();
}

/// As root of a user namespace where this process is not root already.
bool enterOwnUsers()
{
    const QByteArray user = QByteArray::number(::geteuid());
    const QByteArray group = QByteArray::number(::getegid());
    return ::unshare(CLONE_NEWUSER | CLONE_NEWNS) == 0 && put("/proc/self/setgroups", "deny") &&
           put("/proc/self/uid_map", "0 " + user + " 1") && put("/proc/self/gid_map", "0 " + group + " 1");
}

} // namespace

bool enterOwnMounts()
{
    return (::unshare(CLONE_NEWNS) == 0 || enterOwnUsers()) &&
           ::mount(nullptr, "/", nullptr, MS_REC | MS_PRIVATE, nullptr) == 0;
}

SmallDisk::SmallDisk(int kib)
{
    const QByteArray size = "size=" + QByteArray::number(kib) + "k";
    m_isMounted = ::mount("tmpfs", QFile::encodeName(path()).constData(), "tmpfs", 0, size.constData()) == 0;
}

SmallDisk::~SmallDisk()
{
    if (m_isMounted)
        ::umount2(QFile::encodeName(path()).constData(), MNT_DETACH);
}

bool SmallDisk::write(const QString &name, const QByteArray &content) const
{
    QFile file(filePath(name));
    return file.open(QIODevice::WriteOnly | QIODevice::Unbuffered) && file.write(content) == content.size();
}

QByteArray SmallDisk::read(const QString &name) const
{
    QFile file(filePath(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void SmallDisk::fill() const
{
    QFile file(filePath(ballast));
    if (!m_isMounted || !file.open(QIODevice::WriteOnly | QIODevice::Append | QIODevice::Unbuffered))
        return;
    const QByteArray page(4096, 'b');
    while (file.write(page) > 0) {
    }
}

void SmallDisk::makeRoom() const
{
    QFile::remove(filePath(ballast));
}

QStringList SmallDisk::files() const
{
    QStringList names =
        QDir(path()).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot, QDir::Name);
    names.removeAll(ballast);
    return names;
}

} // namespace weir::test
