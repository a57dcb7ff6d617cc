// SPDX-License-Identifier: GPL-3.0-or-later
#include "live/steeringbar.h"

#include "base/counted.h"
#include "base/units.h"
#include "scenario/loadfigures.h"
#include "session/runcontroller.h"
#include "theme/flatbutton.h"
#include "theme/widgetlook.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QToolButton>

#include <cmath>

namespace weir {

namespace {

constexpr double stepFactor = 1.1;

/// The constant level of the only group; nothing for courses, whose level changes by itself.
std::optional<double> constantLevel(const Load &load)
{
    if (load.groups.size() != 1 || std::holds_alternative<TraceLoad>(load.first().model))
        return std::nullopt;
    const CourseFigures course = courseOf(load.first());
    return course.lowest == course.peak ? std::optional(course.peak) : std::nullopt;
}

/// As many steps up as down lead back to exactly 1.
double nearOne(double factor)
{
    return std::abs(factor - 1) < 1e-6 ? 1 : factor;
}

} // namespace

QString steeredLoadText(const Steering &steering, const Load &load)
{
    if (steering.paused)
        return SteeringBar::tr("load paused");
    const QString factor = SteeringBar::tr("load × %1").arg(formatFigure(steering.factor));
    const std::optional<double> level = constantLevel(load);
    if (!level)
        return factor;
    const double now = *level * steering.factor;
    return load.isOpen()
               ? SteeringBar::tr("%1: %2 /s").arg(factor, formatFigure(now))
               : SteeringBar::tr("%1: %2").arg(
                     factor, counted(static_cast<quint64>(std::llround(now)), Counted::Users).text());
}

SteeringBar::SteeringBar(RunController &runs, QWidget &scope, QWidget *parent)
    : QWidget(parent), m_runs(runs), m_level(new QLabel(this)), m_markText(new QLineEdit(this))
{
    setTextLook(*m_level, TextLook::Muted);
    m_level->setAccessibleName(tr("Load as it is steered"));
    m_markText->setPlaceholderText(tr("Text of a mark"));
    m_markText->setAccessibleName(tr("Text of a mark"));
    m_markText->setToolTip(tr("What the next mark says; Enter sets it"));
    m_markText->setMaximumWidth(180);
    connect(m_markText, &QLineEdit::returnPressed, this, &SteeringBar::mark);
    QHBoxLayout *layout = new QHBoxLayout(this);
    layout->setContentsMargins(14, 6, 12, 0);
    layout->setSpacing(4);
    const auto add = [&](const QString &text, const QString &tip, const QKeySequence &key,
                         void (SteeringBar::*act)()) {
        QToolButton *button = addButton(text, tip, key, act, scope);
        layout->addWidget(button);
        return button;
    };
    m_whileLoading << add(tr("Less load"), tr("A tenth less of the planned load"),
                          QKeySequence(Qt::CTRL | Qt::Key_Down), &SteeringBar::softer);
    m_whileLoading << add(tr("More load"), tr("A tenth more than the planned load"),
                          QKeySequence(Qt::CTRL | Qt::Key_Up), &SteeringBar::louder);
    m_pause = add(tr("Pause"), tr("Pause or resume arrivals; what runs goes on"),
                  QKeySequence(Qt::CTRL | Qt::Key_P), &SteeringBar::togglePause);
    m_pause->setCheckable(true);
    m_whileLoading << m_pause;
    layout->addWidget(m_level);
    layout->addStretch();
    layout->addWidget(m_markText);
    m_whileRunning << add(tr("Mark"), tr("Mark this moment on the time line"),
                          QKeySequence(Qt::CTRL | Qt::Key_M), &SteeringBar::mark);
    m_whileLoading << add(tr("Stop gently"), tr("Start no more requests; those that run may end"), {},
                          &SteeringBar::stopGently);
    m_whileRunning << add(tr("Stop now"), tr("Cut the requests that run, and end"), {},
                          &SteeringBar::stopNow);
    connect(&m_runs, &RunController::started, this, [this] { m_marks = 0; });
    connect(&m_runs, &RunController::started, this, &SteeringBar::refresh);
    connect(&m_runs, &RunController::phaseChanged, this, &SteeringBar::refresh);
    connect(&m_runs, &RunController::finished, this, &SteeringBar::refresh);
    refresh();
}

QToolButton *SteeringBar::addButton(const QString &text, const QString &tip, const QKeySequence &key,
                                    void (SteeringBar::*act)(), QWidget &scope)
{
    QToolButton *button = makeFlatButton(text, tip, this, key);
    connect(button, &QToolButton::clicked, this, act);
    if (!key.isEmpty()) {
        QAction *action = new QAction(text, &scope);
        action->setShortcut(key);
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
        scope.addAction(action);
        connect(action, &QAction::triggered, button, &QToolButton::click); // obeys what is disabled
    }
    return button;
}

void SteeringBar::steer(const Steering &wanted)
{
    const Result<void> steered = m_runs.steer(wanted);
    if (!steered)
        Q_EMIT refused(steered.error().text());
    refresh();
}

void SteeringBar::louder()
{
    Steering wanted = m_runs.steering();
    wanted.factor = nearOne(wanted.factor * stepFactor);
    steer(wanted);
}

void SteeringBar::softer()
{
    Steering wanted = m_runs.steering();
    wanted.factor = nearOne(wanted.factor / stepFactor);
    steer(wanted);
}

void SteeringBar::togglePause()
{
    Steering wanted = m_runs.steering();
    wanted.paused = !wanted.paused;
    steer(wanted);
}

void SteeringBar::continueFrom(const SteeringBar &other)
{
    m_markText->setText(other.m_markText->text());
    m_marks = other.m_marks;
}

void SteeringBar::mark()
{
    if (!m_runs.isRunning())
        return;
    ++m_marks;
    const QString typed = m_markText->text().trimmed();
    m_runs.mark(typed.isEmpty() ? tr("Mark %1").arg(m_marks) : typed);
    m_markText->clear();
}

void SteeringBar::stopGently()
{
    m_runs.stopGently();
}

void SteeringBar::stopNow()
{
    m_runs.stopNow();
}

void SteeringBar::refresh()
{
    const RunPhase phase = m_runs.phase();
    const bool isRunning = m_runs.isRunning();
    const bool isLoading = isRunning && (phase == RunPhase::WarmUp || phase == RunPhase::Measure);
    for (QToolButton *button : m_whileLoading)
        button->setEnabled(isLoading);
    for (QToolButton *button : m_whileRunning)
        button->setEnabled(isRunning);
    m_markText->setEnabled(isRunning);
    const Steering steering = m_runs.steering();
    m_pause->setChecked(steering.paused);
    m_pause->setText(steering.paused ? tr("Resume") : tr("Pause"));
    m_level->setText(isLoading && m_runs.scenario() ? steeredLoadText(steering, m_runs.scenario()->load)
                                                    : QString());
}

} // namespace weir
