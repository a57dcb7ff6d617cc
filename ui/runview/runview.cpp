// SPDX-License-Identifier: GPL-3.0-or-later
#include "runview/runview.h"

#include "charts/chartcard.h"
#include "charts/chartexport.h"
#include "charts/crosshairlink.h"
#include "charts/errorbars.h"
#include "charts/savedialog.h"
#include "charts/tilecard.h"
#include "report/distributionchart.h"
#include "report/errorchart.h"
#include "report/runcharts.h"
#include "report/timecharts.h"
#include "runview/livetiles.h"
#include "runview/notesmodel.h"
#include "theme/icons.h"
#include "theme/themesource.h"

#include <QFileInfo>
#include <QFrame>
#include <QHeaderView>
#include <QScrollArea>
#include <QScrollBar>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace weir {

namespace {

constexpr std::size_t livePoints = 1000;
constexpr std::size_t savedPoints = 4000;
constexpr std::size_t tileCount = 8;
constexpr int spacing = 12;
constexpr int leastCardHeight = 190;
constexpr int leastTileWidth = 138;
constexpr int rowsInView =
    3; ///< Rows of charts that share the height of the window; the rest is a scroll away.
/// Eight drawers in turn: each comes up every 256 ms, less than four times a second.
constexpr int turnMs = 32;

} // namespace

RunView::RunView(ThemeSource &themes, Kind kind, QWidget *parent)
    : QWidget(parent)
    , m_themes(themes)
    , m_budget(kind == Kind::Live ? livePoints : savedPoints)
    , m_link(new CrosshairLink(this))
    , m_header(new QWidget(this))
    , m_scroll(new QScrollArea(this))
    , m_page(new QWidget)
    , m_tileGrid(new QGridLayout)
    , m_cardGrid(new QGridLayout)
    , m_notes(new NotesModel(this))
{
    buildHeader();
    m_tileGrid->setSpacing(spacing);
    for (std::size_t i = 0; i < tileCount; ++i)
        m_tiles.push_back(new TileCard(m_themes, m_page));
    m_cardGrid->setSpacing(spacing);
    m_cardGrid->setColumnStretch(0, 27);
    m_cardGrid->setColumnStretch(1, 20);
    buildCharts();

    QVBoxLayout *page = new QVBoxLayout(m_page);
    page->setContentsMargins(spacing, 0, spacing, spacing);
    page->setSpacing(spacing);
    page->addLayout(m_tileGrid);
    page->addLayout(m_cardGrid, 1);
    m_scroll->setWidget(m_page);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setFocusPolicy(Qt::NoFocus);

    QVBoxLayout *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_header);
    layout->addWidget(m_scroll, 1);

    m_turn.setInterval(turnMs);
    connect(&m_turn, &QTimer::timeout, this, &RunView::drawNext);
    begin(Scenario(), QString());
}

RunView::~RunView() = default;

void RunView::buildHeader()
{
    m_phase = new QLabel(m_header);
    m_phase->setProperty("weirText", QStringLiteral("title"));
    m_phase->setAccessibleName(tr("Phase of the run"));
    m_message = new QLabel(m_header);
    m_message->setProperty("weirText", QStringLiteral("muted"));
    m_message->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_message->setAccessibleName(tr("Result of the last export"));
    m_export = new QToolButton(m_header);
    m_export->setProperty("weirRole", QStringLiteral("flat"));
    m_export->setText(tr("Export page"));
    m_export->setToolTip(tr("Save all tiles and charts as one PNG picture"));
    m_export->setAccessibleName(tr("Export the page as a picture"));
    m_export->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    const auto setIcon = [this] { m_export->setIcon(themedIcon(Icon::Export, m_themes.theme().muted)); };
    setIcon();
    connect(&m_themes, &ThemeSource::changed, m_export, setIcon);
    connect(m_export, &QToolButton::clicked, this, &RunView::exportPage);

    QHBoxLayout *row = new QHBoxLayout(m_header);
    row->setContentsMargins(spacing + 2, 4, spacing, 4);
    row->addWidget(m_phase);
    row->addStretch(1);
    row->addWidget(m_message);
    row->addWidget(m_export);
}

