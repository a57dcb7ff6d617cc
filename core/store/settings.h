// SPDX-License-Identifier: GPL-3.0-or-later
// What the program remembers between two starts. Each key, type and default is stated once, in settings.cpp.
#pragma once

#include "base/result.h"

#include <QByteArray>
#include <QSize>
#include <QString>
#include <QStringList>

namespace weir {

enum class ThemeMode
{
    System,
    Light,
    Dark
};

/// All settings as one value.
struct Settings
{
    ThemeMode theme = ThemeMode::System;
    QString language;              ///< "en", "zh_CN"; empty: the system's.
    QStringList recentProjects;    ///< Newest first, at most 10.
    QString lastFolder;            ///< Where the last file was opened or saved.
    int lastPage = 0;              ///< 0..4, in the order of the left rail.
    QByteArray windowGeometry;     ///< QWidget::saveGeometry().
    QByteArray windowState;        ///< QMainWindow::saveState(): splitters and columns.
    QSize exportSize{1600, 900};   ///< Pixels of an exported chart; 100..8000 each.
    double exportScale = 1;        ///< 0.5..4
    bool exportPrintTheme = false; ///< Print colours instead of those of the screen.

    friend bool operator==(const Settings &, const Settings &) = default;
};

/// Puts `path` first and drops the oldest beyond 10.
void addRecentProject(Settings &settings, const QString &path);

/// Reads and writes the settings as an INI file. One thread at a time.
class SettingsFile
{
public:
    /// `path` empty: "weir/weir.ini" in the user's standard folder for configuration.
    explicit SettingsFile(QString path = {});

    /// A missing file gives the defaults; a value that can't be is replaced by its default.
    [[nodiscard]] Settings read() const;
    /// Replaces the file atomically.
    Result<void> write(const Settings &settings) const;
    [[nodiscard]] const QString &path() const { return m_path; }

private:
    QString m_path;
};

} // namespace weir
