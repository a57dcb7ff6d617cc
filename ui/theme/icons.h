// SPDX-License-Identifier: GPL-3.0-or-later
// The workbench's own icons: strokes on a 24 by 24 grid, coloured by the theme.
#pragma once

#include <QColor>
#include <QIcon>

#include <array>

namespace weir {

enum class Icon
{
    Compose,
    Live,
    Runs,
    Service,
    Play,
    Stop,
    Plus,
    Trash,
    More,
    Export,
    Copy,
    Warning,
    Error,
};

inline constexpr std::size_t iconCount = static_cast<std::size_t>(Icon::Error) + 1;

/// Every icon once, in the order of the enumeration.
std::array<Icon, iconCount> allIcons();

/// Makes :/weir/icons known, for style sheets too. Safe to call often.
void registerIconResources();

/// The icon in `color`; its disabled look is the same at 40 %. GUI thread.
QIcon themedIcon(Icon icon, const QColor &color);
/// The same with a colour of its own while disabled, for buttons whose ground changes then. GUI thread.
QIcon themedIcon(Icon icon, const QColor &color, const QColor &disabled);

/// The program's own icon, in its own colours.
QIcon appIcon();

} // namespace weir
