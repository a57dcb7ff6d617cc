// SPDX-License-Identifier: GPL-3.0-or-later
// The verdict of a run with its reasons and warnings, and the table of its figures.
#pragma once

#include "metrics/summary.h"
#include "scenario/scenario.h"

#include <QWidget>

#include <vector>

class QComboBox;
class QLabel;
class QTableView;

namespace weir {

class FiguresModel;
class GoalsModel;
class WindowsModel;

/// GUI thread.
class SummaryView : public QWidget
{
    Q_OBJECT

public:
    explicit SummaryView(QWidget *parent = nullptr);
    /// `goals`: those of the run. `about`: one line on it: when, seed, transport.
    void setSummary(const Summary &summary, const Goals &goals, const QString &about);
    [[nodiscard]] const FiguresModel &figures() const { return *m_figures; }
    /// Every goal of the run, those that held too.
    [[nodiscard]] const GoalsModel &goals() const { return *m_goals; }
    /// Chooses whose figures the table shows: all requests', a template's or a target's. Hidden where there
    /// is nothing to choose.
    [[nodiscard]] QComboBox &parts() const { return *m_parts; }

private:
    void buildTables();
    void arrange();
    void fillParts();
    void showPart();

    Summary m_summary;
    std::vector<const WindowSummary *> m_choices; ///< Within m_summary, as in `parts`; null: all requests.
    // Owned by this widget or its children as their parents.
    QLabel *m_verdict;
    QLabel *m_about;
    QLabel *m_counts;
    QLabel *m_calibration;
    QLabel *m_generator;
    QLabel *m_reasons;
    QLabel *m_warnings;
    GoalsModel *m_goals;
    QTableView *m_goalsTable;
    QComboBox *m_parts;
    QLabel *m_rates; ///< Of the chosen part.
    FiguresModel *m_figures;
    QTableView *m_table;
    WindowsModel *m_windows;
    QLabel *m_windowTitle; ///< As the table below, of a stepped load only.
    QTableView *m_windowTable;
};

} // namespace weir
