// SPDX-License-Identifier: GPL-3.0-or-later
// The left rail: one button for each page.
#pragma once

#include "theme/icons.h"

#include <QFrame>

#include <vector>

class QButtonGroup;
class QToolButton;
class QVBoxLayout;

namespace weir {

class ThemeSource;

/// GUI thread.
class NavRail : public QFrame
{
    Q_OBJECT

public:
    /// `themes` outlives the rail.
    explicit NavRail(ThemeSource &themes, QWidget *parent = nullptr);

    void addEntry(const QString &title, Icon icon, const QKeySequence &shortcut);
    /// -1: none, while the welcome page is shown.
    void setCurrent(int index);
    [[nodiscard]] const std::vector<QToolButton *> &buttons() const { return m_buttons; }

Q_SIGNALS:
    void chosen(int index);

private:
    void paintIcons();

    ThemeSource &m_themes;
    QButtonGroup *m_group;
    QVBoxLayout *m_layout;
    std::vector<QToolButton *> m_buttons;
    std::vector<Icon> m_icons;
};

} // namespace weir
