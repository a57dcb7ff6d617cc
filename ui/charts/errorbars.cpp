// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/errorbars.h"

#include "base/outputfile.h"
#include "base/units.h"
#include "charts/chartexport.h"
#include "theme/applytheme.h"
#include "theme/tabulartext.h"
#include "theme/themesource.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QFontMetricsF>
#include <QHelpEvent>
#include <QLocale>
#include <QPainter>
#include <QToolTip>

#include <algorithm>

namespace weir {

namespace {

// The border of one pixel included, so that titles stand in line with those of charts.
constexpr double margin = 13;
constexpr double firstRow = 36;
constexpr double rowHeight = 28;
constexpr double barHeight = 12;

/// One decimal in every row, so that the column reads at a glance.
QString shareText(double share)
{
    static const QLocale english(QLocale::English, QLocale::UnitedStates);
    if (share > 0 && share < 0.0005)
        return QStringLiteral("< 0.1 %");
    return english.toString(100 * share, 'f', 1) + QStringLiteral(" %");
}

QString figureText(const ErrorBarsData &data, const ErrorBar &bar)
{
    return QStringLiteral("%1 · %2").arg(formatCount(bar.count), shareText(data.shareOf(bar)));
}

} // namespace

ErrorBars::ErrorBars(ThemeSource &themes, QWidget *parent) : ExportCard(themes, parent)
{
    buildMenu();
    connect(&themes, &ThemeSource::changed, this, qOverload<>(&QWidget::update));
}

void ErrorBars::buildMenu()
{
    setContextMenuPolicy(Qt::ActionsContextMenu);
    const auto add = [this](const QString &text, const QString &tip, auto act) {
        QAction *action = new QAction(text, this);
        action->setToolTip(tip);
        connect(action, &QAction::triggered, this, act);
        addAction(action);
    };
    add(tr("Export as &PNG..."), tr("A picture of this card as it stands on the screen"), [this] {
        askForFile(m_data.id, pngFile(), [this](const QString &path) { return saveWidgetPng(path, *this); });
    });
    add(tr("Export &data as CSV..."), tr("Exactly the figures that are drawn"), [this] {
        askForFile(m_data.id, csvFile(),
                   [bytes = toCsv(m_data)](const QString &path) { return writeFile(path, bytes); });
    });
    add(tr("&Copy picture"), tr("Puts a picture of this card on the clipboard"),
        [this] { QApplication::clipboard()->setPixmap(grab()); });
}

void ErrorBars::setData(const ErrorBarsData &data)
{
    const ErrorBarsData next = data.drawn();
    if (next == m_data)
        return;
    m_data = next;
    QStringList rows;
    for (const ErrorBar &bar : m_data.bars)
        rows << QStringLiteral("%1: %2").arg(toString(bar.outcome), figureText(m_data, bar));
    if (accessibleName() != m_data.title.text())
        setAccessibleName(m_data.title.text());
    setAccessibleDescription(rows.isEmpty() ? m_data.emptyText.text() : rows.join(QStringLiteral("; ")));
    update();
}

QSize ErrorBars::sizeHint() const
{
    return {360, 200};
}

QSize ErrorBars::minimumSizeHint() const
{
    return {220, 140};
}

QRectF ErrorBars::rowBox(std::size_t row) const
{
    return {margin, firstRow + static_cast<double>(row) * rowHeight, width() - 2 * margin, rowHeight};
}

std::size_t ErrorBars::visibleRows() const
{
    const std::size_t fit = static_cast<std::size_t>(std::max(0.0, (height() - firstRow - 4) / rowHeight));
    if (m_data.bars.size() <= fit)
        return m_data.bars.size();
    // The last row then says how many more there are.
    return fit == 0 ? 0 : fit - 1;
}

bool ErrorBars::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QFrame::event(event);
    const QHelpEvent *help = static_cast<QHelpEvent *>(event);
    for (std::size_t row = 0; row < visibleRows(); ++row) {
        if (rowBox(row).contains(help->pos())) {
            const ErrorBar &bar = m_data.bars[row];
            QToolTip::showText(
                help->globalPos(),
                QStringLiteral("%1 (%2)\n%3")
                    .arg(toString(bar.outcome), figureText(m_data, bar), explain(bar.outcome).text()),
                this);
            return true;
        }
    }
    QToolTip::hideText();
    return true;
}

void ErrorBars::paintEvent(QPaintEvent *event)
{
    QFrame::paintEvent(event);
    const Theme &theme = themes().theme();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QFont title = uiFont(13, QFont::DemiBold);
    painter.setFont(title);
    painter.setPen(theme.text);
    painter.drawText(QRectF(margin, 9, width() - 2 * margin, 20), Qt::AlignLeft | Qt::AlignVCenter,
                     m_data.title.text());
    const double left = margin + QFontMetricsF(title).horizontalAdvance(m_data.title.text()) + 12;
    painter.setFont(uiFont(12));
    painter.setPen(theme.muted);
    painter.drawText(QRectF(left, 9, width() - left - margin, 20), Qt::AlignLeft | Qt::AlignVCenter,
                     m_data.subtitle.text());
    if (m_data.bars.empty()) {
        painter.setFont(uiFont());
        painter.drawText(QRectF(rect()).adjusted(24, 28, -24, -20), Qt::AlignCenter | Qt::TextWordWrap,
                         m_data.emptyText.text());
        return;
    }
    double names = 0;
    double figures = 0;
    for (const ErrorBar &bar : m_data.bars) {
        names = std::max(names, QFontMetricsF(codeFont(12)).horizontalAdvance(toString(bar.outcome)));
        figures = std::max(figures, tabularWidth(uiFont(12), figureText(m_data, bar)));
    }
    const std::size_t shown = visibleRows();
    for (std::size_t row = 0; row < shown; ++row)
        paintRow(painter, row, names, figures);
    if (shown < m_data.bars.size()) {
        painter.setFont(uiFont(12));
        painter.setPen(theme.muted);
        painter.drawText(rowBox(shown), Qt::AlignLeft | Qt::AlignVCenter,
                         tr("and %n more", nullptr, static_cast<int>(m_data.bars.size() - shown)));
    }
}

void ErrorBars::paintRow(QPainter &painter, std::size_t row, double nameWidth, double figureWidth) const
{
    const Theme &theme = themes().theme();
    const ErrorBar &bar = m_data.bars[row];
    const QRectF box = rowBox(row);
    painter.setPen(theme.text);
    painter.setFont(codeFont(12));
    painter.drawText(box, Qt::AlignLeft | Qt::AlignVCenter, toString(bar.outcome));
    painter.setPen(theme.muted);
    drawTabular(painter, uiFont(12), box, Qt::AlignRight, figureText(m_data, bar));
    QRectF track(box.left() + nameWidth + 20, box.center().y() - barHeight / 2,
                 box.width() - nameWidth - figureWidth - 40, barHeight);
    if (track.width() < 8)
        return;
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.surface2);
    painter.drawRoundedRect(track, 3, 3);
    const double share = static_cast<double>(bar.count) / static_cast<double>(m_data.bars.front().count);
    track.setWidth(std::max(4.0, track.width() * share));
    painter.setBrush(theme.outcomeColor(bar.outcome));
    painter.drawRoundedRect(track, 3, 3);
}

} // namespace weir
