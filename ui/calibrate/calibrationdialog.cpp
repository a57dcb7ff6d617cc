// SPDX-License-Identifier: GPL-3.0-or-later
#include "calibrate/calibrationdialog.h"

#include "base/units.h"
#include "calibrate/calibrationmodel.h"
#include "scenario/enumnames.h"
#include "store/calibrationstore.h"
#include "theme/dialogparts.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QTableView>
#include <QVBoxLayout>

namespace weir {

namespace {

constexpr int barSteps = 1000;

} // namespace

CalibrationDialog::CalibrationDialog(QString folder, QString serviceProgram, QWidget *parent)
    : QDialog(parent)
    , m_folder(std::move(folder))
    , m_serviceProgram(std::move(serviceProgram))
    , m_load(dialogText(TextLook::Plain))
    , m_status(dialogText(TextLook::Muted))
    , m_problems(dialogText(TextLook::Warn))
    , m_bar(new QProgressBar)
    , m_results(new CalibrationModel(this))
    , m_table(new QTableView)
{
    setWindowTitle(tr("Calibrate"));
    resize(860, 520);
    QLabel *about = dialogText(TextLook::Muted);
    about->setText(tr(
        "Runs the scenario's load at its heaviest against Weir's own reference service on this machine, with "
        "each transport in turn, and compares every stamp with what the service really did. The scenario's "
        "targets are not asked and its keys not read. Later runs of up to 1.25 times this load quote the "
        "result as their error bar."));
    m_bar->setRange(0, barSteps);
    m_bar->setTextVisible(false); // the status below it says more
    m_bar->setAccessibleName(tr("Progress of the calibration"));
    m_bar->setToolTip(m_bar->accessibleName());
    makeTable();
    QVBoxLayout *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 16);
    layout->setSpacing(12);
    layout->addWidget(about);
    layout->addWidget(m_load);
    layout->addWidget(m_bar);
    layout->addWidget(m_status);
    layout->addWidget(m_problems);
    layout->addWidget(m_table, 1);
    layout->addWidget(makeButtons());
    m_problems->hide();
    connect(this, &QDialog::finished, this, [this] {
        if (m_calibration)
            m_calibration->cancel();
    });
    adapt();
}

CalibrationDialog::~CalibrationDialog() = default;

void CalibrationDialog::makeTable()
{
    m_table->setModel(m_results);
    m_table->setAccessibleName(tr("Measured errors"));
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setShowGrid(false);
    m_table->setCornerButtonEnabled(false);
    m_table->setTabKeyNavigation(false);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(28);
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_table->horizontalHeader()->setSectionResizeMode(CalibrationModel::Figure, QHeaderView::Stretch);
}

QWidget *CalibrationDialog::makeButtons()
{
    m_start = dialogButton(tr("Start"), tr("Calibrate every transport, one after the other"));
    m_cancel = dialogButton(tr("Cancel"), tr("End the calibration; what has been measured stays"));
    QPushButton *close = dialogButton(tr("Close"), tr("Close this window (Esc); ends the calibration"));
    connect(m_start, &QPushButton::clicked, this, &CalibrationDialog::start);
    connect(m_cancel, &QPushButton::clicked, this, [this] { m_calibration->cancel(); });
    connect(close, &QPushButton::clicked, this, &QDialog::close);
    QWidget *row = new QWidget;
    QHBoxLayout *layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addStretch();
    for (QPushButton *button : {m_cancel, m_start, close})
        layout->addWidget(button);
    return row;
}

void CalibrationDialog::setScenario(const Scenario &scenario, const QString &baseFolder)
{
    m_request.scenario = scenario;
    m_request.baseFolder = baseFolder;
    showLoad();
    adapt();
}

void CalibrationDialog::setOptions(const CalibrationOptions &options)
{
    m_request.options = options;
    showLoad();
    adapt();
}

void CalibrationDialog::continueFrom(const CalibrationDialog &other)
{
    m_request = other.m_request;
    m_runGoesOn = other.m_runGoesOn;
    m_saved = other.m_saved;
    m_failures = other.m_failures;
    for (const Certificate &certificate : other.m_results->certificates())
        m_results->add(certificate);
    if (m_saved > 0 || !m_failures.isEmpty())
        showEnd();
    showProblems();
    showLoad();
    adapt();
}