void RunView::buildCharts()
{
    const auto addChart = [this](int row, int column, std::function<ChartData()> make) {
        ChartCard *card = new ChartCard(m_themes, m_link, m_page);
        card->setPointBudget(m_budget);
        connect(card, &ChartCard::exported, this, &RunView::tellSaved);
        connect(card, &ChartCard::exportFailed, this, &RunView::tellFailed);
        m_cardGrid->addWidget(card, row, column);
        m_charts.push_back(card);
        m_drawers.push_back([card, draw = std::move(make)] { card->setData(draw()); });
    };
    addChart(0, 0, [this] { return ttftOverTime(m_curves); });
    addChart(0, 1, [this] { return ttftDistribution(*m_snapshot, m_summary ? &*m_summary : nullptr); });
    addChart(1, 0, [this] { return throughputOverTime(m_curves, m_snapshot->tokensAreChunks); });
    addChart(1, 1, [this] { return loadOverTime(m_curves, kindOf(m_scenario.load)); });
    addChart(2, 0, [this] { return errorsOverTime(errorCurvesOf(*m_snapshot, m_budget)); });
    addChart(3, 0, [this] { return gapsOverTime(m_curves); });

    m_errorBars = new ErrorBars(m_themes, m_page);
    connect(m_errorBars, &ErrorBars::exported, this, &RunView::tellSaved);
    connect(m_errorBars, &ErrorBars::exportFailed, this, &RunView::tellFailed);
    m_cardGrid->addWidget(m_errorBars, 2, 1);
    m_drawers.push_back([this] { m_errorBars->setData(errorClasses(*m_snapshot)); });

    m_cardGrid->addWidget(buildLog(), 3, 1);
    m_drawers.push_back([this] {
        const QScrollBar *bar = m_log->verticalScrollBar();
        const bool follows = bar->value() == bar->maximum();
        m_notes->setNotes(m_snapshot->notes);
        if (follows)
            m_log->scrollToBottom();
    });
    m_isStale.assign(m_drawers.size(), false);
}

QWidget *RunView::buildLog()
{
    QFrame *card = new QFrame(m_page);
    card->setProperty("weirCard", true);
    QLabel *title = new QLabel(tr("Events"), card);
    title->setProperty("weirText", QStringLiteral("title"));
    QLabel *subtitle = new QLabel(tr("phases, marks, errors and warnings"), card);
    subtitle->setProperty("weirText", QStringLiteral("muted"));
    m_log = new QTableView(card);
    m_log->setModel(m_notes);
    m_log->setAccessibleName(tr("Events of the run"));
    m_log->setToolTip(tr("Phases, marks, errors and warnings with their time since the run's start"));
    m_log->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_log->setShowGrid(false);
    m_log->setFrameShape(QFrame::NoFrame);
    m_log->setWordWrap(false);
    m_log->setTabKeyNavigation(false);
    m_log->setCornerButtonEnabled(false);
    m_log->verticalHeader()->hide();
    m_log->verticalHeader()->setDefaultSectionSize(26);
    m_log->horizontalHeader()->hide();
    m_log->horizontalHeader()->setStretchLastSection(true);
    m_log->setColumnWidth(NotesModel::Time, 64);
    m_log->setColumnWidth(NotesModel::Kind, 84);

    QHBoxLayout *head = new QHBoxLayout;
    head->setSpacing(spacing);
    head->addWidget(title);
    head->addWidget(subtitle, 1);
    QVBoxLayout *layout = new QVBoxLayout(card);
    layout->setContentsMargins(13, 8, 4, 6);
    layout->setSpacing(4);
    layout->addLayout(head);
    layout->addWidget(m_log, 1);
    return card;
}

void RunView::begin(const Scenario &scenario, const QString &exportFolder)
{
    m_scenario = scenario;
    m_exportFolder = exportFolder;
    m_summary.reset();
    m_curves = TimeCurves();
    m_curvesOf.reset();
    m_snapshot = std::make_shared<const Snapshot>();
    m_message->clear();
    for (ChartCard *card : m_charts)
        card->setExportNames(scenario.name, exportFolder);
    m_errorBars->setExportNames(scenario.name, exportFolder);
    drawAll();
}

