// SPDX-License-Identifier: GPL-3.0-or-later
#include "servicepage/drillcard.h"

#include "base/units.h"
#include "servicepage/drillpopup.h"
#include "servicepage/popupplace.h"
#include "servicepage/servicewords.h"
#include "session/servicecontroller.h"
#include "theme/widgetlook.h"

#include <QGridLayout>
#include <QToolButton>

#include <algorithm>

namespace weir {

namespace {

constexpr DrillKind kinds[] = {DrillKind::Latency, DrillKind::SlowNetwork, DrillKind::Partition,
                               DrillKind::ReplicaLoss, DrillKind::Exhaustion};
constexpr int columns = 2;

} // namespace

DrillCard::DrillCard(ServiceController &service, QWidget *parent)
    : QFrame(parent)
    , m_service(service)
    , m_active(new QLabel(this))
    , m_end(new QPushButton(tr("End drills"), this))
    , m_fewer(new QToolButton(this))
    , m_replicas(new QLabel(this))
    , m_more(new QToolButton(this))
    , m_flush(new QPushButton(tr("Flush caches"), this))
{
    makeCard(*this);
    QVBoxLayout *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 10, 16, 14);
    layout->setSpacing(8);
    buildDrills();
    buildScaling();
    layout->addWidget(m_active); // it comes and goes by itself: below all that can be pressed
    connect(&m_service, &ServiceController::updated, this, &DrillCard::refresh);
    connect(&m_service, &ServiceController::runningChanged, this, &DrillCard::refresh);
    refresh();
}

void DrillCard::buildDrills()
{
    QLabel *title = new QLabel(tr("Drills"), this);
    setTextLook(*title, TextLook::Title);
    QGridLayout *grid = new QGridLayout;
    grid->setSpacing(4);
    int place = 0;
    for (const DrillKind kind : kinds) {
        QPushButton *button = new QPushButton(tr("%1…").arg(drillTitle(kind)), this);
        DrillPopup *popup = new DrillPopup(kind, this);
        button->setToolTip(drillEffect(kind));
        button->setAccessibleName(drillTitle(kind));
        connect(button, &QPushButton::clicked, this, [button, popup] { showAt(*popup, *button); });
        connect(popup, &DrillPopup::begun, this,
                [this](const DrillConfig &drill) { m_service.startDrill(drill); });
        grid->addWidget(button, place / columns, place % columns);
        grid->setColumnStretch(place % columns, 1);
        ++place;
        m_buttons.push_back(button);
        m_popups.push_back(popup);
    }
    grid->addWidget(m_end, place / columns, place % columns);
    m_end->setToolTip(tr("End all drills that are under way"));
    m_end->setAccessibleName(tr("End drills"));
    connect(m_end, &QPushButton::clicked, this, [this] { m_service.endDrills(); });
    setTextLook(*m_active, TextLook::Warn);
    m_active->setWordWrap(true);
    m_active->setAccessibleName(tr("Drills under way"));
    QVBoxLayout *column = static_cast<QVBoxLayout *>(layout());
    column->addWidget(title);
    column->addLayout(grid);
}

void DrillCard::buildScaling()
{
    const auto set = [this](QToolButton *button, const QString &text, const QString &name, int change) {
        button->setText(text);
        button->setAccessibleName(name);
        button->setFixedSize(30, 30);
        connect(button, &QToolButton::clicked, this, [this, change] { scaleBy(change); });
    };
    set(m_fewer, QStringLiteral("−"), tr("One replica less"), -1);
    set(m_more, QStringLiteral("+"), tr("One replica more"), 1);
    m_replicas->setAccessibleName(tr("Replicas that are wanted"));
    m_replicas->setToolTip(tr("Replicas of the first version that are wanted"));
    m_flush->setToolTip(tr("Empty the result cache and the prefix caches"));
    m_flush->setAccessibleName(tr("Flush caches"));
    connect(m_flush, &QPushButton::clicked, this, [this] { m_service.flushCaches(); });
    QHBoxLayout *row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(m_fewer);
    row->addWidget(m_replicas);
    row->addWidget(m_more);
    row->addStretch();
    row->addWidget(m_flush);
    static_cast<QVBoxLayout *>(layout())->addLayout(row);
}

bool DrillCard::canScale() const
{
    return m_service.isRunning() && m_service.state() &&
           m_service.settings().config.model.scheduler.kind != SchedulerKind::Fixed;
}

void DrillCard::scaleBy(int change)
{
    if (!canScale())
        return;
    const int wanted = static_cast<int>(m_service.state()->replicasWanted) + change;
    m_service.scaleTo(static_cast<quint32>(std::max(1, wanted)));
}

void DrillCard::refresh()
{
    const bool runs = m_service.isRunning();
    const ModelState *state = m_service.state().get();
    for (QPushButton *button : m_buttons)
        button->setEnabled(runs);
    const bool drilled = runs && state && !state->drills.empty();
    m_active->setText(drilled ? tr("Under way: %1").arg(textsOf(state->drills).join(QStringLiteral("; ")))
                              : QString());
    m_active->setVisible(drilled);
    m_end->setEnabled(drilled);
    m_flush->setEnabled(runs);
    m_more->setEnabled(canScale());
    m_fewer->setEnabled(canScale() && state->replicasWanted > 1);
    const bool isFixed = runs && !canScale();
    m_more->setToolTip(isFixed ? tr("This configuration has no replicas to scale") : tr("One replica more"));
    m_fewer->setToolTip(isFixed ? tr("This configuration has no replicas to scale") : tr("One replica less"));
    m_replicas->setText(canScale() ? tr("Replicas: %1").arg(formatCount(state->replicasWanted))
                                   : tr("Replicas"));
}

QString DrillCard::activeText() const
{
    return m_active->text();
}

} // namespace weir