void CalibrationDialog::setRunGoesOn(bool goesOn)
{
    m_runGoesOn = goesOn;
    adapt();
}

void CalibrationDialog::showLoad()
{
    const Result<CalibrationPlan> plan =
        planCalibration(m_request.scenario, m_request.options, m_request.baseFolder);
    m_canStart = plan.ok();
    if (!plan) {
        m_load->setText(plan.error().text());
        return;
    }
    m_load->setText(tr("%1 streams at once, %2 requests/s, %3 chunks/s; %4 for each transport")
                        .arg(formatStreams(plan->load.streams), formatFigure(plan->load.requestsPerSecond),
                             formatFigure(plan->load.chunksPerSecond),
                             formatTime(plan->length + plan->stream.length())));
}

void CalibrationDialog::adapt()
{
    m_start->setEnabled(!isBusy() && !m_runGoesOn && m_canStart);
    m_cancel->setEnabled(isBusy());
    if (isBusy())
        return;
    if (m_runGoesOn)
        m_status->setText(tr("A run goes on; calibrate after it."));
    else if (m_results->rowCount() == 0)
        m_status->setText(
            m_serviceProgram.isEmpty()
                ? tr("weir-cli is not beside this program: the service will run in this process and "
                     "share its time, which makes the errors look larger.")
                : tr("The service will run as a process of its own. Leave the machine alone "
                     "meanwhile."));
}

void CalibrationDialog::start()
{
    if (isBusy() || m_runGoesOn)
        return;
    CalibrationRequest request = m_request;
    request.serviceProgram = m_serviceProgram;
    Result<std::unique_ptr<Calibration>> calibration = Calibration::prepare(request);
    m_failures.clear();
    m_saved = 0;
    m_results->clear();
    m_problems->hide();
    if (!calibration) {
        m_status->setText(calibration.error().text());
        return;
    }
    m_calibration = std::move(*calibration);
    connect(m_calibration.get(), &Calibration::progressed, this, &CalibrationDialog::showProgress);
    connect(m_calibration.get(), &Calibration::measured, this, &CalibrationDialog::take);
    // Queued: end() deletes the calibration, which must not be inside its own signal then.
    connect(m_calibration.get(), &Calibration::finished, this, &CalibrationDialog::end, Qt::QueuedConnection);
    adapt();
    Q_EMIT busyChanged(true);
    m_calibration->start();
}

void CalibrationDialog::showProgress(const CalibrationProgress &progress)
{
    m_bar->setValue(static_cast<int>(progress.share * barSteps));
    const QString transport = enumName(progress.transport);
    m_status->setText(progress.isComparing
                          ? tr("Transport %1: comparing with the truth").arg(transport)
                          : tr("Transport %1: %2 of %3")
                                .arg(transport, formatTime(progress.elapsed), formatTime(progress.length)));
}

void CalibrationDialog::take(TransportKind transport, const Result<Certificate> &certificate)
{
    if (certificate) {
        m_results->add(*certificate);
        const Result<QString> saved = CalibrationStore(m_folder).write(*certificate);
        if (saved)
            ++m_saved;
        else
            m_failures << saved.error().text();
    } else {
        m_failures
            << tr("Transport %1: no certificate: %2").arg(enumName(transport), certificate.error().text());
    }
    showProblems();
}

void CalibrationDialog::showProblems()
{
    m_problems->setText(m_failures.join(u'\n'));
    m_problems->setVisible(!m_failures.isEmpty());
}

void CalibrationDialog::end()
{
    m_calibration.reset();
    showEnd();
    adapt();
    Q_EMIT busyChanged(false);
}

void CalibrationDialog::showEnd()
{
    m_bar->setValue(m_saved > 0 ? barSteps : 0);
    m_status->setText(m_saved > 0 ? tr("Certificates saved: %1").arg(m_saved)
                                  : tr("Ended without a certificate."));
}

} // namespace weir
