// SPDX-License-Identifier: GPL-3.0-or-later
// Calls weir-cli as a script would.
#pragma once

#include <QByteArray>
#include <QJsonObject>
#include <QProcess>
#include <QString>
#include <QStringList>

#include <memory>

namespace weir::test {

/// What one finished call gave.
struct CliResult
{
    int exitCode = -1; ///< -1 when it did not end in time or crashed.
    QByteArray out;
    QByteArray error;

    /// Standard output as a JSON object; empty when it is none.
    [[nodiscard]] QJsonObject json() const;
};

/// Runs `program` with `arguments` in `folder` and waits for its end, at most two minutes.
CliResult callCli(const QString &program, const QStringList &arguments, const QString &folder);

/// `weir-cli serve` in the background, ended with the object.
class ServingCli
{
public:
    ServingCli(const QString &program, const QStringList &options, const QString &folder);
    ~ServingCli();

    /// "http://127.0.0.1:PORT"; empty when it did not start.
    [[nodiscard]] const QString &url() const { return m_url; }
    /// Ends it with SIGTERM and waits, so that its truth file is whole. Returns its exit code.
    int stop();

private:
    QProcess m_process;
    QString m_url;
};

} // namespace weir::test
