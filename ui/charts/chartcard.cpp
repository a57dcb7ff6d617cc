// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/chartcard.h"

#include "charts/chartscene.h"
#include "charts/hovervalues.h"
#include "charts/timeaxislink.h"
#include "report/chartcsv.h"
#include "theme/icons.h"
#include "theme/themesource.h"
#include "theme/widgetlook.h"

#include <QContextMenuEvent>
#include <QGraphicsView>
#include <QKeyEvent>
#include <QMenu>
#include <QMouseEvent>
#include <QToolButton>
#include <QVBoxLayout>

namespace weir {

namespace {

constexpr int menuButtonSize = 24;

/// In the tab order at all times, but only drawn while the card is hovered or the button has the focus.
class QuietButton : public QToolButton
{
public:
    using QToolButton::QToolButton;

    void setShown(bool shown)
    {
        m_shown = shown;
        update();
    }

protected:
    void paintEvent(QPaintEvent *event) override
    {
        if (m_shown || hasFocus() || isDown())
            QToolButton::paintEvent(event);
    }

private:
    bool m_shown = false;
};

QGraphicsView *makeView(QGraphicsScene *scene, QWidget *parent)
{
    QGraphicsView *view = new QGraphicsView(scene, parent);
    view->setFrameShape(QFrame::NoFrame);
    view->setStyleSheet(QStringLiteral("background: transparent; border: none;"));
    view->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    view->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    view->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    view->setRenderHint(QPainter::Antialiasing);
    view->setViewportUpdateMode(QGraphicsView::FullViewportUpdate);
    view->setInteractive(false);
    view->setFocusPolicy(Qt::NoFocus);
    view->viewport()->setMouseTracking(true);
    return view;
}

} // namespace

ChartCard::ChartCard(ThemeSource &themes, TimeAxisLink *link, QWidget *parent)
    : ExportCard(themes, parent)
    , m_link(link)
    , m_scene(new ChartScene(themes.theme(), this))
    , m_view(makeView(m_scene, this))
    , m_menuButton(new QuietButton(this))
    , m_menu(new QMenu(this))
{
    QVBoxLayout *box = new QVBoxLayout(this);
    box->setContentsMargins(0, 0, 0, 0);
    box->addWidget(m_view);
    m_view->viewport()->installEventFilter(this);
    m_scene->setHeaderReserve(menuButtonSize);
    buildMenu();
    applyTheme();
    connect(&themes, &ThemeSource::changed, this, &ChartCard::applyTheme);
    if (m_link) {
        connect(m_link, &TimeAxisLink::moved, this, &ChartCard::followLink);
        connect(m_link, &TimeAxisLink::guttersChanged, this, &ChartCard::takeGutters);
    }
}

ChartCard::~ChartCard()
{
    m_view->viewport()->removeEventFilter(this);
    if (m_link)
        m_link->forget(*this);
}

void ChartCard::buildMenu()
{
    m_menuButton->setMenu(m_menu);
    m_menuButton->setPopupMode(QToolButton::InstantPopup);
    setButtonLook(*m_menuButton, ButtonLook::Flat);
    m_menuButton->setFocusPolicy(Qt::StrongFocus);
    m_menuButton->setFixedSize(menuButtonSize, menuButtonSize);
    m_menuButton->setToolTip(tr("Export, copy and scale of this chart (Shift+F10)"));
    m_menu->setToolTipsVisible(true);
    const auto add = [this](const QString &text, const QString &tip, auto act) {
        QAction *action = m_menu->addAction(text);
        action->setToolTip(tip);
        connect(action, &QAction::triggered, this, act);
        return action;
    };
    add(tr("Export as &PNG..."), tr("A picture of this chart in a chosen size"),
        [this] { exportPicture(ExportDialog::Kind::Png, data().id, drawingOf(data()), drawnSize()); });
    add(tr("Export as &SVG..."), tr("A drawing of this chart that scales"),
        [this] { exportPicture(ExportDialog::Kind::Svg, data().id, drawingOf(data()), drawnSize()); });
    add(tr("Export &data as CSV..."), tr("Exactly the figures that are drawn"),
        [this] { exportTable(data().id, toCsv(data())); });
    add(tr("&Copy picture"), tr("Puts a picture of this chart on the clipboard"),
        [this] { copyPicture(drawingOf(data()), drawnSize()); });
    m_menu->addSeparator();
    m_logAction =
        add(tr("&Log scale"), tr("Left axis by powers of ten"), [this](bool on) { setLogScale(on); });
    m_logAction->setCheckable(true);
}

void ChartCard::setData(const ChartData &data)
{
    ChartData shown = data;
    if (m_logChoice)
        shown.logY = *m_logChoice;
    const bool renamed = shown.title != m_scene->data().title || accessibleName().isEmpty();
    m_scene->setData(shown);
    shareGutters();
    m_logAction->setChecked(shown.logY);
    if (renamed) {
        setAccessibleName(tr("Chart: %1").arg(shown.title.text()));
        m_menuButton->setAccessibleName(tr("Menu of the chart %1").arg(shown.title.text()));
    }
    describe();
}

const ChartData &ChartCard::data() const
{
    return m_scene->data();
}

void ChartCard::setPointBudget(std::size_t points)
{
    m_scene->setPointBudget(points);
}

QSize ChartCard::drawnSize() const
{
    return m_scene->layout().size.toSize();
}

QSize ChartCard::sizeHint() const
{
    return {480, 240};
}

QSize ChartCard::minimumSizeHint() const
{
    return {220, 140};
}

bool ChartCard::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::MouseMove) {
        const QMouseEvent *mouse = static_cast<QMouseEvent *>(event);
        hoverAt(m_scene->xNear(m_view->mapToScene(mouse->position().toPoint())));
    } else if (event->type() == QEvent::Leave) {
        hoverAt(std::nullopt);
    } else if (event->type() == QEvent::MouseButtonPress) {
        setFocus(Qt::MouseFocusReason);
    } else if (event->type() == QEvent::Resize) {
        m_scene->setSize(QSizeF(m_view->viewport()->size()));
        shareGutters();
    }
    return QFrame::eventFilter(watched, event);
}

