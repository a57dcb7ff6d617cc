// SPDX-License-Identifier: GPL-3.0-or-later
// What will happen in the model, in the order of time; events of one moment in the order in which they were
// planned.
#pragma once

#include "base/clock.h"

#include <algorithm>
#include <optional>
#include <vector>

namespace weir {

enum class ModelEventKind : quint8
{
    Arrive,  ///< A request reaches the queue: `subject` is its slot.
    Wake,    ///< A replica's scheduler goes on: `subject` is the replica, `tag` the scheduler's own.
    Deliver, ///< The next output of a request reaches its client: `subject` is its slot.
    Replay,  ///< A kept answer goes out: `subject` is its slot.
    Pace,    ///< The fixed scheduler's next tokens: `subject` is the slot.
    Evict,   ///< The oldest of a queue may have waited too long: `subject` is the pool.
    Replica, ///< A replica enters its next phase: `subject` is the replica.
    Fail,    ///< A replica is lost by chance: `subject` is the replica.
    Tick,    ///< The autoscaler looks.
    Drill,   ///< A drill begins or ends.
};

/// One planned event. It counts only while `generation` is still its subject's: a cancelled one stays in the
/// queue until its time.
struct ModelEvent
{
    TimePoint at;
    quint64 number = 0; ///< Order among events of one moment.
    ModelEventKind kind = ModelEventKind::Arrive;
    quint32 subject = 0;
    quint32 generation = 0;
    quint32 tag = 0;
};

/// A heap of events. One thread.
class EventQueue
{
public:
    void push(ModelEvent event)
    {
        event.number = m_next++;
        m_events.push_back(event);
        std::push_heap(m_events.begin(), m_events.end(), isLater);
    }
    /// The next event, taken out, if it is due at `now`.
    std::optional<ModelEvent> popDue(TimePoint now)
    {
        if (m_events.empty() || m_events.front().at > now)
            return std::nullopt;
        std::pop_heap(m_events.begin(), m_events.end(), isLater);
        const ModelEvent event = m_events.back();
        m_events.pop_back();
        return event;
    }
    [[nodiscard]] std::optional<TimePoint> nextDue() const
    {
        return m_events.empty() ? std::nullopt : std::optional(m_events.front().at);
    }

private:
    static bool isLater(const ModelEvent &a, const ModelEvent &b)
    {
        return a.at != b.at ? a.at > b.at : a.number > b.number;
    }

    std::vector<ModelEvent> m_events;
    quint64 m_next = 0;
};

} // namespace weir
