// SPDX-License-Identifier: GPL-3.0-or-later
// No batching: every worker of a replica serves one request from beginning to end.
#pragma once

#include "service/model/scheduler.h"

namespace weir {

/// A request takes hostPerRequest, its prefill, and a step for each further token; a step is that of as many
/// sequences as there are busy workers, since they share the GPU.
class WorkerScheduler final : public Scheduler
{
public:
    using Scheduler::Scheduler;

    [[nodiscard]] bool hasRoom(const ServiceTask &task, double weight) const override;
    void admit(quint32 slot, TimePoint now) override;
    void remove(quint32 slot, TimePoint now) override;
    void wake(quint32 tag, TimePoint now) override;
    std::vector<quint32> takeAll(TimePoint now) override;
    [[nodiscard]] quint32 running() const override { return static_cast<quint32>(m_busy.size()); }

private:
    struct Busy
    {
        quint32 slot = 0;
        quint32 tag = 0; ///< A request's wakes know it by this: slots are used again.
    };
    void planStep(const Busy &busy, TimePoint now);

    std::vector<Busy> m_busy;
    quint32 m_nextTag = 0;
};

} // namespace weir
