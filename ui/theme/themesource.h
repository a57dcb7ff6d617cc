// SPDX-License-Identifier: GPL-3.0-or-later
// The theme in force, and word of its change. One per program, handed to whoever paints by constructor
// argument.
#pragma once

#include "theme/theme.h"

#include <QObject>
#include <QPalette>

namespace weir {

class ThemeSource : public QObject
{
    Q_OBJECT

public:
    /// `systemPalette`: the desktop's own palette, taken before any theme was applied; tells whether System
    /// means dark (where Qt is older than 6.5 and can't be asked). GUI thread only.
    explicit ThemeSource(ThemeMode mode, const QPalette &systemPalette, QObject *parent = nullptr);

    [[nodiscard]] ThemeMode mode() const noexcept { return m_mode; }
    void setMode(ThemeMode mode);
    [[nodiscard]] const Theme &theme() const noexcept { return m_theme; }

Q_SIGNALS:
    /// After theme() changed.
    void changed(const weir::Theme &theme);

private:
    void refresh();
    [[nodiscard]] bool systemIsDark() const;

    ThemeMode m_mode;
    bool m_paletteIsDark;
    Theme m_theme;
};

} // namespace weir
