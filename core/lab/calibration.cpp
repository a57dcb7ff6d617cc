// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/calibration.h"

#include "base/fileerror.h"
#include "base/workerthread.h"
#include "engine/run.h"
#include "lab/calibrationresult.h"
#include "lab/calibrationservice.h"
#include "scenario/enumnames.h"

#include <QTemporaryDir>

#include <algorithm>

namespace weir {

class Calibration::Private
{
public:
    CalibrationRequest request;
    CalibrationPlan plan;
    QTemporaryDir folder;
    std::size_t current = 0;
    bool isOver = false;
    CalibrationFiles files;
    Result<RunResult> outcome = Error{};
    std::unique_ptr<CalibrationService> service;
    std::unique_ptr<Run> run;
    std::unique_ptr<WorkerThread> comparer; ///< Only while it compares.

    [[nodiscard]] TransportKind transport() const { return request.transports[current]; }
};

namespace {

/// What comes after the plan's length, as a share of a transport's time; only the progress bar needs it.
constexpr double shareOfRun = 0.9;

/// For an object in whose signal this may be called: it goes later, at the latest with `owner`.
template <typename T>
void deleteSoon(std::unique_ptr<T> &object, QObject *owner)
{
    if (!object)
        return;
    object->disconnect(owner);
    object->setParent(owner);
    object.release()->deleteLater();
}

} // namespace

std::vector<TransportKind> allTransports()
{
    std::vector<TransportKind> kinds;
    for (qsizetype i = 0; i < enumNames<TransportKind>().size(); ++i)
        kinds.push_back(static_cast<TransportKind>(i));
    return kinds;
}

Result<std::unique_ptr<Calibration>> Calibration::prepare(const CalibrationRequest &request)
{
    Result<CalibrationPlan> plan = planCalibration(request.scenario, request.options, request.baseFolder);
    if (!plan)
        return plan.error();
    std::unique_ptr<Private> d = std::make_unique<Private>();
    if (!d->folder.isValid())
        return Error{
            Message(WEIR_TEXT("calibration.no_temporary_folder", "No temporary folder can be made: %1"),
                    systemFailure(d->folder.errorString())),
            {},
            {}};
    d->request = request;
    d->plan = std::move(*plan);
    if (d->request.transports.empty())
        d->request.transports = allTransports();
    return std::unique_ptr<Calibration>(new Calibration(std::move(d)));
}

Calibration::Calibration(std::unique_ptr<Private> d) : m_d(std::move(d)) {}

Calibration::~Calibration() = default;

const CalibrationPlan &Calibration::plan() const
{
    return m_d->plan;
}

void Calibration::start()
{
    m_d->current = 0;
    startNext();
}

void Calibration::startNext()
{
    if (m_d->isOver || m_d->current >= m_d->request.transports.size()) {
        m_d->isOver = true;
        Q_EMIT finished();
        return;
    }
    const QString name = enumName(m_d->transport());
    m_d->files = {m_d->folder.filePath(name + QStringLiteral(".weirrun")),
                  m_d->folder.filePath(name + QStringLiteral(".truth.jsonl"))};
    m_d->service = std::make_unique<CalibrationService>(m_d->request.serviceProgram, m_d->files.truth);
    connect(m_d->service.get(), &CalibrationService::ready, this, &Calibration::startRun);
    connect(m_d->service.get(), &CalibrationService::stopped, this, &Calibration::compare);
    connect(m_d->service.get(), &CalibrationService::failed, this,
            [this](const Error &error) { endTransport(error); });
    m_d->service->start(m_d->plan);
    tellProgress(Nanoseconds{0}, false);
}

void Calibration::startRun(const QString &url)
{
    RunRequest request;
    request.scenario = scenarioAt(m_d->plan, url);
    request.scenario.transport = m_d->transport();
    request.baseFolder = m_d->request.baseFolder;
    request.runPath = m_d->files.run;
    Result<std::unique_ptr<Run>> run = Run::prepare(request);
    if (!run) {
        endTransport(run.error());
        return;
    }
    m_d->run = std::move(*run);
    connect(m_d->run.get(), &Run::snapshotReady, this,
            [this] { tellProgress(m_d->run->snapshot()->elapsed, false); });
    connect(m_d->run.get(), &Run::finished, this, [this](const Result<RunResult> &result) {
        m_d->outcome = result;
        stopService();
    });
    m_d->run->start();
}

void Calibration::stopService()
{
    deleteSoon(m_d->run, this);
    m_d->service->stop();
    tellProgress(m_d->plan.length, true);
}

void Calibration::compare()
{
    if (!m_d->outcome) {
        endTransport(m_d->outcome.error());
        return;
    }
    m_d->comparer = std::make_unique<WorkerThread>(QStringLiteral("calibration"));
    const bool isInside = m_d->request.serviceProgram.isEmpty();
    m_d->comparer->post(
        [this, plan = m_d->plan, summary = m_d->outcome->summary, files = m_d->files, isInside] {
            const Result<Certificate> certificate = certify(plan, summary, files, isInside);
            QMetaObject::invokeMethod(
                this, [this, certificate] { endTransport(certificate); }, Qt::QueuedConnection);
        });
}

void Calibration::endTransport(const Result<Certificate> &certificate)
{
    if (m_d->isOver)
        return;
    m_d->comparer.reset();
    deleteSoon(m_d->run, this);
    deleteSoon(m_d->service, this);
    // Each is about as large as a run file; the next transport makes its own.
    QFile::remove(m_d->files.run);
    QFile::remove(m_d->files.truth);
    Q_EMIT measured(m_d->transport(), certificate);
    ++m_d->current;
    QMetaObject::invokeMethod(this, &Calibration::startNext, Qt::QueuedConnection);
}

void Calibration::cancel()
{
    if (m_d->isOver)
        return;
    m_d->isOver = true;
    m_d->comparer.reset();
    deleteSoon(m_d->run, this);
    deleteSoon(m_d->service, this);
    QMetaObject::invokeMethod(this, &Calibration::finished, Qt::QueuedConnection);
}

void Calibration::tellProgress(Nanoseconds elapsed, bool isComparing)
{
    if (!m_d->service) // it could not even be started
        return;
    CalibrationProgress progress;
    progress.transport = m_d->transport();
    progress.length = m_d->plan.length;
    progress.elapsed = std::min(elapsed, progress.length);
    progress.isComparing = isComparing;
    const double ofThis = shareOfRun * static_cast<double>(progress.elapsed.count()) /
                          static_cast<double>(std::max<qint64>(progress.length.count(), 1));
    progress.share =
        (static_cast<double>(m_d->current) + ofThis) / static_cast<double>(m_d->request.transports.size());
    Q_EMIT progressed(progress);
}

} // namespace weir
