// SPDX-License-Identifier: GPL-3.0-or-later
// A file system root of a test's own, for what reads /proc and /sys.
#pragma once

#include "engine/systemfiles.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>

#include <stdexcept>

namespace weir::test {

/// Lasts as long as the object. Throws where a file can't be written.
class FakeRoot
{
public:
    void write(const QString &path, const QByteArray &content) const
    {
        const QString whole = m_folder.path() + path;
        QFile file(whole);
        if (!QDir().mkpath(QFileInfo(whole).absolutePath()) || !file.open(QIODevice::WriteOnly) ||
            file.write(content) != content.size())
            throw std::runtime_error(whole.toStdString());
    }

    /// /proc/stat with so many ticks of busy and idle processors.
    void writeTicks(quint64 busy, quint64 idle) const
    {
        write(QStringLiteral("/proc/stat"), QByteArrayLiteral("cpu  ") + QByteArray::number(busy) + " 0 0 " +
                                                QByteArray::number(idle) +
                                                " 0 0 0 0 0 0\ncpu0 1 1 1 1 1 1 1 1 0 0\n");
    }

    void writeThrottling(const QString &folder, quint64 periods, quint64 throttled) const
    {
        write(folder + QStringLiteral("/cpu.stat"),
              QByteArrayLiteral("usage_usec 5\nnr_periods ") + QByteArray::number(periods) +
                  "\nnr_throttled " + QByteArray::number(throttled) + "\nthrottled_usec 7\n");
    }

    [[nodiscard]] SystemFiles files() const { return SystemFiles(m_folder.path()); }

private:
    QTemporaryDir m_folder;
};

} // namespace weir::test
