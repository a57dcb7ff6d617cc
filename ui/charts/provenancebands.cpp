// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/provenancebands.h"

#include "theme/applytheme.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace weir {

namespace {

constexpr double sideMargin = 12;
constexpr double ribbonHeight = 24;
constexpr double linePadding = 7; ///< Above and below the words.
constexpr int lineSize = 11;

/// The words are wrapped and never cut: what does not fit on one line may be the verdict.
QRectF wordsBox(const QString &words, double width)
{
    return QFontMetricsF(uiFont(lineSize))
        .boundingRect(QRectF(0, 0, std::max(40.0, width - 2 * sideMargin), 1e6),
                      Qt::AlignLeft | Qt::AlignTop | Qt::TextWrapAnywhere, words);
}

} // namespace

BandHeights bandHeights(const Provenance &provenance, double width)
{
    BandHeights heights;
    const QString words = provenanceLine(provenance).text();
    if (!words.isEmpty())
        heights.line = std::ceil(wordsBox(words, width).height()) + 2 * linePadding;
    if (!ribbonWords(provenance).isEmpty())
        heights.ribbon = ribbonHeight;
    return heights;
}

QColor ribbonColor(const Provenance &provenance, const Theme &theme)
{
    if (provenance.verdict == Verdict::Fail)
        return theme.fail;
    if (provenance.verdict == Verdict::Invalid)
        return theme.invalid;
    return provenance.verdict == Verdict::Incomplete || provenance.goesOn ? theme.warn : theme.muted;
}

QRectF paintBands(QPainter &painter, const Provenance &provenance, const Theme &theme, const QSizeF &size)
{
    const BandHeights heights = bandHeights(provenance, size.width());
    if (heights.ribbon > 0) {
        const QRectF box(0, 0, size.width(), heights.ribbon);
        painter.fillRect(box, ribbonColor(provenance, theme));
        painter.setFont(uiFont(13, QFont::Bold));
        painter.setPen(theme.surface);
        painter.drawText(box, Qt::AlignCenter | Qt::TextSingleLine, ribbonWords(provenance).text());
    }
    if (heights.line > 0) {
        const double top = size.height() - heights.line;
        painter.setPen(QPen(theme.border, 1));
        painter.drawLine(QPointF(0, std::floor(top) + 0.5), QPointF(size.width(), std::floor(top) + 0.5));
        painter.setFont(uiFont(lineSize));
        painter.setPen(theme.muted);
        painter.drawText(QRectF(sideMargin, top + linePadding, std::max(40.0, size.width() - 2 * sideMargin),
                                heights.line - linePadding),
                         Qt::AlignLeft | Qt::AlignTop | Qt::TextWrapAnywhere,
                         provenanceLine(provenance).text());
    }
    return {0, heights.ribbon, size.width(), std::max(1.0, size.height() - heights.sum())};
}

} // namespace weir
