// SPDX-License-Identifier: GPL-3.0-or-later
#include "theme/wheelguard.h"

#include <QAbstractSlider>
#include <QAbstractSpinBox>
#include <QComboBox>
#include <QEvent>
#include <QScrollBar>

namespace weir {

namespace {

/// The widget whose value the wheel would change; null for all others.
QWidget *valueWidget(QObject *watched)
{
    QWidget *widget = qobject_cast<QWidget *>(watched);
    if (qobject_cast<QComboBox *>(widget) || qobject_cast<QAbstractSpinBox *>(widget))
        return widget;
    // A scroll bar is a slider, too, and is there for the wheel.
    return qobject_cast<QAbstractSlider *>(widget) && !qobject_cast<QScrollBar *>(widget) ? widget : nullptr;
}

} // namespace

bool WheelGuard::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Polish) {
        QWidget *widget = valueWidget(watched);
        if (widget && widget->focusPolicy() == Qt::WheelFocus)
            widget->setFocusPolicy(Qt::StrongFocus);
    } else if (event->type() == QEvent::Wheel) {
        const QWidget *widget = valueWidget(watched);
        if (widget && !widget->hasFocus()) {
            event->ignore(); // so that it goes on to the parents
            return true;
        }
    }
    return QObject::eventFilter(watched, event);
}

} // namespace weir
