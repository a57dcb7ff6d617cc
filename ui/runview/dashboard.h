// SPDX-License-Identifier: GPL-3.0-or-later
// The body of a page that shows figures as they come: a row of tiles over cards.
#pragma once

#include "base/result.h"
#include "charts/tilecard.h"
#include "report/chartdata.h"
#include "report/provenance.h"

#include <QMargins>
#include <QScrollArea>
#include <QTimer>

#include <functional>
#include <vector>

class QGridLayout;
class QVBoxLayout;

namespace weir {

class ChartCard;
class ExportCard;
class ThemeSource;
class TimeAxisLink;

/// GUI thread. Tiles follow every refresh() at once; the rest is redrawn by drawers, one after another, each
/// at most four times a second, and only while the dashboard is visible. Scrolls up and down only.
class Dashboard : public QScrollArea
{
    Q_OBJECT

public:
    /// Between cards, and around them as far as the margins have it.
    static constexpr int spacing = 12;

    struct Form
    {
        QMargins margins;
        int leastTileWidth = 0;      ///< Below that the tiles stand in rows of four.
        std::size_t pointBudget = 0; ///< Most points a chart draws.
    };

    /// `themes` outlives the dashboard. `tiles` tells what the tiles show, always the same number of them; it
    /// is called by this constructor and by every refresh().
    Dashboard(ThemeSource &themes, const Form &form, std::function<std::vector<TileData>()> tiles,
              QWidget *parent = nullptr);
    ~Dashboard() override;

    /// A new grid below what is there; all grids share the height that the tiles leave. Owned by the
    /// dashboard.
    QGridLayout &addGrid();
    /// A card that shows in its turns what `make` makes; the caller puts it into a grid. All charts over time
    /// share one cross-hair, and their plots start and end alike.
    ChartCard &addChart(std::function<ChartData()> make);
    /// Hears what becomes of the card's exports, and tells it the names; its drawer is the caller's to add.
    void addCard(ExportCard &card);
    /// Something else to be redrawn in its turn.
    void addDrawer(std::function<void()> draw);
    /// `arrange` places the cards: it is called whenever the room below the tiles has changed.
    void setArrangement(std::function<void(const QSize &room)> arrange);
    /// Parent for what is put into the grids.
    [[nodiscard]] QWidget &page() const { return *m_page; }

    /// For proposed file names: the scenario's name, and the folder where dialogs open (empty: the user's
    /// documents).
    void setExportNames(const QString &scenario, const QString &folder);

    /// What exports of the cards and of the page tell of where the figures come from, from now on.
    void setProvenance(const Provenance &provenance);

    /// There are new figures: tiles change now, all drawers have their turn soon.
    void refresh();
    /// Only the tiles.
    void refreshTiles();
    /// Everything now; for saved runs, export and tests.
    void drawAll();
    /// Asks how sharp and where to, and saves everything, also what is scrolled out of sight, as one picture;
    /// `id` as for a chart.
    void exportPage(const QString &id);

    [[nodiscard]] const std::vector<ChartCard *> &charts() const noexcept { return m_charts; }
    [[nodiscard]] const std::vector<TileCard *> &tiles() const noexcept { return m_tiles; }

Q_SIGNALS:
    /// A file was written: a card's or the whole page.
    void exported(const QString &path);
    void exportFailed(const weir::Error &error);

protected:
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void arrange();
    void askWhereTo(const QString &id, qreal scale);
    [[nodiscard]] int tileHeight() const; ///< Of the tallest.
    void drawNext();

    ThemeSource &m_themes;
    const Form m_form;
    const std::function<std::vector<TileData>()> m_makeTiles;
    std::function<void(const QSize &)> m_arrangeCards;
    QString m_scenario;
    QString m_folder;
    Provenance m_provenance;

    // Owned by this widget or its children as their parents.
    TimeAxisLink *m_link;
    QWidget *m_page;
    QVBoxLayout *m_layout;
    QGridLayout *m_tileGrid;
    std::vector<TileCard *> m_tiles;
    std::vector<ChartCard *> m_charts;
    std::vector<ExportCard *> m_exporting; ///< The charts among them.
    int m_tileColumns = 0;

    /// Something that is drawn in its turn.
    struct Drawer
    {
        std::function<void()> draw;
        bool isStale = false;
    };
    std::vector<Drawer> m_drawers;
    std::size_t m_nextDrawer = 0;
    QTimer m_turn;
};

} // namespace weir
