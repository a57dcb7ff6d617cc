// SPDX-License-Identifier: GPL-3.0-or-later
// One saved run: charts, summary, requests.
#pragma once

#include "runs/loadedrun.h"

#include <QWidget>

class QLabel;
class QProgressBar;
class QPushButton;
class QTabWidget;

namespace weir {

class RequestsView;
class RunLoader;
class RunView;
class SummaryView;
class ThemeSource;

/// GUI thread. Shows what `loader` reads.
class RunDetails : public QWidget
{
    Q_OBJECT

public:
    /// Both outlive the view.
    RunDetails(ThemeSource &themes, RunLoader &loader, QWidget *parent = nullptr);

    /// Reads the file in the background and shows it; what went wrong stands where the run would.
    void open(const QString &path);
    /// Shows the run that the other one shows or reads, at the same part.
    void continueFrom(const RunDetails &other);
    /// The run shown; null while none is.
    [[nodiscard]] const LoadedRunPtr &run() const noexcept { return m_run; }
    [[nodiscard]] RunView &charts() const { return *m_charts; }
    [[nodiscard]] SummaryView &summary() const { return *m_summary; }
    [[nodiscard]] RequestsView &requests() const { return *m_requests; }
    /// The verdict as a word, beside the title; empty while nothing is shown.
    [[nodiscard]] QLabel &verdict() const { return *m_verdict; }
    [[nodiscard]] QLabel &problem() const { return *m_problem; }

Q_SIGNALS:
    void closed();
    void message(const QString &text, bool isError);

private:
    QWidget *buildBar();
    void showVerdict(const LoadedRun &run);
    void showRun(const LoadedRunPtr &run);
    void showProblem(const Error &error);
    void setLoading(bool isLoading);

    RunLoader &m_loader;
    LoadedRunPtr m_run;
    QString m_path;
    // Owned by this widget or its children as their parents.
    QLabel *m_title = nullptr;
    QLabel *m_verdict = nullptr;
    QProgressBar *m_progress = nullptr;
    QPushButton *m_cancel = nullptr;
    QLabel *m_problem;
    QTabWidget *m_tabs;
    RunView *m_charts;
    SummaryView *m_summary;
    RequestsView *m_requests;
};

} // namespace weir
