// SPDX-License-Identifier: GPL-3.0-or-later
#include "servicepage/serviceview.h"

#include "charts/chartcard.h"
#include "charts/chartexport.h"
#include "charts/crosshairlink.h"
#include "charts/savedialog.h"
#include "charts/tilecard.h"
#include "runview/notesmodel.h"
#include "servicepage/replicacells.h"
#include "servicepage/replicasmodel.h"
#include "servicepage/servicetiles.h"
#include "servicepage/servicewords.h"
#include "session/servicecontroller.h"
#include "theme/themesource.h"

#include <QFileInfo>
#include <QFrame>
#include <QHeaderView>
#include <QScrollArea>
#include <QScrollBar>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>

namespace weir {

namespace {

constexpr int spacing = 12;
constexpr int leastTileWidth = 126;
constexpr int leastChartWidth = 270;
constexpr int leastChartHeight = 190;
constexpr int leastTableHeight = 190;
constexpr int leastTableWidth = 480; ///< Of two tables side by side.
/// Eight drawers in turn: each comes up every 256 ms, less than four times a second.
constexpr int turnMs = 32;

/// A table on a card, with a text in its place while it is empty.
struct TableCard
{
    QFrame *card;
    QTableView *table;
    QLabel *empty;
    QLabel *subtitle;
};

TableCard makeTableCard(const QString &title, const QString &subtitle, const QString &emptyText,
                        QAbstractItemModel *model, QWidget *parent)
{
    QFrame *card = new QFrame(parent);
    card->setProperty("weirCard", true);
    QLabel *heading = new QLabel(title, card);
    heading->setProperty("weirText", QStringLiteral("title"));
    QLabel *muted = new QLabel(subtitle, card);
    muted->setProperty("weirText", QStringLiteral("muted"));
    muted->setMinimumWidth(1);
    QTableView *table = new QTableView(card);
    table->setModel(model);
    table->setAccessibleName(title);
    table->setToolTip(subtitle);
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->setShowGrid(false);
    table->setFrameShape(QFrame::NoFrame);
    table->setStyleSheet(QStringLiteral("QTableView { border: none; border-radius: 0; }"));
    table->setWordWrap(false);
    table->setTabKeyNavigation(false);
    table->setCornerButtonEnabled(false);
    table->verticalHeader()->hide();
    table->horizontalHeader()->setStretchLastSection(true);
    QLabel *empty = new QLabel(emptyText, card);
    empty->setProperty("weirText", QStringLiteral("muted"));
    empty->setAlignment(Qt::AlignCenter);
    empty->setWordWrap(true);
    table->hide();

    QHBoxLayout *head = new QHBoxLayout;
    head->setSpacing(spacing);
    head->addWidget(heading);
    head->addWidget(muted, 1);
    QVBoxLayout *layout = new QVBoxLayout(card);
    layout->setContentsMargins(13, 8, 4, 6);
    layout->setSpacing(4);
    layout->addLayout(head);
    layout->addWidget(table, 1);
    layout->addWidget(empty, 1);
    return {card, table, empty, muted};
}

} // namespace

ServiceView::ServiceView(ThemeSource &themes, ServiceController &service, QWidget *parent)
    : QWidget(parent)
    , m_themes(themes)
    , m_service(service)
    , m_link(new CrosshairLink(this))
    , m_scroll(new QScrollArea(this))
    , m_page(new QWidget)
    , m_tileGrid(new QGridLayout)
    , m_chartGrid(new QGridLayout)
    , m_tableGrid(new QGridLayout)
    , m_replicasModel(new ReplicasModel(this))
    , m_notes(new NotesModel(this))
{
    for (std::size_t i = 0; i < serviceTileCount; ++i)
        m_tiles.push_back(new TileCard(m_themes, m_page));
    buildCharts();
    m_replicasCard = buildReplicas();
    m_eventsCard = buildEvents();
    m_isStale.assign(m_drawers.size(), false);

    QVBoxLayout *page = new QVBoxLayout(m_page);
    page->setContentsMargins(0, spacing, spacing, spacing);
    page->setSpacing(spacing);
    for (QGridLayout *grid : {m_tileGrid, m_chartGrid, m_tableGrid}) {
        grid->setSpacing(spacing);
        page->addLayout(grid, grid == m_tileGrid ? 0 : 1);
    }
    m_scroll->setWidget(m_page);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    QVBoxLayout *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_scroll);

