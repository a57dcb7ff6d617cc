// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/front/modelclock.h"

namespace weir {

ModelClock::ModelClock(const ModelConfig &config, const ServiceExecutor &executor)
    : m_model(config, MonotonicClock::now()), m_timer(executor)
{
}

ModelHandle ModelClock::submit(const ModelRequest &request, ModelClient &client)
{
    const ModelHandle handle = m_model.submit(MonotonicClock::now(), request, client);
    changed();
    return handle;
}

void ModelClock::cancel(ModelHandle handle)
{
    m_model.cancel(MonotonicClock::now(), handle);
    changed();
}

void ModelClock::changed()
{
    if (m_advancing || m_stopped)
        return; // onTimer() looks when it is through.
    const std::optional<TimePoint> due = m_model.nextDue();
    if (!due || (m_armedFor && *m_armedFor <= *due))
        return; // An early wake costs less than moving the timer for every request.
    m_armedFor = *due;
    const quint64 number = ++m_armed;
    m_timer.expires_at(toSteady(*due));
    m_timer.async_wait([this, number](boost::system::error_code error) {
        if (!error && number == m_armed)
            onTimer();
    });
}

void ModelClock::onTimer()
{
    m_armedFor.reset();
    m_advancing = true;
    m_model.advance(MonotonicClock::now());
    m_advancing = false;
    changed();
}

void ModelClock::stop()
{
    m_stopped = true;
    ++m_armed;
    m_timer.cancel();
}

} // namespace weir
