// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/calibrationservice.h"

#include "base/duration.h"
#include "base/fileerror.h"
#include "base/plaintext.h"
#include "service/referenceservice.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

#include <csignal>
#include <sys/prctl.h>
#include <unistd.h>

namespace weir {

namespace {

constexpr std::chrono::seconds startLimit{20};
constexpr std::chrono::seconds stopLimit{20};
constexpr int destructorLimitMs = 2000;
constexpr qsizetype mostOutput = 4096;

const QByteArray announcement = QByteArrayLiteral("listening on ");

} // namespace

QString siblingCli()
{
    const QFileInfo file(QDir(QCoreApplication::applicationDirPath()).filePath(QStringLiteral("weir-cli")));
    return file.isExecutable() ? file.absoluteFilePath() : QString();
}

CalibrationService::CalibrationService(QString program, QString truthPath)
    : m_program(std::move(program)), m_truthPath(std::move(truthPath))
{
    m_limit.setSingleShot(true);
    m_process.setProcessChannelMode(QProcess::SeparateChannels);
    m_process.setChildProcessModifier([] {
        prctl(PR_SET_PDEATHSIG, SIGTERM); // without its parent nobody would ever end it
        setpgid(0, 0);                    // Ctrl+C on a terminal is for the parent, which then ends it
    });
    connect(&m_process, &QProcess::readyReadStandardOutput, this, &CalibrationService::readOutput);
    connect(&m_process, &QProcess::finished, this, &CalibrationService::onProcessEnded);
    connect(&m_process, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart)
            Q_EMIT failed(Error{Message(WEIR_TEXT("calibration.service_not_started",
                                                  "The reference service can't be started: %1"),
                                        systemFailure(m_process.errorString())),
                                Message::verbatim(m_program),
                                {}});
    });
    connect(&m_limit, &QTimer::timeout, this, [this] { m_process.kill(); });
}

CalibrationService::~CalibrationService()
{
    m_process.disconnect(this);
    if (m_process.state() == QProcess::NotRunning)
        return;
    m_process.terminate();
    if (!m_process.waitForFinished(destructorLimitMs)) {
        m_process.kill();
        m_process.waitForFinished(destructorLimitMs);
    }
}

void CalibrationService::start(const CalibrationPlan &plan)
{
    if (m_program.isEmpty())
        startInside(plan);
    else
        startProcess(plan);
}

void CalibrationService::startProcess(const CalibrationPlan &plan)
{
    m_process.start(m_program,
                    {QStringLiteral("serve"), QStringLiteral("--ttft"), formatDuration(plan.stream.ttft),
                     QStringLiteral("--itl"), formatDuration(plan.stream.itl), QStringLiteral("--tokens"),
                     QString::number(plan.tokens), QStringLiteral("--truth"), m_truthPath});
    m_limit.start(startLimit);
}

void CalibrationService::startInside(const CalibrationPlan &plan)
{
    ServiceConfig config = fixedService(plan.stream.ttft, plan.stream.itl, plan.tokens);
    config.truthFile = m_truthPath;
    Result<std::unique_ptr<ReferenceService>> service = ReferenceService::start(config);
    // Later, as with a process: the caller has connected to the signals by then, but does not expect them
    // yet.
    QMetaObject::invokeMethod(
        this,
        [this, error = service ? std::optional<Error>() : service.error()] {
            if (error)
                Q_EMIT failed(*error);
            else if (m_inside)
                Q_EMIT ready(m_inside->url().toString());
        },
        Qt::QueuedConnection);
    if (service)
        m_inside = std::move(*service);
}

void CalibrationService::readOutput()
{
    m_output += m_process.readAllStandardOutput();
    m_output.truncate(mostOutput);
    const qsizetype end = m_output.indexOf('\n');
    if (m_isReady || end < 0 || !m_output.startsWith(announcement))
        return;
    m_isReady = true;
    m_limit.stop();
    Q_EMIT ready(QString::fromLatin1(m_output.first(end).sliced(announcement.size()).trimmed()));
}

void CalibrationService::onProcessEnded()
{
    m_limit.stop();
    if (m_stopping) {
        Q_EMIT stopped();
        return;
    }
    const QString said = QString::fromUtf8(m_process.readAllStandardError().right(mostOutput)).trimmed();
    Q_EMIT failed(
        Error{Message(WEIR_TEXT("calibration.service_ended", "The reference service ended by itself")),
              Message::verbatim(plainText(said)),
              {}});
}

void CalibrationService::stop()
{
    m_stopping = true;
    if (m_program.isEmpty()) {
        m_inside.reset();
        QMetaObject::invokeMethod(this, &CalibrationService::stopped, Qt::QueuedConnection);
        return;
    }
    m_process.terminate();
    m_limit.start(stopLimit);
}

} // namespace weir
