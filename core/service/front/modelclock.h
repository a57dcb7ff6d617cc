// SPDX-License-Identifier: GPL-3.0-or-later
// Runs the service's model on the machine's clock: one timer for all requests.
#pragma once

#include "service/front/servicetypes.h"
#include "service/model/servicemodel.h"

namespace weir {

/// Service thread only, but for the constructor.
class ModelClock
{
public:
    ModelClock(const ModelConfig &config, const ServiceExecutor &executor);

    ModelHandle submit(const ModelRequest &request, ModelClient &client);
    void cancel(ModelHandle handle);
    /// For everything else; call changed() afterwards.
    [[nodiscard]] ServiceModel &model() { return m_model; }
    /// Something may be due earlier than before.
    void changed();
    /// Nothing happens any more.
    void stop();

private:
    void onTimer();

    ServiceModel m_model;
    ServiceTimer m_timer;
    std::optional<TimePoint> m_armedFor;
    quint64 m_armed = 0; ///< Tells the handler of the timer whether it is still the one that is wanted.
    bool m_advancing = false;
    bool m_stopped = false;
};

} // namespace weir
