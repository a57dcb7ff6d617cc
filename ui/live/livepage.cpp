// SPDX-License-Identifier: GPL-3.0-or-later
#include "live/livepage.h"

#include "live/steeringbar.h"
#include "runview/runview.h"
#include "session/runcontroller.h"

#include <QFileInfo>
#include <QVBoxLayout>

namespace weir {

LivePage::LivePage(ThemeSource &themes, RunController &runs, QWidget *parent)
    : Page(parent)
    , m_themes(themes)
    , m_runs(runs)
    , m_view(new RunView(themes, RunView::Kind::Live, this))
    , m_steering(new SteeringBar(runs, *this, this))
{
    QVBoxLayout *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_steering);
    layout->addWidget(m_view, 1);

    connect(m_steering, &SteeringBar::refused, this,
            [this](const QString &text) { Q_EMIT message(text, true); });
    connect(&m_runs, &RunController::started, this, &LivePage::begin);
    connect(&m_runs, &RunController::snapshotChanged, m_view, &RunView::setSnapshot);
    connect(&m_runs, &RunController::finished, this, [this](const Result<RunResult> &result) {
        m_view->setSnapshot(m_runs.snapshot());
        if (result)
            m_view->setSummary(result->summary);
    });
    if (m_runs.snapshot()) {
        begin();
        m_view->setSnapshot(m_runs.snapshot());
        if (m_runs.summary())
            m_view->setSummary(*m_runs.summary());
    }
}

QString LivePage::title() const
{
    return tr("Live");
}

Page *LivePage::renewed()
{
    LivePage *page = new LivePage(m_themes, m_runs);
    page->m_steering->continueFrom(*m_steering);
    return page;
}

bool LivePage::canExport() const
{
    return m_runs.scenario().has_value();
}

void LivePage::exportPage()
{
    m_view->exportPage();
}

void LivePage::begin()
{
    Q_EMIT canExportChanged();
    m_view->begin(m_runs.scenario().value_or(Scenario()), QFileInfo(m_runs.runPath()).absolutePath());
}

} // namespace weir
