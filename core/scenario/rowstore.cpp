// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/rowstore.h"

#include "base/directfile.h"
#include "base/fileerror.h"
#include "base/unnamedfile.h"

#include <QDir>
#include <QJsonDocument>

#include <cerrno>
#include <unistd.h>

namespace weir {

namespace {

constexpr qsizetype mostMemory = qsizetype{8} << 20;

Error failed(const Message &why)
{
    return {Message(WEIR_TEXT("data.store_failed", "The rows can't be kept in a file of %1: %2"),
                    QDir::tempPath(), why),
            {},
            WEIR_TEXT("data.make_room", "Make room there, or name another folder by the variable TMPDIR.")};
}

} // namespace

Result<void> RowStore::append(const QJsonObject &row)
{
    const QByteArray text = QJsonDocument(row).toJson(QJsonDocument::Compact);
    const std::scoped_lock lock(m_mutex);
    m_isMemoryFull = m_isMemoryFull || m_memory.size() + text.size() > mostMemory;
    if (!m_isMemoryFull) {
        m_memory += text;
    } else {
        if (!m_file)
            m_file = fileWithoutName(QStringLiteral("weir-rows"));
        if (!m_file)
            return failed(systemFailure(errno));
        if (const int error = writeAll(m_file.get(), text); error != 0)
            return failed(systemFailure(error));
    }
    m_ends.push_back((m_ends.empty() ? 0 : m_ends.back()) + static_cast<quint64>(text.size()));
    return {};
}

Result<QJsonObject> RowStore::at(quint64 index) const
{
    QByteArray text;
    {
        const std::scoped_lock lock(m_mutex);
        const quint64 begin = index == 0 ? 0 : m_ends[index - 1];
        const qsizetype size = static_cast<qsizetype>(m_ends[index] - begin);
        const quint64 memory = static_cast<quint64>(m_memory.size());
        if (begin < memory) {
            text = m_memory.sliced(static_cast<qsizetype>(begin), size);
        } else {
            text.resize(size);
            for (qsizetype at = 0; at < size;) {
                const ssize_t got =
                    ::pread(m_file.get(), text.data() + at, static_cast<std::size_t>(size - at),
                            static_cast<off_t>(begin - memory) + at);
                if (got < 0 && errno == EINTR)
                    continue;
                if (got <= 0)
                    return failed(systemFailure(got < 0 ? errno : EIO));
                at += got;
            }
        }
    }
    return QJsonDocument::fromJson(text).object();
}

quint64 RowStore::count() const
{
    const std::scoped_lock lock(m_mutex);
    return m_ends.size();
}

} // namespace weir
