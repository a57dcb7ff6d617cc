// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/cliprocess.h"

#include <QJsonDocument>

namespace weir::test {

namespace {

constexpr int startLimitMs = 20'000;
constexpr int endLimitMs = 120'000;

} // namespace

QJsonObject CliResult::json() const
{
    return QJsonDocument::fromJson(out).object();
}

CliResult callCli(const QString &program, const QStringList &arguments, const QString &folder)
{
    QProcess process;
    process.setWorkingDirectory(folder);
    process.start(program, arguments);
    CliResult result;
    if (process.waitForFinished(endLimitMs) && process.exitStatus() == QProcess::NormalExit)
        result.exitCode = process.exitCode();
    result.out = process.readAllStandardOutput();
    result.error = process.readAllStandardError();
    return result;
}

ServingCli::ServingCli(const QString &program, const QStringList &options, const QString &folder)
{
    m_process.setWorkingDirectory(folder);
    m_process.start(program, QStringList{QStringLiteral("serve")} + options);
    const QByteArray prefix = "listening on ";
    while (m_url.isEmpty() && m_process.waitForReadyRead(startLimitMs)) {
        if (m_process.canReadLine()) {
            const QByteArray line = m_process.readLine().trimmed();
            if (line.startsWith(prefix))
                m_url = QString::fromUtf8(line.sliced(prefix.size()));
        }
    }
}

ServingCli::~ServingCli()
{
    stop();
}

int ServingCli::stop()
{
    if (m_process.state() == QProcess::NotRunning)
        return m_process.exitCode();
    m_process.terminate();
    if (!m_process.waitForFinished(startLimitMs)) {
        m_process.kill();
        m_process.waitForFinished(startLimitMs);
        return -1;
    }
    return m_process.exitCode();
}

} // namespace weir::test
