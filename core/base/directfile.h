// SPDX-License-Identifier: GPL-3.0-or-later
// What is written where it belongs at once, byte for byte: devices, pipes, the standard streams, and files
// that others read while they grow. What replaces a file is an OutputFile.
#pragma once

#include "base/filedescriptor.h"
#include "base/message.h"

#include <QByteArrayView>
#include <QString>

#include <optional>

namespace weir {

/// The descriptor that "/dev/stdout", "/dev/stderr", "/dev/fd/N" or "/proc/self/fd/N" names. It is written to
/// as it stands: opened anew by its name, a file behind it would be begun again from its start.
std::optional<int> descriptorNamed(const QString &path);

/// Writes all of `bytes`, waiting where a pipe is full. 0, or the `errno` of the failure.
int writeAll(int fd, QByteArrayView bytes);

/// Call first in main(). What can't be written becomes an error of the write instead of the program's end (a
/// closed pipe, a limit on the size of files), and no file that is opened later gets the number of a standard
/// stream that was closed, whose texts would go into it.
void letWritesFail();

/// Opened by the constructor, unbuffered. One thread.
class DirectFile
{
public:
    /// Creates or empties a plain file. A pipe needs somebody who reads it already: waiting for one could not
    /// be ended by a signal.
    explicit DirectFile(const QString &path);

    /// False when they, or any bytes before, could not be written. A reader that closed its end is no
    /// failure: it had enough, and gets no more.
    bool write(QByteArrayView bytes);
    /// The `errno` of the first failure, of opening too; 0: none.
    [[nodiscard]] int error() const { return m_error; }
    /// The same as words that follow a colon; empty: none.
    [[nodiscard]] Message failure() const;

private:
    FileDescriptor m_fd;
    int m_error = 0;
    bool m_isReaderGone = false;
};

} // namespace weir
