// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/appsettings.h"

#include <QDir>
#include <QFileInfo>

namespace weir {

AppSettings::AppSettings(const QString &path, QObject *parent)
    : QObject(parent), m_file(path), m_values(m_file.read())
{
}

void AppSettings::change(const std::function<void(Settings &)> &change)
{
    Settings after = m_values;
    change(after);
    if (after == m_values)
        return;
    m_values = after;
    const Result<void> written = m_file.write(m_values);
    if (!written)
        Q_EMIT saveFailed(written.error());
    Q_EMIT changed();
}

QString AppSettings::folder() const
{
    return QFileInfo(m_file.path()).absolutePath();
}

QString AppSettings::recoveryFolder() const
{
    return QDir(folder()).filePath(QStringLiteral("recovery"));
}

QString AppSettings::certificateFolder() const
{
    return QDir(folder()).filePath(QStringLiteral("calibrations"));
}

} // namespace weir
