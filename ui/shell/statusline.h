// SPDX-License-Identifier: GPL-3.0-or-later
// The status bar: how the generator keeps up, the built-in service, what was saved when.
#pragma once

#include "metrics/snapshot.h"

#include <QFrame>
#include <QTimer>

class QLabel;

namespace weir {

class RunController;
class ScenarioDocument;
class ServiceController;
class ThemeSource;

/// GUI thread.
class StatusLine : public QFrame
{
    Q_OBJECT

public:
    /// All outlive the line. `service`: that of the Service page; null where there is none.
    StatusLine(ScenarioDocument &document, RunController &runs, ThemeSource &themes,
               ServiceController *service, QWidget *parent = nullptr);

    [[nodiscard]] QString healthText() const;
    [[nodiscard]] QString savedText() const;
    [[nodiscard]] QString serviceText() const;

private:
    void showRun();
    void showSaved();
    void showService();
    void setDot(const QColor &color);
    QLabel *addLabel(const QString &name, const QString &tip);

    ScenarioDocument &m_document;
    RunController &m_runs;
    ThemeSource &m_themes;
    ServiceController *m_pageService;
    QLabel *m_dot;
    QLabel *m_health;
    QLabel *m_figures;
    QLabel *m_service;
    QLabel *m_saved;
    QTimer m_clock; ///< "Saved 2 min ago" grows old.
};

} // namespace weir
