// SPDX-License-Identifier: GPL-3.0-or-later
#include "runview/dashboard.h"

#include "charts/chartcard.h"
#include "charts/chartexport.h"
#include "charts/exportdialog.h"
#include "charts/savedialog.h"
#include "charts/timeaxislink.h"
#include "theme/themesource.h"

#include <QDateTime>
#include <QGridLayout>
#include <QVBoxLayout>

#include <algorithm>

namespace weir {

namespace {

/// Eight drawers in turn, as both pages have them: each comes up every 256 ms, less than four times a second.
constexpr int turnMs = 32;
constexpr int narrowTileColumns = 4;

} // namespace

Dashboard::Dashboard(ThemeSource &themes, const Form &form, std::function<std::vector<TileData>()> tiles,
                     QWidget *parent)
    : QScrollArea(parent)
    , m_themes(themes)
    , m_form(form)
    , m_makeTiles(std::move(tiles))
    , m_link(new TimeAxisLink(this))
    , m_page(new QWidget)
    , m_layout(new QVBoxLayout(m_page))
    , m_tileGrid(new QGridLayout)
{
    m_layout->setContentsMargins(m_form.margins);
    m_layout->setSpacing(spacing);
    m_tileGrid->setSpacing(spacing);
    m_layout->addLayout(m_tileGrid);
    for (const TileData &shown : m_makeTiles()) {
        m_tiles.push_back(new TileCard(m_themes, m_page));
        m_tiles.back()->setData(shown);
    }
    setWidget(m_page);
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::NoFocus);
    m_turn.setInterval(turnMs);
    connect(&m_turn, &QTimer::timeout, this, &Dashboard::drawNext);
}

Dashboard::~Dashboard() = default;

QGridLayout &Dashboard::addGrid()
{
    QGridLayout *grid = new QGridLayout;
    grid->setSpacing(spacing);
    m_layout->addLayout(grid, 1);
    return *grid;
}

ChartCard &Dashboard::addChart(std::function<ChartData()> make)
{
    ChartCard *card = new ChartCard(m_themes, m_link, m_page);
    card->setPointBudget(m_form.pointBudget);
    m_charts.push_back(card);
    addCard(*card);
    addDrawer([card, make = std::move(make)] { card->setData(make()); });
    return *card;
}

void Dashboard::addCard(ExportCard &card)
{
    m_exporting.push_back(&card);
    connect(&card, &ExportCard::exported, this, &Dashboard::exported);
    connect(&card, &ExportCard::exportFailed, this, &Dashboard::exportFailed);
}

void Dashboard::addDrawer(std::function<void()> draw)
{
    m_drawers.push_back({std::move(draw)});
}

void Dashboard::setArrangement(std::function<void(const QSize &)> arrange)
{
    m_arrangeCards = std::move(arrange);
}

void Dashboard::setExportNames(const QString &scenario, const QString &folder)
{
    m_scenario = scenario;
    m_folder = folder;
    for (ExportCard *card : m_exporting)
        card->setExportNames(scenario, folder);
}

void Dashboard::setProvenance(const Provenance &provenance)
{
    m_provenance = provenance;
    for (ExportCard *card : m_exporting)
        card->setProvenance(provenance);
}

void Dashboard::refresh()
{
    refreshTiles();
    for (Drawer &drawer : m_drawers)
        drawer.isStale = true;
    if (isVisible() && !m_turn.isActive())
        m_turn.start();
}

int Dashboard::tileHeight() const
{
    int tallest = 0;
    for (const TileCard *tile : m_tiles)
        tallest = std::max(tallest, tile->sizeHint().height());
    return tallest;
}

void Dashboard::refreshTiles()
{
    const std::vector<TileData> shown = m_makeTiles();
    const int before = tileHeight();
    for (std::size_t i = 0; i < std::min(shown.size(), m_tiles.size()); ++i)
        m_tiles[i]->setData(shown[i]);
    if (tileHeight() != before)
        arrange();
}

void Dashboard::drawAll()
{
    refreshTiles();
    for (Drawer &drawer : m_drawers) {
        drawer.draw();
        drawer.isStale = false;
    }
    m_turn.stop();
}

void Dashboard::drawNext()
{
    if (std::none_of(m_drawers.begin(), m_drawers.end(), [](const Drawer &one) { return one.isStale; })) {
        m_turn.stop();
        return;
    }
    // An idle drawer keeps its turn's time, so that no other is drawn more often than four times a second.
    Drawer &drawer = m_drawers[m_nextDrawer];
    m_nextDrawer = (m_nextDrawer + 1) % m_drawers.size();
    if (!drawer.isStale)
        return;
    drawer.isStale = false;
    drawer.draw();
}

void Dashboard::exportPage(const QString &id)
{
    ExportDialog *dialog = new ExportDialog(m_themes.theme(), m_page->size(), ExportDialog::Kind::Page, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this,
            [this, dialog, id] { askWhereTo(id, dialog->picture().scale); });
    dialog->open();
}

void Dashboard::askWhereTo(const QString &id, qreal scale)
{
    const FileKind kind = pngFile();
    const QString name = proposedFileName(m_scenario, id, QDateTime::currentDateTime(), kind.suffix);
    const auto save = [this, scale](const QString &path) {
        drawAll(); // the page shows what is the newest now, and so do the bands
        return saveWidgetPng(path, *m_page, m_themes.theme(), m_provenance, scale);
    };
    askAndSave(*this, {m_folder, name, kind, save}, [this](const QString &path, const Result<void> &saved) {
        if (saved)
            Q_EMIT exported(path);
        else
            Q_EMIT exportFailed(saved.error());
    });
}

void Dashboard::arrange()
{
    const int count = static_cast<int>(m_tiles.size());
    const int width = viewport()->width() - m_form.margins.left() - m_form.margins.right();
    const int columns =
        width >= count * (m_form.leastTileWidth + spacing) - spacing ? count : narrowTileColumns;
    if (columns != m_tileColumns) {
        m_tileColumns = columns;
        for (int column = 0; column < count; ++column)
            m_tileGrid->setColumnStretch(column, column < columns ? 1 : 0);
        for (int i = 0; i < count; ++i)
            m_tileGrid->addWidget(m_tiles[static_cast<std::size_t>(i)], i / columns, i % columns);
    }
    const int rows = (count + columns - 1) / columns;
    const int tilesHeight = count > 0 ? rows * (tileHeight() + spacing) : 0;
    if (m_arrangeCards)
        m_arrangeCards({width, viewport()->height() - tilesHeight});
}

void Dashboard::resizeEvent(QResizeEvent *event)
{
    QScrollArea::resizeEvent(event);
    arrange();
}

void Dashboard::showEvent(QShowEvent *event)
{
    QScrollArea::showEvent(event);
    arrange();
    m_turn.start();
}

void Dashboard::hideEvent(QHideEvent *event)
{
    QScrollArea::hideEvent(event);
    m_turn.stop();
}

} // namespace weir
