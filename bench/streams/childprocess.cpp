// SPDX-License-Identifier: GPL-3.0-or-later
#include "streams/childprocess.h"

#include <QFile>

#include <algorithm>
#include <array>
#include <cerrno>
#include <ctime>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <system_error>
#include <unistd.h>
#include <vector>

namespace weir::bench {

namespace {

constexpr std::chrono::milliseconds watchInterval{20};

[[noreturn]] void fail(const char *what)
{
    throw std::system_error(errno, std::generic_category(), what);
}

/// In the child, where only async-signal-safe calls are allowed.
[[noreturn]] void become(char *const *arguments, int output, int error, pid_t parent)
{
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != parent) // it died before the line above
        _exit(127);
    dup2(output, STDOUT_FILENO);
    dup2(error, STDERR_FILENO);
    execv(arguments[0], arguments);
    _exit(127);
}

Nanoseconds toNanoseconds(const timeval &time)
{
    return std::chrono::seconds{time.tv_sec} + std::chrono::microseconds{time.tv_usec};
}

} // namespace

ChildProcess::ChildProcess(const QString &program, const QStringList &arguments, const QString &errorPath)
{
    QList<QByteArray> texts{QFile::encodeName(program)};
    for (const QString &argument : arguments)
        texts.append(argument.toLocal8Bit());
    std::vector<char *> pointers;
    for (QByteArray &each : texts)
        pointers.push_back(each.data());
    pointers.push_back(nullptr);

    std::array<int, 2> pipe{};
    if (pipe2(pipe.data(), O_CLOEXEC) != 0)
        fail("pipe2");
    const int error =
        open(QFile::encodeName(errorPath).constData(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    const pid_t self = getpid();
    m_pid = error < 0 ? -1 : fork();
    if (m_pid == 0)
        become(pointers.data(), pipe[1], error, self);
    const int cause = errno;
    close(pipe[1]);
    if (error >= 0)
        close(error);
    m_output = pipe[0];
    if (m_pid < 0) {
        close(m_output);
        errno = cause;
        fail("start of a process");
    }
}

ChildProcess::~ChildProcess()
{
    if (!hasEnded()) {
        kill(m_pid, SIGKILL);
        wait(std::chrono::seconds{10});
    }
    close(m_output);
}

std::optional<QString> ChildProcess::readLine(Nanoseconds patience)
{
    const TimePoint until = MonotonicClock::now() + patience;
    while (true) {
        if (const qsizetype end = m_read.indexOf('\n'); end >= 0) {
            const QString line = QString::fromUtf8(m_read.first(end));
            m_read.remove(0, end + 1);
            return line;
        }
        const Nanoseconds left = until - MonotonicClock::now();
        pollfd ready{m_output, POLLIN, 0};
        const int wait =
            static_cast<int>(std::max<qint64>(std::chrono::ceil<std::chrono::milliseconds>(left).count(), 0));
        if (poll(&ready, 1, wait) <= 0)
            return std::nullopt;
        std::array<char, 4096> buffer{};
        const ssize_t count = read(m_output, buffer.data(), buffer.size());
        if (count <= 0)
            return std::nullopt;
        m_read.append(buffer.data(), count);
    }
}

Nanoseconds ChildProcess::processorTime() const
{
    clockid_t clock{};
    timespec time{};
    if (clock_getcpuclockid(m_pid, &clock) != 0 || clock_gettime(clock, &time) != 0)
        return Nanoseconds{0};
    return std::chrono::seconds{time.tv_sec} + Nanoseconds{time.tv_nsec};
}

quint64 ChildProcess::peakResidentBytes()
{
    // Not ru_maxrss: that starts from the memory of the parent that forked.
    QFile file(QStringLiteral("/proc/%1/status").arg(m_pid));
    if (!file.open(QIODevice::ReadOnly))
        return m_peakBytes;
    for (const QByteArray &line : file.readAll().split('\n')) {
        if (line.startsWith("VmHWM:"))
            m_peakBytes = std::max(m_peakBytes, line.simplified().split(' ').value(1).toULongLong() * 1024);
    }
    return m_peakBytes;
}

bool ChildProcess::hasEnded()
{
    if (m_end)
        return true;
    int status = 0;
    rusage usage{};
    if (wait4(m_pid, &status, WNOHANG, &usage) != m_pid)
        return false;
    m_end = ProcessEnd{WIFEXITED(status) ? WEXITSTATUS(status) : -1,
                       toNanoseconds(usage.ru_utime) + toNanoseconds(usage.ru_stime)};
    return true;
}

void ChildProcess::terminate()
{
    if (!m_end)
        kill(m_pid, SIGTERM);
}

std::optional<ProcessEnd> ChildProcess::wait(Nanoseconds patience)
{
    const TimePoint until = MonotonicClock::now() + patience;
    while (!hasEnded() && MonotonicClock::now() < until) {
        peakResidentBytes();
        poll(nullptr, 0, static_cast<int>(watchInterval.count()));
    }
    return m_end;
}

Nanoseconds hostProcessorTime()
{
    QFile file(QStringLiteral("/proc/stat"));
    if (!file.open(QIODevice::ReadOnly))
        return Nanoseconds{0};
    // "cpu user nice system idle iowait irq softirq steal ..."; idle, iowait and what a hypervisor takes are
    // nobody's work here.
    const QList<QByteArray> fields = file.readLine().simplified().split(' ');
    qint64 ticks = 0;
    for (const qsizetype field : {1, 2, 3, 6, 7})
        ticks += fields.value(field).toLongLong();
    return std::chrono::nanoseconds{std::nano::den / sysconf(_SC_CLK_TCK)} * ticks;
}

} // namespace weir::bench
