// SPDX-License-Identifier: GPL-3.0-or-later
#include "servicepage/servicepage.h"

#include "document/scenariodocument.h"
#include "servicepage/drillcard.h"
#include "servicepage/faultcard.h"
#include "servicepage/servicesetup.h"
#include "servicepage/serviceview.h"
#include "session/servicecontroller.h"

#include <QDataStream>
#include <QEvent>
#include <QMenu>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QSplitter>

#include <algorithm>

namespace weir {

namespace {

constexpr int spacing = 12;
constexpr int leastControlsWidth = 330;

/// Scrolls up and down only, so it must never be narrower than what it holds.
class ControlsColumn : public QScrollArea
{
public:
    [[nodiscard]] QSize minimumSizeHint() const override
    {
        const int content = widget() ? widget()->minimumSizeHint().width() : 0;
        return {std::max(leastControlsWidth, content) + verticalScrollBar()->sizeHint().width(), 0};
    }
    [[nodiscard]] QSize sizeHint() const override { return minimumSizeHint(); }
    bool eventFilter(QObject *watched, QEvent *event) override
    {
        if (watched == widget() && event->type() == QEvent::LayoutRequest)
            updateGeometry(); // its width may be another: a style or a font came late
        return QScrollArea::eventFilter(watched, event);
    }
};

} // namespace

ServicePage::ServicePage(ThemeSource &themes, ScenarioDocument &document, ServiceController &service,
                         QWidget *parent)
    : Page(parent)
    , m_themes(themes)
    , m_document(document)
    , m_service(service)
    , m_setup(new ServiceSetup(themes, service))
    , m_faults(new FaultCard(service))
    , m_drills(new DrillCard(service))
    , m_view(new ServiceView(themes, service))
    , m_splitter(new QSplitter(this))
{
    m_splitter->addWidget(buildControls());
    m_splitter->addWidget(m_view);
    m_splitter->setStretchFactor(0, 0);
    m_splitter->setStretchFactor(1, 1);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->setHandleWidth(4);
    m_splitter->setSizes({leastControlsWidth, 3 * leastControlsWidth});
    QVBoxLayout *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_splitter);

    m_faults->setShares(m_setup->wanted().config.faults);
    connect(m_setup, &ServiceSetup::configurationChanged, m_faults,
            [this](const ServiceConfig &config) { m_faults->setShares(config.faults); });
    connect(m_faults, &FaultCard::sharesChanged, this, [this](const std::vector<FaultShare> &shares) {
        m_setup->setFaults(shares);
        m_service.setFaults(shares);
    });
    connect(m_setup, &ServiceSetup::targetWanted, this, &ServicePage::askForTarget);
    connect(m_setup, &ServiceSetup::told, this, &Page::message);
    connect(m_view, &ServiceView::told, this, &Page::message);
    connect(&m_service, &ServiceController::runningChanged, this, &Page::canExportChanged);
}

QWidget *ServicePage::buildControls()
{
    QWidget *column = new QWidget;
    QVBoxLayout *layout = new QVBoxLayout(column);
    layout->setContentsMargins(spacing, spacing, 0, spacing);
    layout->setSpacing(spacing);
    layout->addWidget(m_setup);
    layout->addWidget(m_faults);
    layout->addWidget(m_drills);
    layout->addStretch();
    ControlsColumn *scroll = new ControlsColumn;
    scroll->setWidget(column);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    return scroll;
}

QString ServicePage::title() const
{
    return tr("Service");
}

QByteArray ServicePage::saveLayout() const
{
    QByteArray layout;
    QDataStream stream(&layout, QIODevice::WriteOnly);
    stream.setVersion(QDataStream::Qt_6_4);
    stream << m_splitter->saveState() << m_view->saveLayout();
    return layout;
}

void ServicePage::restoreLayout(const QByteArray &layout)
{
    QDataStream stream(layout);
    stream.setVersion(QDataStream::Qt_6_4);
    QByteArray splitter;
    QByteArray view;
    stream >> splitter >> view;
    if (stream.status() != QDataStream::Ok)
        return;
    m_splitter->restoreState(splitter);
    m_view->restoreLayout(view);
}

bool ServicePage::canExport() const
{
    return m_service.state() != nullptr;
}

void ServicePage::exportPage()
{
    m_view->exportPage();
}

Page *ServicePage::renewed()
{
    ServicePage *page = new ServicePage(m_themes, m_document, m_service);
    page->m_setup->continueFrom(*m_setup);
    page->restoreLayout(saveLayout());
    return page;
}

void ServicePage::askForTarget()
{
    const std::vector<Target> &targets = m_document.scenario().targets;
    if (targets.empty()) {
        Q_EMIT message(tr("The scenario has no target yet: add one on the Compose page."), true);
        return;
    }
    if (targets.size() == 1) {
        useAsTarget(0);
        return;
    }
    QMenu *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (std::size_t i = 0; i < targets.size(); ++i)
        connect(menu->addAction(targets[i].name), &QAction::triggered, this, [this, i] { useAsTarget(i); });
    const QPushButton &button = m_setup->targetButton();
    menu->popup(button.mapToGlobal(QPoint(0, button.height())));
}

void ServicePage::useAsTarget(std::size_t index)
{
    if (!m_service.isRunning() || index >= m_document.scenario().targets.size())
        return;
    const QString url = m_service.url().toString();
    const ServiceStart &settings = m_service.settings();
    m_document.edit(tr("Use the reference service as target"), {}, [&](Scenario &scenario) {
        Target &target = scenario.targets[index];
        target.url = url;
        target.auth.scheme = settings.keyReference.isEmpty() ? AuthScheme::None : AuthScheme::Bearer;
        target.auth.key = settings.keyReference;
        if (settings.config.tls)
            target.verifyTls = false; // nobody vouches for the certificate that the service makes
    });
    Q_EMIT message(
        tr("“%1” now points at %2. Undo takes it back.").arg(m_document.scenario().targets[index].name, url),
        false);
}

} // namespace weir
