// SPDX-License-Identifier: GPL-3.0-or-later
#include "runview/runview.h"

#include "charts/chartcard.h"
#include "charts/errorbars.h"
#include "report/distributionchart.h"
#include "report/errorchart.h"
#include "report/runcharts.h"
#include "report/serverchart.h"
#include "report/timecharts.h"
#include "runview/dashboard.h"
#include "runview/goalsstrip.h"
#include "runview/livetiles.h"
#include "runview/notescard.h"
#include "runview/phasetext.h"
#include "scenario/uncheckedcertificates.h"
#include "theme/icons.h"
#include "theme/themesource.h"
#include "theme/widgetlook.h"

#include <QDateTime>
#include <QFileInfo>
#include <QGridLayout>
#include <QLabel>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace weir {

namespace {

constexpr std::size_t livePoints = 1000;
constexpr std::size_t savedPoints = 4000;
constexpr int spacing = Dashboard::spacing;
constexpr int leastCardHeight = 190;
constexpr int leastTileWidth = 138;
/// Rows of charts that share the height of the window; the rest is a scroll away.
constexpr int rowsInView = 3;

} // namespace

RunView::RunView(ThemeSource &themes, Kind kind, QWidget *parent)
    : QWidget(parent)
    , m_budget(kind == Kind::Live ? livePoints : savedPoints)
    , m_snapshot(std::make_shared<const Snapshot>())
    , m_header(new QWidget(this))
    , m_goals(new GoalsStrip(this))
    , m_dashboard(new Dashboard(
          themes, {QMargins(spacing, 0, spacing, spacing), leastTileWidth, m_budget},
          [this] { return liveTiles(*m_snapshot, m_curves, m_scenario, summary()).inOrder(); }, this))
{
    buildHeader(themes);
    buildCards(themes);
    QVBoxLayout *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_header);
    layout->addWidget(m_goals);
    layout->addWidget(m_dashboard, 1);
    connect(m_dashboard, &Dashboard::exported, this, &RunView::tellSaved);
    connect(m_dashboard, &Dashboard::exportFailed, this, &RunView::tellFailed);
    begin(Scenario(), QString());
}

RunView::~RunView() = default;

void RunView::buildHeader(ThemeSource &themes)
{
    m_phase = new QLabel(m_header);
    setTextLook(*m_phase, TextLook::Title);
    m_phase->setAccessibleName(tr("Phase of the run"));
    m_unchecked = new QLabel(tr("Certificate not checked"), m_header);
    setTextLook(*m_unchecked, TextLook::Warn);
    m_unchecked->setAccessibleName(tr("Certificate not checked"));
    m_message = new QLabel(m_header);
    setTextLook(*m_message, TextLook::Muted);
    m_message->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_message->setAccessibleName(tr("Result of the last export"));
    m_export = new QToolButton(m_header);
    setButtonLook(*m_export, ButtonLook::Flat);
    m_export->setText(tr("Export page"));
    m_export->setToolTip(tr("Save all tiles and charts as one PNG picture"));
    m_export->setAccessibleName(tr("Export the page as a picture"));
    m_export->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    const auto setIcon = [this, &themes] {
        m_export->setIcon(themedIcon(Icon::Export, themes.theme().muted));
    };
    setIcon();
    connect(&themes, &ThemeSource::changed, m_export, setIcon);
    connect(m_export, &QToolButton::clicked, this, &RunView::exportPage);

    QHBoxLayout *row = new QHBoxLayout(m_header);
    row->setContentsMargins(spacing + 2, 4, spacing, 4);
    row->addWidget(m_phase);
    row->addSpacing(spacing);
    row->addWidget(m_unchecked);
    row->addStretch(1);
    row->addWidget(m_message);
    row->addWidget(m_export);
}

