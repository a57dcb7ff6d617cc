// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/errorbars.h"

#include "charts/errorbarspainting.h"
#include "theme/themesource.h"

#include <QAction>
#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

namespace weir {

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
    add(tr("Export as &PNG..."), tr("A picture of this card in a chosen size"),
        [this] { exportPicture(ExportDialog::Kind::Png, m_data.id, drawingOf(m_data), size()); });
    add(tr("Export as &SVG..."), tr("A drawing of this card that scales"),
        [this] { exportPicture(ExportDialog::Kind::Svg, m_data.id, drawingOf(m_data), size()); });
    add(tr("Export &data as CSV..."), tr("Exactly the figures that are drawn"),
        [this] { exportTable(m_data.id, toCsv(m_data)); });
    add(tr("&Copy picture"), tr("Puts a picture of this card on the clipboard"),
        [this] { copyPicture(drawingOf(m_data), size()); });
}

void ErrorBars::setData(const ErrorBarsData &data)
{
    const ErrorBarsData next = data.drawn();
    if (next == m_data)
        return;
    m_data = next;
    QStringList rows;
    for (const ErrorBar &bar : m_data.bars)
        rows << QStringLiteral("%1: %2").arg(toString(bar.outcome), errorBarFigure(m_data, bar));
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

bool ErrorBars::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QFrame::event(event);
    const QHelpEvent *help = static_cast<QHelpEvent *>(event);
    for (std::size_t row = 0; row < visibleErrorBars(m_data, size()); ++row) {
        if (errorBarBox(size(), row).contains(help->pos())) {
            const ErrorBar &bar = m_data.bars[row];
            QToolTip::showText(
                help->globalPos(),
                QStringLiteral("%1 (%2)\n%3")
                    .arg(toString(bar.outcome), errorBarFigure(m_data, bar), explain(bar.outcome).text()),
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
    QPainter painter(this);
    paintErrorBars(painter, m_data, themes().theme(), size());
}

} // namespace weir
