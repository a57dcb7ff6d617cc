// SPDX-License-Identifier: GPL-3.0-or-later
// Everything that a user may choose about the reference service, and the presets that come with Weir.
#pragma once

#include "base/problem.h"
#include "base/result.h"
#include "service/faults/fault.h"
#include "service/model/modelconfig.h"

#include <QByteArray>
#include <QStringList>

#include <vector>

namespace weir {

/// Bounds that keep a client from holding or filling the service.
struct ServiceLimits
{
    Nanoseconds headerTimeout =
        std::chrono::seconds(10);                       ///< First byte of a request to the end of its header.
    Nanoseconds bodyTimeout = std::chrono::seconds(60); ///< End of the header to the end of the body.
    Nanoseconds idleTimeout = std::chrono::minutes(10); ///< A kept connection without a request, and a client
                                                        ///< that reads nothing of its answer.
    quint32 headerBytes = 16 * 1024;
    quint64 bodyBytes = quint64{8} * 1024 * 1024;
    quint32 connections = 20'000; ///< Open at once; more wait in the system's backlog.
    quint64 allBodyBytes =
        quint64{128} * 1024 * 1024; ///< Of bodies that are coming in, all connections together.

    friend bool operator==(const ServiceLimits &, const ServiceLimits &) = default;
};

/// Most tokens of one answer.
inline constexpr quint32 maxAnswerTokens = 100'000;

/// One service. A value.
struct ServiceConfig
{
    QString description;            ///< A sentence for people.
    ModelConfig model;              ///< Its seed is also that of the faults.
    quint16 port = 0;               ///< 0 lets the system pick one.
    bool tls = false;               ///< HTTPS with a certificate made at the start.
    std::vector<FaultShare> faults; ///< As checkFaults() accepts them.
    QByteArray apiKey; ///< When not empty, requests need `Authorization: Bearer KEY`. Never logged.
    /// Beside those of this machine: hosts and origins that requests may come by, as OriginRules has them.
    QStringList allowedOrigins;
    QString truthFile; ///< Path of the JSON lines of what really happened; empty for none. Overwritten.
    ServiceLimits limits;

    friend bool operator==(const ServiceConfig &, const ServiceConfig &) = default;
};

/// A service whose answers keep an exact pace: the first token after `ttft`, each of the `tokens` - 1 others
/// `itl` after the one before.
ServiceConfig fixedService(Nanoseconds ttft, Nanoseconds itl, quint32 tokens);

/// Everything that is wrong with a configuration that was made in code, with the same JSON paths and messages
/// as for a file that holds it. Any thread.
Problems configProblems(const ServiceConfig &config);
/// An error that lists those problems, a line each, when one of them is an error.
Result<void> checkConfig(const ServiceConfig &config);

/// Names of the configurations that are built in: the files of resources/service/, "steady" (the default)
/// first.
QStringList presetNames();
/// A built-in configuration; an unknown name is an error that lists the known ones.
Result<ServiceConfig> presetConfig(const QString &name);

} // namespace weir