void RunView::buildCards(ThemeSource &themes)
{
    QGridLayout &grid = m_dashboard->addGrid();
    grid.setColumnStretch(0, 27);
    grid.setColumnStretch(1, 20);
    const auto addChart = [this, &grid](int row, int column, std::function<ChartData()> make) {
        grid.addWidget(&m_dashboard->addChart(std::move(make)), row, column);
    };
    addChart(0, 0, [this] { return ttftOverTime(m_curves, m_states); });
    addChart(0, 1, [this] { return ttftDistribution(*m_snapshot, summary()); });
    addChart(1, 0, [this] { return throughputOverTime(m_curves, m_snapshot->tokensAreChunks, m_states); });
    addChart(1, 1, [this] { return loadOverTime(m_curves, kindOf(m_scenario.load)); });
    addChart(2, 0, [this] { return errorsOverTime(errorCurvesOf(*m_snapshot, m_budget)); });
    addChart(3, 0, [this] { return gapsOverTime(m_curves, m_states); });
    const auto serverTimes = [this] { return serverTimesOverTime(serverCurvesOf(*m_snapshot, m_budget)); };
    grid.addWidget(&m_dashboard->addChart(serverTimes), 4, 0, 1, 2);

    m_errorBars = new ErrorBars(themes, &m_dashboard->page());
    grid.addWidget(m_errorBars, 2, 1);
    m_dashboard->addCard(*m_errorBars);
    m_dashboard->addDrawer([this] { m_errorBars->setData(errorClasses(*m_snapshot)); });

    const TableWords words{tr("Events"),
                           tr("phases, marks, errors and warnings"),
                           tr("Events of the run"),
                           tr("Phases, marks, errors and warnings with their time since the run's start"),
                           {}};
    m_log = new NotesCard(words, TableCard::Frame::OfTable, {64, 84}, &m_dashboard->page());
    grid.addWidget(m_log, 3, 1);
    m_dashboard->addDrawer([this] { m_log->setNotes(m_snapshot->notes); });

    m_dashboard->setArrangement([&grid](const QSize &room) {
        const int free = room.height() - rowsInView * spacing;
        const int rowHeight = std::max(leastCardHeight, free / rowsInView);
        for (int row = 0; row < grid.rowCount(); ++row)
            grid.setRowMinimumHeight(row, rowHeight);
    });
}

void RunView::begin(const Scenario &scenario, const QString &exportFolder)
{
    m_scenario = scenario;
    m_summary.reset();
    m_curves = TimeCurves();
    m_curvesOf.reset();
    m_snapshot = std::make_shared<const Snapshot>();
    m_message->clear();
    const QStringList unchecked = textsOf(uncheckedCertificates(scenario));
    m_unchecked->setVisible(!unchecked.isEmpty());
    m_unchecked->setToolTip(unchecked.join(u'\n'));
    m_dashboard->setExportNames(scenario.name, exportFolder);
    Provenance provenance = provenanceOf(scenario, QDateTime::currentDateTimeUtc());
    provenance.goesOn = true;
    m_dashboard->setProvenance(provenance);
    drawAll();
}

void RunView::setSnapshot(const SnapshotPtr &snapshot)
{
    if (!snapshot || snapshot == m_snapshot)
        return;
    m_snapshot = snapshot;
    refreshCurves();
    showPhase();
    showGoals();
    m_dashboard->refresh();
}

void RunView::setSummary(const Summary &summary)
{
    m_summary = summary;
    m_dashboard->setProvenance(provenanceOf(summary));
    showGoals();
    m_dashboard->refresh();
}

void RunView::drawAll()
{
    refreshCurves();
    showPhase();
    showGoals();
    m_dashboard->drawAll();
}

void RunView::showPhase()
{
    m_phase->setText(phaseText(*m_snapshot, m_scenario));
}

void RunView::showGoals()
{
    m_states =
        m_summary ? goalStates(*m_summary, m_scenario.goals) : goalStates(*m_snapshot, m_scenario.goals);
    m_goals->setGoals(m_states);
}

void RunView::refreshCurves()
{
    if (m_snapshot->series == m_curvesOf && m_snapshot->phase == m_curvesPhase)
        return;
    m_curves = curvesOf(*m_snapshot, pointsPerCurve(m_budget));
    m_curvesOf = m_snapshot->series;
    m_curvesPhase = m_snapshot->phase;
}

void RunView::exportPage()
{
    m_dashboard->exportPage(QStringLiteral("page"));
}

const std::vector<ChartCard *> &RunView::charts() const
{
    return m_dashboard->charts();
}

const std::vector<TileCard *> &RunView::tiles() const
{
    return m_dashboard->tiles();
}

NotesModel &RunView::notes() const
{
    return m_log->notes();
}

void RunView::tellSaved(const QString &path)
{
    m_message->setText(tr("Saved %1").arg(QFileInfo(path).fileName()));
    m_message->setToolTip(path);
}

void RunView::tellFailed(const Error &error)
{
    m_message->setText(tr("Not saved: %1").arg(error.what.text()));
    m_message->setToolTip(error.text());
}

} // namespace weir
