// SPDX-License-Identifier: GPL-3.0-or-later
#include "servicepage/serviceview.h"

#include "base/version.h"
#include "charts/chartcard.h"
#include "runview/dashboard.h"
#include "runview/notescard.h"
#include "servicepage/replicacells.h"
#include "servicepage/replicasmodel.h"
#include "servicepage/servicetiles.h"
#include "servicepage/servicewords.h"
#include "session/servicecontroller.h"

#include <QFileInfo>
#include <QGridLayout>
#include <QHeaderView>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>

namespace weir {

namespace {

constexpr int spacing = Dashboard::spacing;
constexpr std::size_t mostPoints = 1000;
constexpr int leastTileWidth = 126;
constexpr int leastChartWidth = 270;
constexpr int mostChartColumns = 3;
constexpr int leastChartHeight = 190;
constexpr int leastTableHeight = 190;
constexpr int leastTableWidth = 480; ///< Of two tables side by side.

} // namespace

ServiceView::ServiceView(ThemeSource &themes, ServiceController &service, QWidget *parent)
    : QWidget(parent)
    , m_service(service)
    , m_dashboard(new Dashboard(
          themes, {QMargins(0, spacing, spacing, spacing), leastTileWidth, mostPoints},
          [this] { return serviceTiles(figures()).inOrder(); }, this))
    , m_chartGrid(&m_dashboard->addGrid())
    , m_tableGrid(&m_dashboard->addGrid())
    , m_replicasModel(new ReplicasModel(this))
{
    for (ChartData (*make)(const ServiceFigures &) :
         {queueOverTime, batchOverTime, useOverTime, outputOverTime, refusalsOverTime, scalingOverTime})
        m_dashboard->addChart([this, make] { return make(figures()); });
    buildReplicas(themes);
    buildEvents();
    m_dashboard->setArrangement([this](const QSize &room) { arrange(room.width()); });
    QVBoxLayout *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_dashboard);

    connect(m_dashboard, &Dashboard::exported, this, [this](const QString &path) {
        Q_EMIT told(tr("Saved %1").arg(QFileInfo(path).fileName()), false);
    });
    connect(m_dashboard, &Dashboard::exportFailed, this,
            [this](const Error &error) { Q_EMIT told(error.text(), true); });
    connect(&m_service, &ServiceController::updated, m_dashboard, &Dashboard::refresh);
    connect(&m_service, &ServiceController::runningChanged, m_dashboard, &Dashboard::refresh);
    drawAll();
}

ServiceView::~ServiceView() = default;

void ServiceView::buildReplicas(ThemeSource &themes)
{
    const TableWords words{tr("Replicas"),
                           tr("state and load of each one"),
                           {},
                           {},
                           tr("Each replica with its state and load, as soon as the service runs")};
    m_replicas = new TableCard(words, TableCard::Frame::None, *m_replicasModel, &m_dashboard->page());
    QTableView &table = m_replicas->table();
    table.setItemDelegate(new ReplicaCells(themes, &table));
    table.verticalHeader()->setDefaultSectionSize(30);
    table.setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    table.horizontalHeader()->setSectionsMovable(true);
    const int widths[] = {34, 76, 120, 74, 78, 78, 64, 82, 84};
    for (int column = 0; column < ReplicasModel::ColumnCount; ++column)
        table.setColumnWidth(column, widths[column]);
    m_dashboard->addDrawer([this] { drawReplicas(); });
}

void ServiceView::drawReplicas()
{
    const ModelState *state = figures().state;
    const ModelConfig &model = m_service.settings().config.model;
    m_replicasModel->setReplicas(state ? state->replicas : std::vector<ReplicaState>(),
                                 model.gateway.canary.version);
    m_replicas->setEmptyText(
        state ? tr("This configuration has no replicas: every answer keeps a pace of its own")
              : tr("Each replica with its state and load, as soon as the service runs"));
    m_replicas->setSubtitle(state ? tr("scaled %1").arg(scalingText(model.autoscaler, state->scalingMetric))
                                  : tr("state and load of each one"));
    m_replicas->table().setColumnHidden(ReplicasModel::Version, model.gateway.canary.share == 0);
    m_replicas->showRows();
}

void ServiceView::buildEvents()
{
    const TableWords words{tr("Events"),
                           tr("scaling, replicas, drills, caches"),
                           {},
                           {},
                           tr("Scaling decisions, lost replicas and drills, when there are any")};
    m_log = new NotesCard(words, TableCard::Frame::None, {54, 68}, &m_dashboard->page());
    m_dashboard->addDrawer([this] {
        m_log->setNotes(figures().state ? eventsOf(*figures().state, m_service.history())
                                        : std::vector<RunNote>());
    });
}

ServiceFigures ServiceView::figures() const
{
    return {m_service.history(), m_service.state().get(), m_service.settings().config.model};
}

void ServiceView::drawAll()
{
    nameExports();
    m_dashboard->drawAll();
}

void ServiceView::nameExports()
{
    const QString name = m_service.settings().name;
    m_dashboard->setExportNames(name, {});
    Provenance provenance;
    provenance.scenario = name;
    provenance.startedAt = QDateTime::currentDateTimeUtc();
    provenance.program = QString::fromLatin1(versionString);
    m_dashboard->setProvenance(provenance);
}

void ServiceView::arrange(int width)
{
    const std::vector<ChartCard *> &charts = m_dashboard->charts();
    const int count = static_cast<int>(charts.size());
    const int columns = std::clamp((width + spacing) / (leastChartWidth + spacing), 1, mostChartColumns);
    if (columns != m_chartColumns) {
        m_chartColumns = columns;
        for (int column = 0; column < mostChartColumns; ++column)
            m_chartGrid->setColumnStretch(column, column < columns ? 1 : 0);
        for (int i = 0; i < count; ++i)
            m_chartGrid->addWidget(charts[static_cast<std::size_t>(i)], i / columns, i % columns);
        for (int row = 0; row < count; ++row)
            m_chartGrid->setRowMinimumHeight(row,
                                             row < (count + columns - 1) / columns ? leastChartHeight : 0);
    }
    const bool sideBySide = width >= 2 * leastTableWidth - spacing;
    m_tableGrid->addWidget(m_replicas, 0, 0);
    m_tableGrid->addWidget(m_log, sideBySide ? 0 : 1, sideBySide ? 1 : 0);
    m_tableGrid->setColumnStretch(0, 2);
    m_tableGrid->setColumnStretch(1, sideBySide ? 1 : 0);
    m_tableGrid->setRowMinimumHeight(0, leastTableHeight);
    m_tableGrid->setRowMinimumHeight(1, sideBySide ? 0 : leastTableHeight);
}

QByteArray ServiceView::saveLayout() const
{
    return replicas().horizontalHeader()->saveState();
}

void ServiceView::restoreLayout(const QByteArray &layout)
{
    replicas().horizontalHeader()->restoreState(layout);
}

void ServiceView::exportPage()
{
    nameExports();
    m_dashboard->exportPage(QStringLiteral("service"));
}

const std::vector<ChartCard *> &ServiceView::charts() const
{
    return m_dashboard->charts();
}

const std::vector<TileCard *> &ServiceView::tiles() const
{
    return m_dashboard->tiles();
}

QTableView &ServiceView::replicas() const
{
    return m_replicas->table();
}

NotesModel &ServiceView::notes() const
{
    return m_log->notes();
}

} // namespace weir
