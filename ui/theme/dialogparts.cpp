// SPDX-License-Identifier: GPL-3.0-or-later
#include "theme/dialogparts.h"

#include <QLabel>
#include <QPushButton>

namespace weir {

QPushButton *dialogButton(const QString &text, const QString &tip)
{
    QPushButton *button = new QPushButton(text);
    button->setToolTip(tip);
    button->setAccessibleName(text);
    button->setAutoDefault(false);
    return button;
}

QLabel *dialogText(TextLook look)
{
    QLabel *label = new QLabel;
    setTextLook(*label, look);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    return label;
}

} // namespace weir
