// SPDX-License-Identifier: GPL-3.0-or-later
// A file that a report is streamed into: the old content stays until commit(), the first failure is kept.
#pragma once

#include "base/result.h"

#include <QSaveFile>

namespace weir {

/// Opened by the constructor; without commit() nothing changes on disk. One thread.
class OutputFile
{
public:
    explicit OutputFile(const QString &path);

    void write(const QByteArray &bytes);
    /// Replaces the file; fails when it could not be opened or written (disk full, no permission).
    Result<void> commit();

private:
    QSaveFile m_file;
};

} // namespace weir