void RunView::setSnapshot(const SnapshotPtr &snapshot)
{
    if (!snapshot || snapshot == m_snapshot)
        return;
    m_snapshot = snapshot;
    refreshCurves();
    refreshTiles();
    m_isStale.assign(m_drawers.size(), true);
    if (isVisible() && !m_turn.isActive())
        m_turn.start();
}

void RunView::setSummary(const Summary &summary)
{
    m_summary = summary;
    refreshTiles();
}

void RunView::drawAll()
{
    refreshCurves();
    refreshTiles();
    for (const std::function<void()> &draw : m_drawers)
        draw();
    m_isStale.assign(m_drawers.size(), false);
    m_turn.stop();
}

void RunView::drawNext()
{
    for (std::size_t tried = 0; tried < m_drawers.size(); ++tried) {
        const std::size_t index = m_nextDrawer;
        m_nextDrawer = (m_nextDrawer + 1) % m_drawers.size();
        if (m_isStale[index]) {
            m_isStale[index] = false;
            m_drawers[index]();
            return;
        }
        // An idle drawer keeps its turn's time, so that no other is drawn more often than four times a
        // second.
        if (std::find(m_isStale.begin(), m_isStale.end(), true) != m_isStale.end())
            return;
    }
    m_turn.stop();
}

void RunView::refreshCurves()
{
    if (m_snapshot->series == m_curvesOf && m_snapshot->phase == m_curvesPhase)
        return;
    m_curves = curvesOf(*m_snapshot, pointsPerCurve(m_budget));
    m_curvesOf = m_snapshot->series;
    m_curvesPhase = m_snapshot->phase;
}

void RunView::refreshTiles()
{
    const std::vector<TileData> shown =
        liveTiles(*m_snapshot, m_curves, m_scenario, m_summary ? &*m_summary : nullptr);
    for (std::size_t i = 0; i < m_tiles.size(); ++i)
        m_tiles[i]->setData(shown[i]);
    m_phase->setText(phaseText(*m_snapshot, m_scenario));
}

void RunView::arrange()
{
    const int width = m_scroll->viewport()->width() - 2 * spacing;
    const int columns = width >= static_cast<int>(tileCount) * (leastTileWidth + spacing) - spacing ? 8 : 4;
    if (columns != m_tileColumns) {
        m_tileColumns = columns;
        for (int column = 0; column < 8; ++column)
            m_tileGrid->setColumnStretch(column, column < columns ? 1 : 0);
        for (std::size_t i = 0; i < m_tiles.size(); ++i)
            m_tileGrid->addWidget(m_tiles[i], static_cast<int>(i) / columns, static_cast<int>(i) % columns);
    }
    const int tileRows = static_cast<int>(tileCount) / columns;
    const int tilesHeight = tileRows * (m_tiles.front()->sizeHint().height() + spacing);
    const int free = m_scroll->viewport()->height() - tilesHeight - (rowsInView - 1) * spacing - spacing;
    const int rowHeight = std::max(leastCardHeight, free / rowsInView);
    for (int row = 0; row < m_cardGrid->rowCount(); ++row)
        m_cardGrid->setRowMinimumHeight(row, rowHeight);
}

void RunView::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    arrange();
}

void RunView::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    layout()->activate();
    arrange();
    m_turn.start();
}

void RunView::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    m_turn.stop();
}

void RunView::exportPage()
{
    const QString name = proposedFileName(m_scenario.name, QStringLiteral("page"),
                                          QDateTime::currentDateTime(), QStringLiteral("png"));
    const auto save = [this](const QString &path) {
        drawAll();
        return saveWidgetPng(path, *m_page);
    };
    askAndSave(*this, {m_exportFolder, name, QStringLiteral("png"), tr("PNG picture (*.png)"), save},
               [this](const QString &path, const Result<void> &saved) {
                   if (saved)
                       tellSaved(path);
                   else
                       tellFailed(saved.error());
               });
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
