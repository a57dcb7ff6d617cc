// SPDX-License-Identifier: GPL-3.0-or-later
// One client against one server, both processes of their own, looked at from outside in the same way whatever
// the client is.
#pragma once

#include "base/result.h"

#include <QString>
#include <QStringList>

#include <chrono>
#include <optional>

namespace weir::bench {

enum class ClientKind
{
    Floor,      ///< The raw epoll client.
    Curl,       ///< weir-cli with libcurl.
    CurlOnRead, ///< The same without the kernel's stamps.
    Qt,         ///< weir-cli with QNetworkAccessManager.
    Aiohttp,    ///< The Python client.
};
QString toString(ClientKind kind);
std::optional<ClientKind> clientKindFrom(const QString &name);

/// What is asked for.
struct StreamLoad
{
    quint32 streams = 100;
    double tokensPerSecond = 50; ///< Of each stream.
    std::chrono::duration<double> ramp{1};
    std::chrono::duration<double> window{4}; ///< Measured once all streams are open.
};

/// What came out. Processor time and events belong to the window.
struct Measurement
{
    double microsecondsPerEvent = 0; ///< Processor time of the whole client process over tokens it stamped.
    double wholePerEvent = 0;        ///< The same from the process's start to its end, over all tokens.
    double errorP50 = 0;             ///< Client's stamp - server's stamp of the write, us.
    double errorP99 = 0;
    double errorMax = 0;
    quint64 events = 0;         ///< Tokens stamped by the client.
    quint64 missing = 0;        ///< Tokens written at any time that the client never stamped.
    double delivered = 0;       ///< Tokens stamped over tokens written: under 1 the client falls behind.
    quint64 peakBytes = 0;      ///< Resident, at the window's end.
    quint64 wholePeakBytes = 0; ///< Resident, until the process ended.
    double serverLateP99 = 0;   ///< How late the server wrote, us.
    double serverShare = 0;     ///< Of one core.
    double clientShare = 0;     ///< Of one core.
    double othersShare = 0;     ///< Of one core, by all other processes: above a few percent nothing is sure.
    QString verdict;            ///< weir-cli only, as are the rest.
    QStringList reasons;
    quint64 planned = 0;
    quint64 dropped = 0;
    quint64 failed = 0;
};

/// Runs measurements. Everything it needs of files lies in a folder of its own that goes with it.
class Laboratory
{
public:
    /// `programFolder` holds bench-paced-server, bench-floor-client, aiohttp_client.py and weir-cli.
    /// `workers`: the engine's worker threads, nothing: its own choice.
    explicit Laboratory(QString programFolder, std::optional<quint32> workers = std::nullopt);

    /// Why that kind can't be measured here; nothing when it can.
    [[nodiscard]] std::optional<QString> whyNot(ClientKind kind) const;
    /// Runs one client. An error is a measurement that broke, with what the programs said.
    [[nodiscard]] Result<Measurement> measure(ClientKind kind, const StreamLoad &load) const;

private:
    QString m_programs;
    std::optional<quint32> m_workers;
};

} // namespace weir::bench
