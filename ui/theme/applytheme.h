// SPDX-License-Identifier: GPL-3.0-or-later
// Puts a theme on the whole program: style, palette, style sheet, fonts.
#pragma once

#include "theme/theme.h"

#include <QFont>
#include <QPalette>

class QApplication;

namespace weir {

/// Fusion, the palette, one generated style sheet and the fonts. Call again on every change of theme. GUI
/// thread.
void applyTheme(QApplication &application, const Theme &theme);

/// Inter with Noto Sans CJK behind it, 13 px unless told; the system's font where neither is installed.
QFont uiFont(int pixelSize = 13, QFont::Weight weight = QFont::Normal);
/// JetBrains Mono with a fixed-pitch font behind it.
QFont codeFont(int pixelSize = 13);

QPalette makePalette(const Theme &theme);

} // namespace weir
