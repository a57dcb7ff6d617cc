// SPDX-License-Identifier: GPL-3.0-or-later
// Tiles, charts and events of one run, going on or saved.
#pragma once

#include "base/result.h"
#include "metrics/snapshot.h"
#include "metrics/summary.h"
#include "report/timecurves.h"
#include "scenario/scenario.h"

#include <QTimer>
#include <QWidget>

#include <functional>
#include <optional>
#include <vector>

class QGridLayout;
class QLabel;
class QScrollArea;
class QTableView;
class QToolButton;

namespace weir {

class ChartCard;
class CrosshairLink;
class ErrorBars;
class NotesModel;
class ThemeSource;
class TileCard;

/// GUI thread. Tiles follow every snapshot at once; the charts are redrawn one after another, each at most
/// four times a second, and only while the view is visible.
class RunView : public QWidget
{
    Q_OBJECT

public:
    enum class Kind
    {
        Live, ///< 1,000 points a chart.
        Saved ///< 4,000 points a chart.
    };

    /// `themes` outlives the view.
    RunView(ThemeSource &themes, Kind kind, QWidget *parent = nullptr);
    ~RunView() override;

    /// The scenario as run: names, goals and limits. Clears what is shown. `exportFolder`: where exports are
    /// offered first; may be empty.
    void begin(const Scenario &scenario, const QString &exportFolder);
    /// The newest state; null is ignored.
    void setSnapshot(const SnapshotPtr &snapshot);
    /// The exact figures, once the run is over.
    void setSummary(const Summary &summary);
    /// Draws everything now; for saved runs, export and tests.
    void drawAll();
    /// Asks where to, and saves all tiles and charts as one picture.
    void exportPage();

    [[nodiscard]] const SnapshotPtr &snapshot() const noexcept { return m_snapshot; }
    [[nodiscard]] const std::vector<ChartCard *> &charts() const noexcept { return m_charts; }
    [[nodiscard]] const std::vector<TileCard *> &tiles() const noexcept { return m_tiles; }
    [[nodiscard]] ErrorBars &errorBars() const { return *m_errorBars; }
    [[nodiscard]] NotesModel &notes() const { return *m_notes; }

protected:
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void buildHeader();
    void buildCharts();
    QWidget *buildLog();
    void arrange();
    void drawNext();
    void refreshTiles();
    void refreshCurves();
    void tellSaved(const QString &path);
    void tellFailed(const Error &error);

    ThemeSource &m_themes;
    const std::size_t m_budget;
    Scenario m_scenario;
    SnapshotPtr m_snapshot;
    std::optional<Summary> m_summary;
    TimeCurves m_curves;
    std::shared_ptr<const TimeSeries> m_curvesOf; ///< What m_curves was computed from ...
    RunPhase m_curvesPhase = RunPhase::Idle;      ///< ... and in which phase.

    // Owned by this widget or its children as their parents.
    CrosshairLink *m_link;
    QWidget *m_header;
    QLabel *m_phase = nullptr;
    QLabel *m_message = nullptr;
    QToolButton *m_export = nullptr;
    QScrollArea *m_scroll;
    QWidget *m_page;
    QGridLayout *m_tileGrid;
    QGridLayout *m_cardGrid;
    std::vector<TileCard *> m_tiles;
    std::vector<ChartCard *> m_charts;
    ErrorBars *m_errorBars = nullptr;
    NotesModel *m_notes;
    QTableView *m_log = nullptr;

    /// One for each thing that is drawn in its turn; all read m_snapshot.
    std::vector<std::function<void()>> m_drawers;
    std::vector<bool> m_isStale;
    std::size_t m_nextDrawer = 0;
    QTimer m_turn;
    int m_tileColumns = 0;
    QString m_exportFolder;
};

} // namespace weir
