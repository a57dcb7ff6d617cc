// SPDX-License-Identifier: GPL-3.0-or-later
#include "theme/wheelguard.h"

#include <QAbstractSlider>
#include <QAbstractSpinBox>
#include <QComboBox>
#include <QCoreApplication>
#include <QEvent>
#include <QScrollBar>
#include <QWheelEvent>

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

/// To what is around the widget. An event that a filter has ignored goes no further by itself.
void handOn(QWheelEvent &event, QWidget &widget)
{
    event.accept();
    QWidget *around = widget.parentWidget();
    if (!around || widget.isWindow())
        return;
    QWheelEvent onward(widget.mapToParent(event.position().toPoint()), event.globalPosition(),
                       event.pixelDelta(), event.angleDelta(), event.buttons(), event.modifiers(),
                       event.phase(), event.inverted(), event.source());
    QCoreApplication::sendEvent(around, &onward);
}

} // namespace

bool WheelGuard::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Polish) {
        QWidget *widget = valueWidget(watched);
        if (widget && widget->focusPolicy() == Qt::WheelFocus)
            widget->setFocusPolicy(Qt::StrongFocus);
    } else if (event->type() == QEvent::Wheel) {
        QWidget *widget = valueWidget(watched);
        if (widget && !widget->hasFocus()) {
            handOn(*static_cast<QWheelEvent *>(event), *widget);
            return true;
        }
    }
    return QObject::eventFilter(watched, event);
}

} // namespace weir
