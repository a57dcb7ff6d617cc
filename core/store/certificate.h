// SPDX-License-Identifier: GPL-3.0-or-later
// The certificate of a calibration: how far Weir was off, where, at which load. Rules: docs/calibration.md.
#pragma once

#include "base/result.h"
#include "metrics/calibrationquote.h"
#include "metrics/errorfigures.h"
#include "plan/loadsignature.h"

#include <QDateTime>
#include <QJsonObject>
#include <QString>

#include <functional>
#include <vector>

namespace weir {

/// What decides Weir's timing besides the load. Holds no name of host or user.
struct HostFacts
{
    QString processor;
    int processors = 0;
    QString kernel;
    QString qt;
    QString curl; ///< Counts for the transport curl only; empty where the program has none.
    QString weir;

    friend bool operator==(const HostFacts &, const HostFacts &) = default;
};

/// What stamps the chunks in that scenario: the transport's name, with "-kernel-stamps" behind it where the
/// kernel's stamps are asked for and known.
QString stamperOf(const Scenario &scenario);

/// The facts among those that a run's environment tells (engine/environment.h).
HostFacts hostFactsFrom(const QJsonObject &environment);

/// Every error that a calibration measures, request by request against the service's truth.
struct CalibrationErrors
{
    ErrorFigures ttft;  ///< (first token - started) less (first write - accepted).
    ErrorFigures itl;   ///< A gap between two chunks less the gap between their writes.
    ErrorFigures chunk; ///< A chunk's stamp less its write.
    ErrorFigures start; ///< accepted - started: how long the service waits for what is counted as started.
    ErrorFigures slip;  ///< started - intended.

    friend bool operator==(const CalibrationErrors &, const CalibrationErrors &) = default;
};

/// One calibration of one transport. A value.
struct Certificate
{
    QDateTime madeAt;  ///< UTC.
    QString transport; ///< As stamperOf() names it.
    HostFacts host;
    LoadSignature
        load; ///< As calibrated; its chunks a second as achieved, where that is less; bodies as sent.
    FixedStream stream; ///< What every answer was.
    CalibrationErrors errors;
    Nanoseconds loopLagP99{0};
    double cpuMicrosecondsPerEvent = 0;
    quint64 requests = 0;       ///< That were compared.
    bool serviceInside = false; ///< The service ran in the process of the generator and shared its time.

    friend bool operator==(const Certificate &, const Certificate &) = default;
};

QJsonObject toJson(const Certificate &certificate);
/// Reads what toJson() wrote; the error says what is wrong with anything else. `where` names the place.
Result<Certificate> certificateFromJson(const QJsonObject &json, const QString &where);

/// A load may be so many times the calibrated one and still quote it.
inline constexpr double loadFactor = 1.25;

/// Up to here a request goes out in one write with every transport, and the size of its body does not matter.
inline constexpr quint64 shortBody = quint64{8} * 1024;

/// Same kind; streams, streams of a worker and chunks a second at most loadFactor times the calibrated ones;
/// the longest body too, unless it is a short one.
bool covers(const LoadSignature &calibrated, const LoadSignature &load);

/// The load of a run if every answer were the given stream; called for each certificate with its own.
using SignatureWith = std::function<LoadSignature(const FixedStream &)>;

/// A certificate, or why none applies.
struct CertificateChoice
{
    std::optional<Certificate> certificate;
    CalibrationGap gap = CalibrationGap::NoneMade; ///< Means nothing where there is a certificate.
};

/// `transport`: as stamperOf() names it. Among those of this host and transport that cover the load the one
/// of the least load, of equal ones the newest. Pure.
CertificateChoice findCertificate(const std::vector<Certificate> &certificates, const HostFacts &host,
                                  const QString &transport, const SignatureWith &load);

/// The choice as it is kept in a run's environment, under `calibration`.
QJsonObject toJson(const CertificateChoice &choice);
/// The reverse; what can't be read counts as not recorded.
CertificateChoice choiceFromJson(const QJsonObject &json);

/// What a summary quotes of the choice, once the run is over: nothing of it where the run went beyond the
/// calibrated load, counted in chunks a second, in mean open streams and in the longest body over the
/// summary's window.
CalibrationQuote quoteOf(const CertificateChoice &choice, const Summary &summary);

} // namespace weir
