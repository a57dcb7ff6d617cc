// SPDX-License-Identifier: GPL-3.0-or-later
// A reference service with the speed that a test needs, and what every run's counts must add up to.
#pragma once

#include "metrics/snapshot.h"
#include "service/referenceservice.h"

#include <QString>

#include <stdexcept>

namespace weir::test {

/// Serves until it is destroyed. Throws when it can't start.
class QuickService
{
public:
    QuickService(Nanoseconds ttft, Nanoseconds itl, quint32 tokens)
    {
        ServiceConfig config = fixedService(ttft, itl, tokens);
        Result<std::unique_ptr<ReferenceService>> started = ReferenceService::start(config);
        if (!started)
            throw std::runtime_error(started.error().text().toStdString());
        m_service = std::move(*started);
    }

    [[nodiscard]] QString url() const { return m_service->url().toString(); }

private:
    std::unique_ptr<ReferenceService> m_service;
};

/// What is wrong with the counts of a run that has ended; empty when they add up (docs/metrics.md, section
/// 2).
inline QString imbalance(const RequestCounts &counts)
{
    if (counts.planned == counts.started + counts.dropped &&
        counts.started == counts.succeeded + counts.failed + counts.cut && counts.attempts >= counts.started)
        return {};
    return QStringLiteral("planned %1, started %2, attempts %3, succeeded %4, failed %5, cut %6, dropped %7")
        .arg(counts.planned)
        .arg(counts.started)
        .arg(counts.attempts)
        .arg(counts.succeeded)
        .arg(counts.failed)
        .arg(counts.cut)
        .arg(counts.dropped);
}

} // namespace weir::test
