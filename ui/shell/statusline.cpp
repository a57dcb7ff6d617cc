// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/statusline.h"

#include "base/units.h"
#include "document/scenariodocument.h"
#include "runview/healthtext.h"
#include "session/runcontroller.h"
#include "session/servicecontroller.h"
#include "theme/themesource.h"
#include "theme/widgetlook.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPixmap>

namespace weir {

namespace {

constexpr int barHeight = 28;
constexpr int dotSize = 8;
constexpr std::chrono::seconds clockInterval{15};

QString agoText(const QDateTime &then)
{
    const qint64 seconds = std::max<qint64>(0, then.secsTo(QDateTime::currentDateTime()));
    if (seconds < 60)
        return StatusLine::tr("Saved just now");
    if (seconds < 3600)
        return StatusLine::tr("Saved %1 min ago").arg(seconds / 60);
    return StatusLine::tr("Saved %1").arg(QLocale().toString(then, QLocale::ShortFormat));
}

} // namespace

StatusLine::StatusLine(ScenarioDocument &document, RunController &runs, ThemeSource &themes,
                       ServiceController *service, QWidget *parent)
    : QFrame(parent)
    , m_document(document)
    , m_runs(runs)
    , m_themes(themes)
    , m_pageService(service)
    , m_dot(new QLabel(this))
{
    setBarLook(*this, BarLook::Status);
    setFixedHeight(barHeight);
    QHBoxLayout *row = new QHBoxLayout(this);
    row->setContentsMargins(12, 1, 12, 0);
    row->setSpacing(8);
    row->addWidget(m_dot);
    m_health = addLabel(tr("Generator"), {});
    row->addSpacing(12);
    m_figures = addLabel(tr("Generator's figures"), {});
    row->addSpacing(12);
    m_service = addLabel(tr("Built-in service"), tr("Weir's own reference service: that of the Service page, "
                                                    "and that of a run as long as it needs one"));
    row->addStretch();
    m_saved = addLabel(tr("Saved"), tr("When the project, or during a run its file, was saved last"));
    connect(&runs, &RunController::started, this, &StatusLine::showRun);
    connect(&runs, &RunController::snapshotChanged, this, &StatusLine::showRun);
    connect(&runs, &RunController::finished, this, &StatusLine::showRun);
    connect(&themes, &ThemeSource::changed, this, &StatusLine::showRun);
    connect(&document, &ScenarioDocument::dirtyChanged, this, &StatusLine::showSaved);
    connect(&document, &ScenarioDocument::pathChanged, this, &StatusLine::showSaved);
    connect(&m_clock, &QTimer::timeout, this, &StatusLine::showSaved);
    if (m_pageService)
        connect(m_pageService, &ServiceController::runningChanged, this, &StatusLine::showService);
    m_clock.start(clockInterval);
    showRun();
}

QLabel *StatusLine::addLabel(const QString &name, const QString &tip)
{
    QLabel *label = new QLabel(this);
    setTextLook(*label, TextLook::Muted);
    label->setAccessibleName(name);
    label->setToolTip(tip);
    // A narrow window cuts the line rather than growing with it.
    label->setMinimumWidth(1);
    layout()->addWidget(label);
    return label;
}

void StatusLine::setDot(const QColor &color)
{
    QPixmap pixmap(QSize(dotSize, dotSize) * devicePixelRatio());
    pixmap.setDevicePixelRatio(devicePixelRatio());
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    painter.drawEllipse(0, 0, dotSize, dotSize);
    painter.end();
    m_dot->setPixmap(pixmap);
}

void StatusLine::showRun()
{
    const Theme &theme = m_themes.theme();
    const SnapshotPtr snapshot = m_runs.snapshot();
    QString tip = tr(
        "Whether Weir itself keeps up; if not, the figures are not the service's. Run > Calibrate… measures "
        "how far they are off when it does.");
    m_figures->setVisible(m_runs.isRunning() && snapshot);
    if (m_runs.isRunning() && snapshot) {
        const ValiditySettings &limits = m_runs.scenario()->goals.validity;
        const QString ill = generatorIllness(*snapshot, limits);
        tip += QStringLiteral("\n\n") + healthDetails(*snapshot, limits);
        m_health->setText(ill.isEmpty() ? tr("Generator healthy") : ill);
        setDot(ill.isEmpty() ? theme.pass : theme.invalid);
        m_figures->setText(healthLine(*snapshot));
    } else {
        m_health->setText(m_runs.isRunning() ? tr("Starting") : tr("Ready"));
        setDot(theme.pass);
    }
    m_health->setToolTip(tip);
    m_figures->setToolTip(tip);
    showService();
    showSaved();
}

void StatusLine::showService()
{
    if (m_pageService && m_pageService->isRunning())
        m_service->setText(tr("Built-in service: %1 on port %2")
                               .arg(m_pageService->settings().name, QString::number(m_pageService->port())));
    else
        m_service->setText(m_runs.isBuiltinServiceRunning() ? tr("Built-in service running")
                                                            : tr("Built-in service stopped"));
}

void StatusLine::showSaved()
{
    const SnapshotPtr snapshot = m_runs.snapshot();
    if (m_runs.isRunning() && snapshot && snapshot->runFileBytes > 0)
        m_saved->setText(tr("Run file %1").arg(formatBytes(snapshot->runFileBytes)));
    else if (m_document.isDirty())
        m_saved->setText(tr("Not saved"));
    else if (m_document.savedAt())
        m_saved->setText(agoText(*m_document.savedAt()));
    else
        m_saved->setText({});
}

QString StatusLine::healthText() const
{
    return m_health->text();
}

QString StatusLine::serviceText() const
{
    return m_service->text();
}

QString StatusLine::savedText() const
{
    return m_saved->text();
}

} // namespace weir
