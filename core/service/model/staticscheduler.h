// SPDX-License-Identifier: GPL-3.0-or-later
// Static batches: requests gather, run in lockstep, and leave the GPU to the next batch when the longest is
// done.
#pragma once

#include "service/model/scheduler.h"

namespace weir {

/// A batch begins when it is full, or when its oldest request has waited maxWait. It takes hostPerRequest of
/// each, one prefill of all prompts, and steps of the full batch until the longest answer is complete: rows
/// that are done go on computing, as padding.
class StaticScheduler final : public Scheduler
{
public:
    using Scheduler::Scheduler;

    [[nodiscard]] bool hasRoom(const ServiceTask &task, double weight) const override;
    [[nodiscard]] bool isForming() const override { return !m_forming.empty(); }
    void admit(quint32 slot, TimePoint now) override;
    void remove(quint32 slot, TimePoint now) override;
    void wake(quint32 tag, TimePoint now) override;
    std::vector<quint32> takeAll(TimePoint now) override;
    [[nodiscard]] quint32 running() const override
    {
        return static_cast<quint32>(m_running.size() + m_forming.size());
    }

private:
    void begin(TimePoint now);
    void step(TimePoint now);
    void planStep(TimePoint now);

    std::vector<quint32> m_forming;
    std::vector<quint32> m_running; ///< Those that still want tokens.
    std::size_t m_rows = 0;         ///< Of the batch that runs, those that are done included.
    quint32 m_batch = 0;            ///< Tells the wakes of one batch from those of others.
};

} // namespace weir
