// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/cputime.h"

#include <QFile>
#include <QSysInfo>
#include <QThread>

#include <pthread.h>
#include <unistd.h>

namespace weir::bench {

namespace {

Nanoseconds read(clockid_t clock)
{
    timespec time{};
    clock_gettime(clock, &time);
    return std::chrono::seconds{time.tv_sec} + Nanoseconds{time.tv_nsec};
}

} // namespace

Nanoseconds threadTime()
{
    return read(CLOCK_THREAD_CPUTIME_ID);
}

ThreadClock::ThreadClock()
{
    pthread_getcpuclockid(pthread_self(), &m_clock);
}

Nanoseconds ThreadClock::now() const
{
    return read(m_clock);
}

Nanoseconds processTime()
{
    return read(CLOCK_PROCESS_CPUTIME_ID);
}

quint64 residentBytes()
{
    QFile file(QStringLiteral("/proc/self/statm"));
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    const QList<QByteArray> pages = file.readAll().split(' ');
    return pages.size() < 2 ? 0 : pages.at(1).toULongLong() * quint64(sysconf(_SC_PAGESIZE));
}

quint64 peakResidentBytes()
{
    QFile file(QStringLiteral("/proc/self/status"));
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    for (const QByteArray &line : file.readAll().split('\n')) {
        if (line.startsWith("VmHWM:"))
            return line.mid(6).trimmed().split(' ').first().toULongLong() * 1024; // proc(5): in kB
    }
    return 0;
}

void resetPeakResidentBytes()
{
    // proc(5): 5 resets the peak.
    QFile file(QStringLiteral("/proc/self/clear_refs"));
    if (file.open(QIODevice::WriteOnly))
        file.write("5");
}

QString machine()
{
    QString model = QStringLiteral("unknown processor");
    QFile file(QStringLiteral("/proc/cpuinfo"));
    if (file.open(QIODevice::ReadOnly)) {
        for (const QByteArray &line : file.readAll().split('\n')) {
            if (line.startsWith("model name")) {
                model = QString::fromUtf8(line.mid(line.indexOf(':') + 1).trimmed());
                break;
            }
        }
    }
    return QStringLiteral("%1, %2 cores, Linux %3, Qt %4")
        .arg(model)
        .arg(QThread::idealThreadCount())
        .arg(QSysInfo::kernelVersion(), QLatin1String(qVersion()));
}

} // namespace weir::bench
