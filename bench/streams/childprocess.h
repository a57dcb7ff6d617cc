// SPDX-License-Identifier: GPL-3.0-or-later
// A program that is started to be measured: its output, its processor time from outside, its memory.
#pragma once

#include "base/clock.h"

#include <QString>
#include <QStringList>

#include <functional>
#include <optional>
#include <sys/types.h>

namespace weir::bench {

/// What is left of a process when it has ended.
struct ProcessEnd
{
    int exitCode = -1; ///< -1 when a signal ended it.
    Nanoseconds processorTime{0};
};

/// One child. Standard output is read line by line, standard error goes to a file. The child is killed when
/// this object goes or this program ends.
class ChildProcess
{
public:
    /// Throws std::system_error when no process can be made; a program that does not exist ends with exit
    /// code 127. `errorPath` is the file for its standard error.
    ChildProcess(const QString &program, const QStringList &arguments, const QString &errorPath);
    ~ChildProcess();
    ChildProcess(const ChildProcess &) = delete;
    ChildProcess &operator=(const ChildProcess &) = delete;

    /// The next line of its output, without the line break; nothing when it has none within that time, or no
    /// more at all.
    std::optional<QString> readLine(Nanoseconds patience);
    /// User and system time of all its threads so far, by its CPU clock (clock_getcpuclockid(3)).
    [[nodiscard]] Nanoseconds processorTime() const;
    /// Most resident memory so far, in bytes, as seen by the last call; asks the kernel while it runs.
    quint64 peakResidentBytes();
    [[nodiscard]] bool hasEnded();
    void terminate(); ///< SIGTERM.
    /// Waits for its end; nothing when it does not come within that time. Watches its memory meanwhile.
    std::optional<ProcessEnd> wait(Nanoseconds patience);

private:
    pid_t m_pid = -1;
    int m_output = -1;
    QByteArray m_read; ///< Output that is not a whole line yet.
    quint64 m_peakBytes = 0;
    std::optional<ProcessEnd> m_end;
};

/// What all processes of this machine have used so far, user and system, in the kernel's ticks of 10 ms
/// (proc(5), /proc/stat); zero where it does not tell.
Nanoseconds hostProcessorTime();

} // namespace weir::bench
