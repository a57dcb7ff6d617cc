// SPDX-License-Identifier: GPL-3.0-or-later
#include "theme/quietstyle.h"

#include "theme/icons.h"

#include <QStyleFactory>

#include <optional>

namespace weir {

namespace {

constexpr int signSize = 32;

/// What a message box shows at its left; nothing for other pictures.
std::optional<QIcon> signOf(QStyle::StandardPixmap which, const Theme &theme)
{
    switch (which) {
    case QStyle::SP_MessageBoxQuestion:
    case QStyle::SP_MessageBoxInformation:
        return themedIcon(Icon::Warning, theme.accent);
    case QStyle::SP_MessageBoxWarning:
        return themedIcon(Icon::Warning, theme.warn);
    case QStyle::SP_MessageBoxCritical:
        return themedIcon(Icon::Error, theme.fail);
    default:
        return std::nullopt;
    }
}

} // namespace

QuietStyle::QuietStyle(const Theme &theme)
    : QProxyStyle(QStyleFactory::create(QStringLiteral("Fusion"))), m_theme(theme)
{
}

int QuietStyle::styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget,
                          QStyleHintReturn *returned) const
{
    return hint == SH_DialogButtonBox_ButtonsHaveIcons
               ? 0
               : QProxyStyle::styleHint(hint, option, widget, returned);
}

QIcon QuietStyle::standardIcon(StandardPixmap which, const QStyleOption *option, const QWidget *widget) const
{
    const std::optional<QIcon> sign = signOf(which, m_theme);
    return sign ? *sign : QProxyStyle::standardIcon(which, option, widget);
}

QPixmap QuietStyle::standardPixmap(StandardPixmap which, const QStyleOption *option,
                                   const QWidget *widget) const
{
    const std::optional<QIcon> sign = signOf(which, m_theme);
    return sign ? sign->pixmap(signSize) : QProxyStyle::standardPixmap(which, option, widget);
}

} // namespace weir
