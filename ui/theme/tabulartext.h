// SPDX-License-Identifier: GPL-3.0-or-later
// Text whose digits all have one width, so that a figure does not tremble while it changes. Qt before 6.7
// can't ask a font for its tabular figures, hence digits are set one by one in cells of the widest.
#pragma once

#include <QFont>
#include <QRectF>
#include <QString>

class QPainter;

namespace weir {

/// Width in pixels of `text` set with equal digits.
double tabularWidth(const QFont &font, const QString &text);

/// Draws one line of `text` into `box` with the painter's pen. `alignment`: one of AlignLeft, AlignHCenter,
/// AlignRight; always centred vertically. Does not clip.
void drawTabular(QPainter &painter, const QFont &font, const QRectF &box, Qt::Alignment alignment,
                 const QString &text);

} // namespace weir
