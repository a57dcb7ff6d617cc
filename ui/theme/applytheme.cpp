// SPDX-License-Identifier: GPL-3.0-or-later
#include "theme/applytheme.h"

#include "theme/icons.h"
#include "theme/quietstyle.h"
#include "theme/stylesheet.h"

#include <QApplication>

namespace weir {

namespace {

void setPixelFont(QFont &font, int pixelSize)
{
    font.setPixelSize(pixelSize);
#if QT_VERSION >= QT_VERSION_CHECK(6, 7, 0)
    font.setFeature(QFont::Tag("tnum"), 1);
#endif
}

} // namespace

QFont uiFont(int pixelSize, QFont::Weight weight)
{
    QFont font;
    font.setFamilies({QStringLiteral("Inter"), QStringLiteral("Noto Sans"),
                      QStringLiteral("Noto Sans CJK SC"), QStringLiteral("sans-serif")});
    font.setStyleHint(QFont::SansSerif);
    font.setWeight(weight);
    setPixelFont(font, pixelSize);
    return font;
}

QFont codeFont(int pixelSize)
{
    QFont font;
    font.setFamilies({QStringLiteral("JetBrains Mono"), QStringLiteral("Noto Sans Mono"),
                      QStringLiteral("Noto Sans Mono CJK SC"), QStringLiteral("monospace")});
    font.setStyleHint(QFont::Monospace);
    font.setFixedPitch(true);
    setPixelFont(font, pixelSize);
    return font;
}

QPalette makePalette(const Theme &theme)
{
    QPalette palette;
    palette.setColor(QPalette::Window, theme.window);
    palette.setColor(QPalette::WindowText, theme.text);
    palette.setColor(QPalette::Base, theme.surface);
    palette.setColor(QPalette::AlternateBase, theme.surface2);
    palette.setColor(QPalette::Text, theme.text);
    palette.setColor(QPalette::PlaceholderText, theme.muted);
    palette.setColor(QPalette::Button, theme.surface2);
    palette.setColor(QPalette::ButtonText, theme.text);
    palette.setColor(QPalette::BrightText, theme.fail);
    palette.setColor(QPalette::ToolTipBase, theme.surface);
    palette.setColor(QPalette::ToolTipText, theme.text);
    palette.setColor(QPalette::Highlight, theme.accent);
    palette.setColor(QPalette::HighlightedText, theme.onAccent);
    palette.setColor(QPalette::Link, theme.accent);
    palette.setColor(QPalette::LinkVisited, theme.invalid);
    palette.setColor(QPalette::Light, theme.surface2);
    palette.setColor(QPalette::Midlight, theme.surface2);
    palette.setColor(QPalette::Mid, theme.border);
    palette.setColor(QPalette::Dark, theme.border);
    palette.setColor(QPalette::Shadow, theme.border);
    QColor off = theme.muted;
    off.setAlphaF(0.6F);
    for (const QPalette::ColorRole role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, off);
    return palette;
}

void applyTheme(QApplication &application, const Theme &theme)
{
    registerIconResources();
    // The application owns its style.
    application.setStyle(new QuietStyle(theme));
    application.setPalette(makePalette(theme));
    application.setFont(uiFont());
    application.setStyleSheet(styleSheet(theme));
}

} // namespace weir
