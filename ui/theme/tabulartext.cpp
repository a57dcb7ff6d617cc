// SPDX-License-Identifier: GPL-3.0-or-later
#include "theme/tabulartext.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>

namespace weir {

namespace {

bool isAsciiDigit(QChar character)
{
    return character >= u'0' && character <= u'9';
}

double digitWidth(const QFontMetricsF &metrics)
{
    double widest = 0;
    for (char16_t digit = u'0'; digit <= u'9'; ++digit)
        widest = std::max(widest, metrics.horizontalAdvance(QChar(digit)));
    return widest;
}

/// Calls `use(part, width, isDigit)` for each digit and each stretch between digits.
template <typename Use>
void forEachPart(const QFontMetricsF &metrics, const QString &text, Use use)
{
    const double cell = digitWidth(metrics);
    qsizetype at = 0;
    while (at < text.size()) {
        if (isAsciiDigit(text[at])) {
            use(text.mid(at, 1), cell, true);
            ++at;
            continue;
        }
        const qsizetype from = at;
        while (at < text.size() && !isAsciiDigit(text[at]))
            ++at;
        const QString part = text.mid(from, at - from);
        use(part, metrics.horizontalAdvance(part), false);
    }
}

} // namespace

double tabularWidth(const QFont &font, const QString &text)
{
    double width = 0;
    forEachPart(QFontMetricsF(font), text, [&](const QString &, double part, bool) { width += part; });
    return width;
}

void drawTabular(QPainter &painter, const QFont &font, const QRectF &box, Qt::Alignment alignment,
                 const QString &text)
{
    const QFontMetricsF metrics(font);
    const double width = tabularWidth(font, text);
    double x = box.left();
    if (alignment & Qt::AlignRight)
        x = box.right() - width;
    else if (alignment & Qt::AlignHCenter)
        x = box.center().x() - width / 2;
    const double baseline = box.center().y() + (metrics.ascent() - metrics.descent()) / 2;
    painter.setFont(font);
    forEachPart(metrics, text, [&](const QString &part, double partWidth, bool digit) {
        const double inset = digit ? (partWidth - metrics.horizontalAdvance(part)) / 2 : 0;
        painter.drawText(QPointF(x + inset, baseline), part);
        x += partWidth;
    });
}

} // namespace weir
