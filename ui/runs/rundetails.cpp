// SPDX-License-Identifier: GPL-3.0-or-later
#include "runs/rundetails.h"

#include "runs/requestsview.h"
#include "runs/runloader.h"
#include "runs/runsmodel.h"
#include "runs/summaryview.h"
#include "runview/runview.h"
#include "theme/themesource.h"
#include "theme/widgetlook.h"

#include <QFileInfo>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QTabWidget>
#include <QVBoxLayout>

namespace weir {

namespace {

QString stateName(RunState state)
{
    switch (state) {
    case RunState::Running:
        return RunDetails::tr("running");
    case RunState::Finished:
        return RunDetails::tr("finished");
    case RunState::Stopped:
        return RunDetails::tr("stopped");
    case RunState::Interrupted:
        return RunDetails::tr("interrupted");
    }
    return {};
}

QString aboutText(const LoadedRun &run)
{
    const QString when = run.header.startedAt.toLocalTime().toString(QStringLiteral("yyyy-MM-dd HH:mm:ss"));
    return RunDetails::tr("%1 · %2 · seed %3 · transport %4 · run %5")
        .arg(when, stateName(run.state))
        .arg(run.header.seed)
        .arg(run.header.transport, run.header.id);
}

/// What the list would have of it: both use the same words.
RunListing listingOf(const LoadedRun &run)
{
    RunListing listing;
    listing.state = run.state;
    listing.verdict = toString(run.summary.verdict);
    return listing;
}

} // namespace

RunDetails::RunDetails(ThemeSource &themes, RunLoader &loader, QWidget *parent)
    : QWidget(parent)
    , m_loader(loader)
    , m_problem(new QLabel(this))
    , m_tabs(new QTabWidget(this))
    , m_charts(new RunView(themes, RunView::Kind::Saved))
    , m_summary(new SummaryView)
    , m_requests(new RequestsView(themes))
{
    m_tabs->addTab(m_charts, tr("Charts"));
    m_tabs->addTab(m_summary, tr("Summary"));
    m_tabs->addTab(m_requests, tr("Requests"));
    m_tabs->setDocumentMode(true);
    m_tabs->setAccessibleName(tr("Parts of the run"));
    setTextLook(*m_problem, TextLook::Fail);
    m_problem->setWordWrap(true);
    m_problem->setContentsMargins(16, 0, 16, 8);
    m_problem->setTextFormat(Qt::PlainText);
    m_problem->hide();

    QVBoxLayout *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(buildBar());
    layout->addWidget(m_problem);
    layout->addWidget(m_tabs, 1);

    connect(&m_loader, &RunLoader::progressed, m_progress, &QProgressBar::setValue);
    connect(&m_loader, &RunLoader::loaded, this, &RunDetails::showRun);
    connect(&m_loader, &RunLoader::loadFailed, this,
            [this](const QString &, const Error &error) { showProblem(error); });
    connect(&m_loader, &RunLoader::recordRead, m_requests, &RequestsView::showRecord);
    connect(&m_loader, &RunLoader::recordFailed, m_requests, &RequestsView::showRecordError);
    connect(m_requests, &RequestsView::recordWanted, &m_loader, &RunLoader::readRecord);
    connect(m_requests, &RequestsView::message, this, &RunDetails::message);
}

QWidget *RunDetails::buildBar()
{
    QWidget *bar = new QWidget(this);
    QPushButton *back = new QPushButton(tr("All runs"), bar);
    back->setToolTip(tr("Back to the list of runs"));
    back->setAccessibleName(tr("Back to the list of runs"));
    m_title = new QLabel(bar);
    setTextLook(*m_title, TextLook::Title);
    m_title->setTextFormat(Qt::PlainText);
    m_verdict = new QLabel(bar);
    m_verdict->setTextFormat(Qt::PlainText);
    m_verdict->setAccessibleName(tr("Verdict of the run"));
    QFont bold = m_verdict->font();
    bold.setBold(true);
    m_verdict->setFont(bold);
    m_progress = new QProgressBar(bar);
    m_progress->setRange(0, 100);
    m_progress->setFixedWidth(160);
    m_progress->setAccessibleName(tr("Progress of loading"));
    m_cancel = new QPushButton(tr("Cancel"), bar);
    m_cancel->setToolTip(tr("Stop loading this run"));
    m_cancel->setAccessibleName(tr("Cancel loading"));
    QHBoxLayout *row = new QHBoxLayout(bar);
    row->setContentsMargins(12, 8, 12, 8);
    row->setSpacing(12);
    row->addWidget(back);
    row->addWidget(m_title);
    row->addWidget(m_verdict);
    row->addStretch(1);
    row->addWidget(m_progress);
    row->addWidget(m_cancel);
    const auto leave = [this] {
        m_loader.cancelLoad();
        Q_EMIT closed();
    };
    connect(back, &QPushButton::clicked, this, leave);
    connect(m_cancel, &QPushButton::clicked, this, leave);
    return bar;
}

void RunDetails::open(const QString &path)
{
    m_path = path;
    m_run.reset();
    m_title->setText(QFileInfo(path).fileName());
    m_verdict->clear();
    m_requests->setRun(nullptr);
    m_problem->hide();
    setLoading(true);
    m_loader.load(path);
}

void RunDetails::continueFrom(const RunDetails &other)
{
    m_tabs->setCurrentIndex(other.m_tabs->currentIndex());
    if (!other.m_run)
        return open(other.m_path); // a broken one tells again what is wrong
    m_path = other.m_path;
    showRun(other.m_run);
}

void RunDetails::setLoading(bool isLoading)
{
    m_progress->setValue(0);
    m_progress->setVisible(isLoading);
    m_cancel->setVisible(isLoading);
    m_tabs->setVisible(!isLoading);
}

void RunDetails::showRun(const LoadedRunPtr &run)
{
    m_run = run;
    setLoading(false);
    m_title->setText(run->header.scenario.name);
    showVerdict(*run);
    const QString shortfall = shortfallOf(listingOf(*run));
    setTextLook(*m_problem, TextLook::Warn);
    m_problem->setText(shortfall);
    m_problem->setVisible(!shortfall.isEmpty());
    m_charts->begin(run->header.scenario, QFileInfo(run->path).absolutePath());
    m_charts->setSnapshot(run->snapshot);
    m_charts->setSummary(run->summary);
    m_charts->drawAll();
    m_summary->setSummary(run->summary, run->header.scenario.goals, aboutText(*run));
    m_requests->setRun(run);
}

void RunDetails::showVerdict(const LoadedRun &run)
{
    m_verdict->setText(verdictText(listingOf(run)));
    setTextLook(*m_verdict,
                run.state == RunState::Running ? TextLook::Muted : textLookOf(run.summary.verdict));
}

void RunDetails::showProblem(const Error &error)
{
    setLoading(false);
    m_tabs->hide();
    setTextLook(*m_problem, TextLook::Fail);
    m_problem->setText(error.text());
    m_problem->show();
}

} // namespace weir
