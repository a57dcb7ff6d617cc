// SPDX-License-Identifier: GPL-3.0-or-later
// Tiles, charts and events of one run, going on or saved.
#pragma once

#include "base/result.h"
#include "metrics/snapshot.h"
#include "metrics/summary.h"
#include "report/goalstates.h"
#include "report/timecurves.h"
#include "scenario/scenario.h"

#include <QWidget>

#include <optional>
#include <vector>

class QLabel;
class QToolButton;

namespace weir {

class ChartCard;
class Dashboard;
class ErrorBars;
class GoalsStrip;
class NotesCard;
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
    [[nodiscard]] const std::vector<ChartCard *> &charts() const;
    [[nodiscard]] const std::vector<TileCard *> &tiles() const;
    [[nodiscard]] ErrorBars &errorBars() const { return *m_errorBars; }
    [[nodiscard]] NotesModel &notes() const;
    [[nodiscard]] GoalsStrip &goals() const { return *m_goals; }
    /// Says that a certificate is not checked; hidden where there is no such target.
    [[nodiscard]] QLabel &uncheckedLabel() const { return *m_unchecked; }

private:
    void buildHeader(ThemeSource &themes);
    void buildCards(ThemeSource &themes);
    void showPhase();
    void showGoals();
    void refreshCurves();
    [[nodiscard]] const Summary *summary() const { return m_summary ? &*m_summary : nullptr; }
    void tellSaved(const QString &path);
    void tellFailed(const Error &error);

    const std::size_t m_budget;
    Scenario m_scenario;
    SnapshotPtr m_snapshot;
    std::optional<Summary> m_summary;
    std::vector<GoalState> m_states; ///< In the strip, and as lines in the charts.
    TimeCurves m_curves;
    std::shared_ptr<const TimeSeries> m_curvesOf; ///< What m_curves was computed from ...
    RunPhase m_curvesPhase = RunPhase::Idle;      ///< ... and in which phase.

    // Owned by this widget or its children as their parents.
    QWidget *m_header;
    QLabel *m_phase = nullptr;
    QLabel *m_unchecked = nullptr; ///< Shown where nobody checks a certificate.
    QLabel *m_message = nullptr;
    QToolButton *m_export = nullptr;
    GoalsStrip *m_goals;
    Dashboard *m_dashboard;
    ErrorBars *m_errorBars = nullptr;
    NotesCard *m_log = nullptr;
};

} // namespace weir
