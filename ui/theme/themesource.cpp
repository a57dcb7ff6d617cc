// SPDX-License-Identifier: GPL-3.0-or-later
#include "theme/themesource.h"

#include <QGuiApplication>
#include <QStyleHints>

namespace weir {

ThemeSource::ThemeSource(ThemeMode mode, const QPalette &systemPalette, QObject *parent)
    : QObject(parent)
    , m_mode(mode)
    , m_paletteIsDark(systemPalette.color(QPalette::WindowText).lightnessF() >
                      systemPalette.color(QPalette::Window).lightnessF())
{
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
    connect(QGuiApplication::styleHints(), &QStyleHints::colorSchemeChanged, this, [this] { refresh(); });
#endif
    m_theme = systemIsDark() ? darkTheme() : lightTheme();
    refresh();
}

void ThemeSource::setMode(ThemeMode mode)
{
    m_mode = mode;
    refresh();
}

void ThemeSource::refresh()
{
    const bool dark = m_mode == ThemeMode::Dark || (m_mode == ThemeMode::System && systemIsDark());
    const Theme next = dark ? darkTheme() : lightTheme();
    if (next == m_theme)
        return;
    m_theme = next;
    Q_EMIT changed(m_theme);
}

bool ThemeSource::systemIsDark() const
{
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
    const Qt::ColorScheme scheme = QGuiApplication::styleHints()->colorScheme();
    if (scheme != Qt::ColorScheme::Unknown)
        return scheme == Qt::ColorScheme::Dark;
#endif
    return m_paletteIsDark;
}

} // namespace weir
