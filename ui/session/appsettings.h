// SPDX-License-Identifier: GPL-3.0-or-later
// The settings in force: read once, written on every change.
#pragma once

#include "store/settings.h"

#include <QObject>

#include <functional>

namespace weir {

/// One per program, handed to whoever needs it. GUI thread.
class AppSettings : public QObject
{
    Q_OBJECT

public:
    /// `path`: the INI file; empty: the user's own.
    explicit AppSettings(const QString &path = {}, QObject *parent = nullptr);

    [[nodiscard]] const Settings &values() const { return m_values; }
    /// Changes and saves. A failure to save is told by saveFailed(), never lost in silence.
    void change(const std::function<void(Settings &)> &change);
    /// Folder of the settings file, for what stands beside it.
    [[nodiscard]] QString folder() const;
    /// Where unsaved work is kept for the case of a crash (document/recoverykeeper.h).
    [[nodiscard]] QString recoveryFolder() const;
    /// Where the certificates of this machine are kept (store/calibrationstore.h).
    [[nodiscard]] QString certificateFolder() const;

Q_SIGNALS:
    void changed();
    void saveFailed(const weir::Error &error);

private:
    SettingsFile m_file;
    Settings m_values;
};

} // namespace weir
