// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/milestonetally.h"

#include <algorithm>

namespace weir {

void MilestoneTally::add(const WorkerBatch &batch)
{
    milestones.planned += batch.planned;
    milestones.dropped += batch.dropped;
    milestones.droppedByCap += batch.droppedByCap;
    milestones.capReached = milestones.capReached || batch.capReached;
    if (batch.lastIntended)
        milestones.lastIntended =
            std::max(milestones.lastIntended.value_or(*batch.lastIntended), *batch.lastIntended);
    for (const ServerName &server : batch.servers)
        addServer(milestones.servers, server.target, server.text);
    m_userBusy += batch.userBusy;
    m_userThinking += batch.userThinking;
    m_userPlanned += batch.userPlanned;
}

void MilestoneTally::update(TimePoint now)
{
    TimePoint until = m_measureEnd.value_or(now);
    if (m_plannedLength) // a busy machine may tell of the end late
        until = std::min(until, milestones.start + *m_plannedLength);
    const Nanoseconds measured = until - milestones.measureFrom;
    if (m_userPlanned > Nanoseconds{0} && measured > Nanoseconds{0}) {
        const double length = static_cast<double>(measured.count());
        milestones.meanBusyUsers = static_cast<double>(m_userBusy.count()) / length;
        milestones.plannedBusyUsers = static_cast<double>((m_userPlanned - m_userThinking).count()) / length;
    }
    milestones.end = now;
}

} // namespace weir
