// SPDX-License-Identifier: GPL-3.0-or-later
// One timer, of which only the latest setting may fire.
#pragma once

#include "service/front/servicetypes.h"

#include <utility>

namespace weir {

/// Service thread only.
class Deadline
{
public:
    explicit Deadline(const ServiceExecutor &executor) : m_timer(executor) {}

    /// Calls `then` after `delay`, unless set or dropped before. `then` keeps the deadline's owner alive,
    /// unless that outlives the service's loop.
    template <typename Then>
    void set(Nanoseconds delay, Then then)
    {
        const quint64 setting = ++m_setting;
        m_timer.expires_at(toSteady(MonotonicClock::now() + delay));
        // A handler that is due already is not cancelled, hence the number.
        m_timer.async_wait([this, setting, then = std::move(then)](const boost::system::error_code &error) {
            if (!error && setting == m_setting)
                then();
        });
    }
    void drop()
    {
        ++m_setting;
        m_timer.cancel();
    }

private:
    ServiceTimer m_timer;
    quint64 m_setting = 0;
};

} // namespace weir
