// SPDX-License-Identifier: GPL-3.0-or-later
// What the built-in service does, drawn live: tiles, charts, replicas, events.
#pragma once

#include "base/result.h"
#include "lab/servicecharts.h"

#include <QTimer>
#include <QWidget>

#include <functional>
#include <vector>

class QGridLayout;
class QLabel;
class QScrollArea;
class QTableView;

namespace weir {

class ChartCard;
class CrosshairLink;
class NotesModel;
class ReplicasModel;
class ServiceController;
class ThemeSource;
class TileCard;

/// GUI thread. Tiles follow every picture at once; the rest is redrawn one after another, each at most four
/// times a second, and only while the view is visible.
class ServiceView : public QWidget
{
    Q_OBJECT

public:
    /// Both outlive the view.
    ServiceView(ThemeSource &themes, ServiceController &service, QWidget *parent = nullptr);
    ~ServiceView() override;

    /// Draws everything now; for export and tests.
    void drawAll();
    /// Asks where to, and saves all that the view shows as one picture.
    void exportPage();
    /// Columns of the table of replicas.
    [[nodiscard]] QByteArray saveLayout() const;
    void restoreLayout(const QByteArray &layout);

    [[nodiscard]] const std::vector<ChartCard *> &charts() const noexcept { return m_charts; }
    [[nodiscard]] const std::vector<TileCard *> &tiles() const noexcept { return m_tiles; }
    [[nodiscard]] QTableView &replicas() const { return *m_replicas; }
    [[nodiscard]] NotesModel &notes() const { return *m_notes; }

Q_SIGNALS:
    /// What became of an export.
    void told(const QString &text, bool isError);

protected:
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void buildCharts();
    QWidget *buildReplicas();
    QWidget *buildEvents();
    [[nodiscard]] ServiceFigures figures() const;
    void refresh();
    void drawNext();
    void arrange();
    void tellExport(const QString &path, const Result<void> &saved);

    ThemeSource &m_themes;
    ServiceController &m_service;
    // Owned by this widget or its children as their parents.
    CrosshairLink *m_link;
    QScrollArea *m_scroll;
    QWidget *m_page;
    QGridLayout *m_tileGrid;
    QGridLayout *m_chartGrid;
    QGridLayout *m_tableGrid;
    std::vector<TileCard *> m_tiles;
    std::vector<ChartCard *> m_charts;
    ReplicasModel *m_replicasModel;
    QTableView *m_replicas = nullptr;
    QLabel *m_noReplicas = nullptr;
    QWidget *m_replicasCard = nullptr;
    NotesModel *m_notes;
    QTableView *m_log = nullptr;
    QLabel *m_noEvents = nullptr;
    QWidget *m_eventsCard = nullptr;

    std::vector<std::function<void()>> m_drawers;
    std::vector<bool> m_isStale;
    std::size_t m_nextDrawer = 0;
    QTimer m_turn;
    int m_tileColumns = 0;
    int m_chartColumns = 0;
};

} // namespace weir