    m_turn.setInterval(turnMs);
    connect(&m_turn, &QTimer::timeout, this, &ServiceView::drawNext);
    connect(&m_service, &ServiceController::updated, this, &ServiceView::refresh);
    connect(&m_service, &ServiceController::runningChanged, this, &ServiceView::refresh);
    drawAll();
}

ServiceView::~ServiceView() = default;

void ServiceView::buildCharts()
{
    for (ChartData (*make)(const ServiceFigures &) :
         {queueOverTime, batchOverTime, useOverTime, outputOverTime, refusalsOverTime, scalingOverTime}) {
        ChartCard *card = new ChartCard(m_themes, m_link, m_page);
        connect(card, &ChartCard::exported, this, [this](const QString &path) { tellExport(path, {}); });
        connect(card, &ChartCard::exportFailed, this, [this](const Error &error) { tellExport({}, error); });
        m_charts.push_back(card);
        m_drawers.push_back([this, card, make] { card->setData(make(figures())); });
    }
}

QWidget *ServiceView::buildReplicas()
{
    const TableCard made = makeTableCard(
        tr("Replicas"), tr("state and load of each one"),
        tr("Each replica with its state and load, as soon as the service runs"), m_replicasModel, m_page);
    m_replicas = made.table;
    m_noReplicas = made.empty;
    m_replicas->setItemDelegate(new ReplicaCells(m_themes, m_replicas));
    m_replicas->verticalHeader()->setDefaultSectionSize(30);
    m_replicas->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_replicas->horizontalHeader()->setSectionsMovable(true);
    const int widths[] = {34, 76, 120, 74, 78, 78, 64, 82, 84};
    for (int column = 0; column < ReplicasModel::ColumnCount; ++column)
        m_replicas->setColumnWidth(column, widths[column]);
    m_drawers.push_back([this, subtitle = made.subtitle] {
        const ModelState *state = figures().state;
        m_replicasModel->setReplicas(state ? state->replicas : std::vector<ReplicaState>(),
                                     m_service.settings().config.model.gateway.canary.version);
        const bool isEmpty = m_replicasModel->rowCount() == 0;
        m_noReplicas->setText(
            state ? tr("This configuration has no replicas: every answer keeps a pace of its own")
                  : tr("Each replica with its state and load, as soon as the service runs"));
        subtitle->setText(
            state ? tr("scaled %1")
                        .arg(scalingText(m_service.settings().config.model.autoscaler, state->scalingMetric))
                  : tr("state and load of each one"));
        m_replicas->setColumnHidden(ReplicasModel::Version,
                                    m_service.settings().config.model.gateway.canary.share == 0);
        m_replicas->setVisible(!isEmpty);
        m_noReplicas->setVisible(isEmpty);
    });
    return made.card;
}

QWidget *ServiceView::buildEvents()
{
    const TableCard made =
        makeTableCard(tr("Events"), tr("scaling, replicas, drills, caches"),
                      tr("Scaling decisions, lost replicas and drills, when there are any"), m_notes, m_page);
    m_log = made.table;
    m_noEvents = made.empty;
    m_log->verticalHeader()->setDefaultSectionSize(26);
    m_log->horizontalHeader()->hide();
    m_log->setColumnWidth(NotesModel::Time, 54);
    m_log->setColumnWidth(NotesModel::Kind, 68);
    m_drawers.push_back([this] {
        const QScrollBar *bar = m_log->verticalScrollBar();
        const bool follows = bar->value() == bar->maximum();
        m_notes->setNotes(figures().state ? eventsOf(*figures().state, m_service.history())
                                          : std::vector<RunNote>());
        const bool isEmpty = m_notes->rowCount() == 0;
        m_log->setVisible(!isEmpty);
        m_noEvents->setVisible(isEmpty);
        if (follows)
            m_log->scrollToBottom();
    });
    return made.card;
}

ServiceFigures ServiceView::figures() const
{
    return {m_service.history(), m_service.state().get(), m_service.settings().config.model};
}

