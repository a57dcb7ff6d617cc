// SPDX-License-Identifier: GPL-3.0-or-later
// The top bar: project, target, progress of the run, and the two acts that matter most.
#pragma once

#include "metrics/snapshot.h"

#include <QFrame>

class QLabel;
class QPushButton;

namespace weir {

class RunController;
class ScenarioDocument;
class ThemeSource;

/// GUI thread.
class TopBar : public QFrame
{
    Q_OBJECT

public:
    /// All outlive the bar.
    TopBar(ScenarioDocument &document, RunController &runs, ThemeSource &themes, QWidget *parent = nullptr);

    /// Whether Run and Try once are offered while nothing runs; `reason` explains why not.
    void setCanRun(bool canRun, const QString &reason);
    /// The run that goes on is the `number`th of `count`; 0 of 0: a single one.
    void setSeries(quint32 number, quint32 count);
    [[nodiscard]] QPushButton *runButton() { return m_run; }
    [[nodiscard]] QPushButton *tryButton() { return m_try; }
    [[nodiscard]] QLabel *nameLabel() { return m_name; }

Q_SIGNALS:
    void runClicked();
    void stopClicked();
    void tryOnceClicked();

private:
    void showDocument();
    void showRun();
    void adaptButtons();

    ScenarioDocument &m_document;
    RunController &m_runs;
    ThemeSource &m_themes;
    QLabel *m_name;
    QLabel *m_target;
    QLabel *m_seed;
    QLabel *m_progress;
    QPushButton *m_try;
    QPushButton *m_run;
    bool m_canRun = true;
    quint32 m_number = 0;
    quint32 m_count = 0;
    QString m_reason;
};

} // namespace weir
