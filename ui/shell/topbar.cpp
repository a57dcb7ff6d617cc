// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/topbar.h"

#include "document/scenariodocument.h"
#include "runview/phasetext.h"
#include "session/runcontroller.h"
#include "theme/icons.h"
#include "theme/themesource.h"
#include "theme/widgetlook.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QStyle>

namespace weir {

namespace {

constexpr int barHeight = 47;

} // namespace

TopBar::TopBar(ScenarioDocument &document, RunController &runs, ThemeSource &themes, QWidget *parent)
    : QFrame(parent)
    , m_document(document)
    , m_runs(runs)
    , m_themes(themes)
    , m_name(new QLabel(this))
    , m_target(new QLabel(this))
    , m_seed(new QLabel(this))
    , m_progress(new QLabel(this))
    , m_try(new QPushButton(tr("Try once"), this))
    , m_run(new QPushButton(this))
{
    setBarLook(*this, BarLook::Top);
    setFixedHeight(barHeight);
    setTextLook(*m_name, TextLook::Title);
    makeChip(*m_target);
    makeChip(*m_seed);
    setTextLook(*m_progress, TextLook::Muted);
    m_try->setToolTip(tr("Send one request and look at every event (Ctrl+Enter)"));
    m_try->setAccessibleName(tr("Try once"));
    QHBoxLayout *layout = new QHBoxLayout(this);
    layout->setContentsMargins(12, 6, 12, 7);
    layout->setSpacing(12);
    layout->addWidget(m_name);
    layout->addWidget(m_target);
    layout->addWidget(m_seed);
    layout->addStretch();
    layout->addWidget(m_progress);
    layout->addWidget(m_try);
    layout->addWidget(m_run);
    connect(m_try, &QPushButton::clicked, this, &TopBar::tryOnceClicked);
    connect(m_run, &QPushButton::clicked, this, [this] {
        if (m_runs.isRunning())
            Q_EMIT stopClicked();
        else
            Q_EMIT runClicked();
    });
    connect(&document, &ScenarioDocument::changed, this, &TopBar::showDocument);
    connect(&document, &ScenarioDocument::pathChanged, this, &TopBar::showDocument);
    connect(&document, &ScenarioDocument::dirtyChanged, this, &TopBar::showDocument);
    connect(&runs, &RunController::snapshotChanged, this, &TopBar::showRun);
    connect(&runs, &RunController::phaseChanged, this, &TopBar::showRun);
    connect(&runs, &RunController::started, this, &TopBar::showRun);
    connect(&runs, &RunController::finished, this, &TopBar::showRun);
    connect(&themes, &ThemeSource::changed, this, &TopBar::adaptButtons);
    showDocument();
    showRun();
}

void TopBar::showDocument()
{
    const QString name = m_document.displayName();
    m_name->setText(m_document.isDirty() ? name + QStringLiteral(" ●") : name);
    m_name->setAccessibleName(m_document.isDirty() ? tr("%1, not saved").arg(name) : name);
    m_name->setToolTip(m_document.path().isEmpty() ? tr("Not saved yet") : m_document.path());
    const std::vector<Target> &targets = m_document.scenario().targets;
    m_target->setVisible(!targets.empty());
    if (targets.empty())
        return;
    const Target &first = targets.front();
    QString text = first.model.isEmpty() ? first.name : tr("%1 @ %2").arg(first.model, first.name);
    if (targets.size() > 1)
        text += tr(" and %1 more").arg(targets.size() - 1);
    m_target->setText(fontMetrics().elidedText(text, Qt::ElideRight, 320));
    m_target->setToolTip(first.url);
}

void TopBar::showRun()
{
    const bool running = m_runs.isRunning();
    m_seed->setVisible(running && m_runs.scenario() && m_runs.scenario()->seed);
    if (m_seed->isVisibleTo(this))
        m_seed->setText(tr("seed %1").arg(*m_runs.scenario()->seed));
    m_progress->setVisible(running);
    if (running) {
        // The Live page's own words: two clocks of one run must not differ.
        const SnapshotPtr snapshot = m_runs.snapshot();
        const QString phase =
            snapshot && m_runs.scenario() ? phaseText(*snapshot, *m_runs.scenario()) : tr("Starting");
        m_progress->setText(m_count > 0 ? tr("Run %1 of %2 · %3").arg(m_number).arg(m_count).arg(phase)
                                        : phase);
    }
    adaptButtons();
}

void TopBar::setCanRun(bool canRun, const QString &reason)
{
    m_canRun = canRun;
    m_reason = reason;
    adaptButtons();
}

void TopBar::setSeries(quint32 number, quint32 count)
{
    m_number = number;
    m_count = count;
    showRun();
}

void TopBar::adaptButtons()
{
    const bool running = m_runs.isRunning();
    const bool draining = m_runs.phase() == RunPhase::Drain;
    const Theme &theme = m_themes.theme();
    setButtonLook(*m_run, running ? ButtonLook::Danger : ButtonLook::Primary);
    m_run->setText(!running ? tr("Run") : draining ? tr("Stop now") : tr("Stop"));
    m_run->setAccessibleName(m_run->text());
    m_run->setIcon(running ? themedIcon(Icon::Stop, theme.onFail, theme.muted)
                           : themedIcon(Icon::Play, theme.onAccent, theme.muted));
    m_run->setEnabled(running || m_canRun);
    m_try->setEnabled(m_canRun);
    if (running)
        m_run->setToolTip(draining ? tr("Cut what still runs, save and end (Ctrl+.)")
                                   : tr("No new requests; open ones may end within the drain time (Ctrl+.)"));
    else
        m_run->setToolTip(m_canRun ? tr("Run the scenario (Ctrl+R)") : m_reason);
}

} // namespace weir
