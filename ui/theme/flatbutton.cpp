// SPDX-License-Identifier: GPL-3.0-or-later
#include "theme/flatbutton.h"

#include "theme/widgetlook.h"

#include <QToolButton>

namespace weir {

QToolButton *makeFlatButton(const QString &text, const QString &tip, QWidget *parent, const QKeySequence &key)
{
    QToolButton *button = new QToolButton(parent);
    const QString shortcut = key.toString(QKeySequence::NativeText);
    button->setText(text);
    button->setToolTip(shortcut.isEmpty() ? tip : QStringLiteral("%1 (%2)").arg(tip, shortcut));
    button->setAccessibleName(tip);
    setButtonLook(*button, ButtonLook::Flat);
    return button;
}

} // namespace weir
