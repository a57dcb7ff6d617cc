// SPDX-License-Identifier: GPL-3.0-or-later
// Keeps rows without keeping them in memory.
#pragma once

#include "base/filedescriptor.h"
#include "base/result.h"

#include <QByteArray>
#include <QJsonObject>

#include <mutex>
#include <vector>

namespace weir {

/// Rows by their number, as compact JSON: the first 8 MiB in memory, the others in a file without a name in
/// the folder for such files, which is gone with the store. Memory: those, and 8 bytes a row. Any thread.
class RowStore
{
public:
    /// Fails where the file can't be written.
    Result<void> append(const QJsonObject &row);
    /// Fails where the file can't be read. `index` < count().
    [[nodiscard]] Result<QJsonObject> at(quint64 index) const;
    [[nodiscard]] quint64 count() const;

private:
    mutable std::mutex m_mutex;
    std::vector<quint64> m_ends; ///< Of each row, in bytes from the first on.
    QByteArray m_memory;
    FileDescriptor m_file; ///< What stands behind m_memory.
    bool m_isMemoryFull = false;
};

} // namespace weir