void ServiceView::refresh()
{
    const std::vector<TileData> shown = serviceTiles(figures());
    for (std::size_t i = 0; i < m_tiles.size(); ++i)
        m_tiles[i]->setData(shown[i]);
    m_isStale.assign(m_drawers.size(), true);
    if (isVisible() && !m_turn.isActive())
        m_turn.start();
}

void ServiceView::drawAll()
{
    refresh();
    for (const std::function<void()> &draw : m_drawers)
        draw();
    for (ChartCard *card : m_charts)
        card->setExportNames(m_service.settings().name, {});
    m_isStale.assign(m_drawers.size(), false);
    m_turn.stop();
}

void ServiceView::drawNext()
{
    // An idle drawer keeps its turn's time, so that no other is drawn more often than four times a second.
    const std::size_t index = m_nextDrawer;
    m_nextDrawer = (m_nextDrawer + 1) % m_drawers.size();
    if (m_isStale[index]) {
        m_isStale[index] = false;
        m_drawers[index]();
    } else if (std::find(m_isStale.begin(), m_isStale.end(), true) == m_isStale.end()) {
        m_turn.stop();
    }
}

void ServiceView::arrange()
{
    const int width = m_scroll->viewport()->width() - spacing;
    const int most = static_cast<int>(m_tiles.size());
    const int tileColumns = width >= most * (leastTileWidth + spacing) - spacing ? most : 4;
    const int chartColumns = std::clamp((width + spacing) / (leastChartWidth + spacing), 1, 3);
    if (tileColumns != m_tileColumns || chartColumns != m_chartColumns) {
        m_tileColumns = tileColumns;
        m_chartColumns = chartColumns;
        for (int column = 0; column < most; ++column) {
            m_tileGrid->setColumnStretch(column, column < tileColumns ? 1 : 0);
            m_chartGrid->setColumnStretch(column, column < chartColumns ? 1 : 0);
        }
        for (int i = 0; i < most; ++i)
            m_tileGrid->addWidget(m_tiles[std::size_t(i)], i / tileColumns, i % tileColumns);
        for (int i = 0; i < int(m_charts.size()); ++i)
            m_chartGrid->addWidget(m_charts[std::size_t(i)], i / chartColumns, i % chartColumns);
    }
    const bool sideBySide = width >= 2 * leastTableWidth - spacing;
    m_tableGrid->addWidget(m_replicasCard, 0, 0);
    m_tableGrid->addWidget(m_eventsCard, sideBySide ? 0 : 1, sideBySide ? 1 : 0);
    m_tableGrid->setColumnStretch(0, 2);
    m_tableGrid->setColumnStretch(1, sideBySide ? 1 : 0);
    for (int row = 0; row < 6; ++row) {
        const int rows = (int(m_charts.size()) + chartColumns - 1) / chartColumns;
        m_chartGrid->setRowMinimumHeight(row, row < rows ? leastChartHeight : 0);
    }
    m_tableGrid->setRowMinimumHeight(0, leastTableHeight);
    m_tableGrid->setRowMinimumHeight(1, sideBySide ? 0 : leastTableHeight);
}

void ServiceView::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    arrange();
}

void ServiceView::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    layout()->activate();
    arrange();
    m_turn.start();
}

void ServiceView::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    m_turn.stop();
}

QByteArray ServiceView::saveLayout() const
{
    return m_replicas->horizontalHeader()->saveState();
}

void ServiceView::restoreLayout(const QByteArray &layout)
{
    m_replicas->horizontalHeader()->restoreState(layout);
}

void ServiceView::exportPage()
{
    const QString name = proposedFileName(m_service.settings().name, QStringLiteral("service"),
                                          QDateTime::currentDateTime(), QStringLiteral("png"));
    const auto save = [this](const QString &path) {
        drawAll();
        return saveWidgetPng(path, *m_page);
    };
    askAndSave(*this, {{}, name, QStringLiteral("png"), tr("PNG picture (*.png)"), save},
               [this](const QString &path, const Result<void> &saved) { tellExport(path, saved); });
}

void ServiceView::tellExport(const QString &path, const Result<void> &saved)
{
    if (saved)
        Q_EMIT told(tr("Saved %1").arg(QFileInfo(path).fileName()), false);
    else
        Q_EMIT told(saved.error().text(), true);
}

} // namespace weir
