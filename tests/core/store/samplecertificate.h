// SPDX-License-Identifier: GPL-3.0-or-later
// A certificate in which no field has its default.
#pragma once

#include "store/certificate.h"

namespace weir::test {

inline HostFacts sampleHost()
{
    HostFacts host;
    host.processor = QStringLiteral("Some CPU");
    host.processors = 2;
    host.kernel = QStringLiteral("6.1.0");
    host.qt = QStringLiteral("6.4.2");
    host.curl = QStringLiteral("7.88.1");
    host.weir = QStringLiteral("0.1.0");
    return host;
}

inline ErrorFigures sampleErrors(qint64 from)
{
    return errorFiguresOf({from * 1000, from * 2000, from * 3000});
}

inline Certificate sampleCertificate()
{
    Certificate certificate;
    certificate.madeAt = QDateTime(QDate(2026, 11, 21), QTime(12, 0), Qt::UTC);
    certificate.transport = QStringLiteral("qt");
    certificate.host = sampleHost();
    certificate.load = {LoadKind::Open, 100, 50, 5000, 2, 20'000};
    certificate.stream = {std::chrono::milliseconds{150}, std::chrono::milliseconds{10}, 64};
    certificate.errors = {sampleErrors(1), sampleErrors(2), sampleErrors(3), sampleErrors(4),
                          sampleErrors(-5)};
    certificate.loopLagP99 = std::chrono::microseconds{900};
    certificate.cpuMicrosecondsPerEvent = 16.5;
    certificate.requests = 700;
    certificate.serviceInside = true;
    return certificate;
}

} // namespace weir::test
