// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/smalldisk.h"

#include <QDir>
#include <QFile>

#include <csignal>
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
    ::getrlimit(RLIMIT_FSIZE, &m_before);
    m_isMounted = ::mount("tmpfs", QFile::encodeName(path()).constData(), "tmpfs", 0, size.constData()) == 0;
}

SmallDisk::~SmallDisk()
{
    makeRoom();
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

QByteArray SmallDisk::fullCode() const
{
    return m_isMounted ? "file_error.no_space" : "file_error.too_large";
}

QByteArray SmallDisk::fullWords() const
{
    return m_isMounted ? "no space is left on the disk" : "larger than a file may be here";
}

void SmallDisk::fill() const
{
    if (!m_isMounted) {
        const rlimit none{0, m_before.rlim_max};
        std::signal(SIGXFSZ, SIG_IGN);
        ::setrlimit(RLIMIT_FSIZE, &none);
        return;
    }
    QFile file(filePath(ballast));
    if (!file.open(QIODevice::WriteOnly | QIODevice::Append | QIODevice::Unbuffered))
        return;
    const QByteArray page(4096, 'b');
    while (file.write(page) > 0) {
    }
}

void SmallDisk::makeRoom() const
{
    if (m_isMounted)
        QFile::remove(filePath(ballast));
    else
        ::setrlimit(RLIMIT_FSIZE, &m_before);
}

QStringList SmallDisk::files() const
{
    QStringList names =
        QDir(path()).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot, QDir::Name);
    names.removeAll(ballast);
    return names;
}

} // namespace weir::test
