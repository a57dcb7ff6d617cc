// SPDX-License-Identifier: GPL-3.0-or-later
// The part of MainWindow that starts runs, one or a series, and tells how they ended.
#include "compose/composepage.h"
#include "session/page.h"
#include "shell/mainwindow.h"
#include "shell/windowdialogs.h"
#include "store/failureadvice.h"

#include <QFileInfo>
#include <QStackedWidget>

#include <algorithm>

namespace weir {

namespace {

QString verdictName(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Pass:
        return MainWindow::tr("pass");
    case Verdict::Fail:
        return MainWindow::tr("fail");
    case Verdict::Invalid:
        return MainWindow::tr("invalid");
    case Verdict::Incomplete:
        return MainWindow::tr("incomplete");
    }
    return {};
}

QString verdictText(const Summary &summary, const QString &fileName)
{
    if (summary.reasons.empty())
        return MainWindow::tr("Verdict: %1. Saved as %2").arg(verdictName(summary.verdict), fileName);
    // Reasons are whole sentences, each with a full stop of its own.
    const QString reasons = (textsOf(summary.reasons) + textsOf(summary.advice)).join(QLatin1Char(' '));
    return MainWindow::tr("Verdict: %1. %2 Saved as %3").arg(verdictName(summary.verdict), reasons, fileName);
}

} // namespace

void MainWindow::connectRuns()
{
    m_context.runs.setCertificateFolder(m_context.settings.certificateFolder());
    connect(&m_context.runs, &RunController::started, this, &MainWindow::adapt);
    connect(&m_context.runs, &RunController::saveFailed, this,
            [this](const Error &error) { tell(error.text(), MessageBar::Kind::Error); });
    connect(&m_context.runs, &RunController::finished, this, &MainWindow::showEnd);
    connect(m_series, &RunSeries::ended, this, &MainWindow::showSpread);
    connect(m_series, &RunSeries::failed, this,
            [this](const Error &error) { tell(error.text(), MessageBar::Kind::Error); });
}

void MainWindow::showEnd(const Result<RunResult> &result)
{
    adapt();
    if (!result) {
        tell(result.error().text(), MessageBar::Kind::Error);
        return;
    }
    const QString path = result->runPath;
    std::vector<MessageBar::Choice> choices{{tr("Open"), [this, path] { openFile(path); }}};
    if (result->unsaved) {
        tell(tr("%1 What was saved until then is on the Runs page.").arg(result->unsaved->text()),
             MessageBar::Kind::Error, choices);
        return;
    }
    const Summary &summary = result->summary;
    const MessageBar::Kind kind =
        summary.verdict == Verdict::Pass ? MessageBar::Kind::Info : MessageBar::Kind::Warning;
    const std::vector<Cure> cures =
        curesOf(summary, m_context.runs.scenario().value_or(m_context.document.scenario()));
    if (!cures.empty())
        choices.insert(choices.begin(),
                       {tr("Show the field"), [this, field = cures.front().field] { revealField(field); }});
    tell(verdictText(summary, QFileInfo(path).fileName()), kind, choices);
}

bool MainWindow::canRun() const
{
    return m_compose->canRun() && !m_context.runs.isRunning() && !m_series->isGoingOn() &&
           !m_models.isGoingOn() && !m_dialogs->isCalibrating();
}

RunOrder MainWindow::order() const
{
    const ScenarioDocument &document = m_context.document;
    return {document.scenario(), document.baseFolder(), document.path(), placedWarnings(document.problems())};
}

void MainWindow::run()
{
    startWith([this](const RunOrder &wanted) {
        return m_context.runs.start(wanted.scenario, wanted.baseFolder, wanted.projectPath, wanted.warnings);
    });
}

void MainWindow::runTimes(quint32 count)
{
    startWith([this, count](const RunOrder &wanted) { return m_series->start(wanted, count); });
}

/// At once, or when the services of targets that name no model have told theirs.
void MainWindow::startWith(const std::function<Result<void>(const RunOrder &)> &start)
{
    if (!canRun())
        return;
    const RunOrder wanted = order();
    if (targetsWithoutModel(wanted.scenario, wanted.baseFolder).empty())
        return showStarted(start(wanted));
    m_models.disconnect(this);
    connect(&m_models, &ModelFinder::found, this,
            [this, order = wanted, start](const Result<FoundModels> &found) {
                adapt();
                if (!found)
                    return tell(found.error().text(), MessageBar::Kind::Error);
                RunOrder named = order;
                named.scenario = found->scenario;
                named.warnings.insert(named.warnings.end(), found->warnings.begin(), found->warnings.end());
                showStarted(start(named));
            });
    m_models.start(wanted.scenario, wanted.baseFolder);
    tell(tr("Asking the service which model it has…"), MessageBar::Kind::Info);
    adapt();
}

void MainWindow::showStarted(const Result<void> &started)
{
    if (!started) {
        tell(started.error().text(), MessageBar::Kind::Error);
        return;
    }
    m_messages->hide();
    const auto page = std::find(m_pages.begin(), m_pages.end(), m_runPage);
    showPage(page == m_pages.end() ? std::max(0, currentPage()) : int(page - m_pages.begin()));
    // Not on the page's first button, nor on Stop: the next press of Space must do nothing.
    m_stack->currentWidget()->setFocus();
}

void MainWindow::showSpread(const std::vector<Summary> &runs, const QStringList &files, quint32 asked)
{
    adapt();
    if (runs.size() < 2)
        return; // its own end was told
    m_dialogs->showSpread(runs, files, asked);
}

void MainWindow::stop()
{
    if (m_models.isGoingOn()) {
        m_models.cancel();
        m_messages->hide();
        adapt();
    }
    m_context.runs.stop();
}

} // namespace weir
