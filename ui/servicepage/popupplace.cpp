// SPDX-License-Identifier: GPL-3.0-or-later
#include "servicepage/popupplace.h"

#include <QLayout>
#include <QScreen>
#include <QWidget>

#include <algorithm>

namespace weir {

namespace {

constexpr int gap = 4;

QPoint placeOf(const QSize &size, const QWidget &anchor)
{
    const QPoint below = anchor.mapToGlobal(QPoint(0, anchor.height() + gap));
    const QRect screen = anchor.screen()->availableGeometry();
    const int above = anchor.mapToGlobal(QPoint(0, -gap)).y() - size.height();
    const bool fitsBelow = below.y() + size.height() <= screen.bottom() + 1;
    const int x = std::max(screen.left(), std::min(below.x(), screen.right() + 1 - size.width()));
    const int y = fitsBelow || above < screen.top() ? below.y() : above;
    return {x, std::max(screen.top(), std::min(y, screen.bottom() + 1 - size.height()))};
}

} // namespace

void fitHeight(QWidget &popup)
{
    const int width = std::clamp(popup.sizeHint().width(), popup.minimumWidth(), popup.maximumWidth());
    const bool wraps = popup.layout() != nullptr && popup.layout()->hasHeightForWidth();
    popup.resize(width, wraps ? popup.layout()->totalHeightForWidth(width) : popup.sizeHint().height());
}

void showAt(QWidget &popup, const QWidget &anchor)
{
    popup.ensurePolished(); // The style's margins and fonts are part of the size.
    fitHeight(popup);
    popup.move(placeOf(popup.size(), anchor));
    popup.show();
    popup.setFocus();
}

} // namespace weir
