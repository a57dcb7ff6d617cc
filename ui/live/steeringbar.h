// SPDX-License-Identifier: GPL-3.0-or-later
// The controls of a run that goes on: more or less load, pause, mark, stop.
#pragma once

#include "engine/steering.h"
#include "scenario/scenario.h"

#include <QWidget>

class QAction;
class QLabel;
class QLineEdit;
class QToolButton;

namespace weir {

class RunController;

/// GUI thread. Every act is noted in the run, and so stands on its time line. Nothing can be used while no
/// run goes on.
class SteeringBar : public QWidget
{
    Q_OBJECT

public:
    /// `runs` outlives the bar. The shortcuts work wherever the focus is inside `scope`, which outlives it
    /// too.
    SteeringBar(RunController &runs, QWidget &scope, QWidget *parent = nullptr);

    /// Takes over the text of the next mark and how many there were.
    void continueFrom(const SteeringBar &other);
    void louder(); ///< A tenth more load.
    void softer(); ///< Undoes louder(): a tenth less.
    void togglePause();
    /// Sets a mark with the text that was typed.
    void mark();

Q_SIGNALS:
    /// Why an act was refused, or only partly possible.
    void refused(const QString &text);

private:
    QToolButton *addButton(const QString &text, const QString &tip, const QKeySequence &key,
                           void (SteeringBar::*act)(), QWidget &scope);
    void steer(const Steering &wanted);
    void stopGently();
    void stopNow();
    void refresh();

    RunController &m_runs;
    QLabel *m_level;
    QLineEdit *m_markText;
    QToolButton *m_pause = nullptr;
    QList<QToolButton *> m_whileLoading; ///< Work until the load's end ...
    QList<QToolButton *> m_whileRunning; ///< ... and these until the run's.
    int m_marks = 0;                     ///< In this run, for marks without a text.
};

/// The load as it is steered: "load × 1.1: 5.50/s", with the level where it is constant; translated.
QString steeredLoadText(const Steering &steering, const Load &load);

} // namespace weir