void ChartCard::resizeEvent(QResizeEvent *event)
{
    QFrame::resizeEvent(event);
    m_menuButton->move(width() - menuButtonSize - 6, 6);
    m_menuButton->raise();
}

void ChartCard::enterEvent(QEnterEvent *event)
{
    QFrame::enterEvent(event);
    showMenuButton(true);
}

void ChartCard::leaveEvent(QEvent *event)
{
    QFrame::leaveEvent(event);
    showMenuButton(hasFocus());
}

void ChartCard::keyPressEvent(QKeyEvent *event)
{
    const bool menuKey = event->key() == Qt::Key_Menu ||
                         (event->key() == Qt::Key_F10 && event->modifiers() == Qt::ShiftModifier);
    if (event->key() == Qt::Key_Left || event->key() == Qt::Key_Right)
        stepCrosshair(event->key() == Qt::Key_Right ? 1 : -1);
    else if (event->key() == Qt::Key_Escape && m_scene->crosshair())
        hoverAt(std::nullopt);
    else if (menuKey)
        m_menu->popup(m_menuButton->mapToGlobal(QPoint(0, m_menuButton->height())));
    else
        QFrame::keyPressEvent(event);
}

void ChartCard::contextMenuEvent(QContextMenuEvent *event)
{
    m_menu->popup(event->globalPos());
}

void ChartCard::focusInEvent(QFocusEvent *event)
{
    QFrame::focusInEvent(event);
    showMenuButton(true);
}

void ChartCard::focusOutEvent(QFocusEvent *event)
{
    QFrame::focusOutEvent(event);
    showMenuButton(underMouse());
}

void ChartCard::applyTheme()
{
    m_scene->setTheme(themes().theme());
    m_menuButton->setIcon(themedIcon(Icon::More, themes().theme().muted));
}

void ChartCard::showMenuButton(bool shown)
{
    static_cast<QuietButton *>(m_menuButton)->setShown(shown);
}

void ChartCard::setLogScale(bool on)
{
    m_logChoice = on;
    setData(ChartData(m_scene->data()));
}

void ChartCard::hoverAt(std::optional<double> x)
{
    m_hovering = x.has_value();
    m_scene->setCrosshair(x, true);
    if (sharesAxis())
        m_link->setPosition(x);
}

void ChartCard::followLink()
{
    if (!m_hovering && sharesAxis())
        m_scene->setCrosshair(m_link->position(), false);
}

bool ChartCard::sharesAxis() const
{
    return m_link && m_scene->data().xKind == XAxisKind::Time;
}

void ChartCard::shareGutters()
{
    if (m_link)
        m_link->setNeed(*this, sharesAxis() ? m_scene->layout().needed : ChartGutters());
    takeGutters();
}

void ChartCard::takeGutters()
{
    m_scene->setGutters(sharesAxis() ? m_link->gutters() : ChartGutters());
}

void ChartCard::stepCrosshair(int direction)
{
    const ChartLayout &layout = m_scene->layout();
    const ChartData &data = m_scene->data();
    if (data.isEmpty())
        return;
    const std::optional<double> current = m_scene->crosshair();
    if (!current) {
        hoverAt(nearestX(data, direction > 0 ? layout.axes.x.min : layout.axes.x.max));
        return;
    }
    // Points may lie closer than pixels: each press moves by at least one pixel, to the next point there.
    for (int pixels = 1; pixels <= static_cast<int>(layout.plot.width()); ++pixels) {
        const double share = layout.axes.x.share(*current) + direction * pixels / layout.plot.width();
        const std::optional<double> next = nearestX(data, layout.axes.x.valueAt(share));
        if (next && (*next - *current) * direction > 0) {
            hoverAt(next);
            return;
        }
    }
}

void ChartCard::describe()
{
    const ChartData &data = m_scene->data();
    QStringList parts{data.subtitle.text()};
    if (data.isEmpty()) {
        parts << data.emptyText.text();
    } else {
        for (const ChartSeries &series : data.series) {
            if (!series.points.empty())
                parts << series.name.text();
        }
        for (const ChartLimit &limit : data.limits)
            parts << limit.label.text();
    }
    const QString text = parts.join(QStringLiteral("; "));
    // Setting it tells screen readers, so only when it is new.
    if (text != accessibleDescription())
        setAccessibleDescription(text);
}

} // namespace weir
