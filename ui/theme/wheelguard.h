// SPDX-License-Identifier: GPL-3.0-or-later
// Keeps the wheel from changing values that nobody chose to edit.
#pragma once

#include <QObject>

namespace weir {

/// An event filter of the application: over a combo box, spin box or slider that has no focus the wheel
/// scrolls what is around it, and never gives the focus. GUI thread.
class WheelGuard : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
};

} // namespace weir
