// SPDX-License-Identifier: GPL-3.0-or-later
// Fusion without the stock icons of dialogs: buttons say in words what they do, and questions bear the
// workbench's own sign.
#pragma once

#include "theme/theme.h"

#include <QProxyStyle>

namespace weir {

/// GUI thread. The application owns it.
class QuietStyle : public QProxyStyle
{
    Q_OBJECT

public:
    /// `theme`: whose colours the signs have.
    explicit QuietStyle(const Theme &theme);

    int styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget,
                  QStyleHintReturn *returned) const override;
    QIcon standardIcon(StandardPixmap which, const QStyleOption *option,
                       const QWidget *widget) const override;
    QPixmap standardPixmap(StandardPixmap which, const QStyleOption *option,
                           const QWidget *widget) const override;

private:
    Theme m_theme;
};

} // namespace weir
