// SPDX-License-Identifier: GPL-3.0-or-later
// The serving stack as a discrete-event model: pure, deterministic under its seed, on whatever clock it is
// given.
#pragma once

#include "service/model/modelconfig.h"
#include "service/model/modelrequest.h"
#include "service/model/modelstate.h"

#include <memory>
#include <optional>

namespace weir {

class ModelCore;

/// Names a request that is under way; never used again.
struct ModelHandle
{
    quint32 slot = 0;
    quint32 generation = 0;
    friend bool operator==(const ModelHandle &, const ModelHandle &) = default;
};

/// Gateway limits, queue, scheduler, replicas, caches, autoscaler, network and drills. One thread. The owner
/// calls advance() at nextDue(); events happen at their own times in the order of time, however late
/// the call is, so a late call shifts nothing that comes after. Clients may call submit() and cancel() from
/// within their callbacks, but not advance().
class ServiceModel
{
public:
    /// `start`: the model's zero, from which drills count. `config` as checkConfig() accepts it.
    ServiceModel(const ModelConfig &config, TimePoint start);
    ~ServiceModel();
    ServiceModel(const ServiceModel &) = delete;
    ServiceModel &operator=(const ServiceModel &) = delete;

    /// A request was fully read at `now` (at or after the last call's time). May call `client` before it
    /// returns; `client` outlives its last callback or cancel().
    ModelHandle submit(TimePoint now, const ModelRequest &request, ModelClient &client);
    /// The client has left: its place is free at once. Nothing when the request has ended.
    void cancel(TimePoint now, ModelHandle handle);
    /// Lets everything happen that is due at `now` or before.
    void advance(TimePoint now);
    /// When something happens next; nothing when nothing will without a request.
    [[nodiscard]] std::optional<TimePoint> nextDue() const;

    /// Starts a drill by hand; `at` counts from `now`.
    void startDrill(TimePoint now, const DrillConfig &drill);
    /// Ends every drill that is under way.
    void endDrills(TimePoint now);
    /// Sets the number of replicas (of the first version); the autoscaler may change it again.
    void scaleTo(TimePoint now, quint32 replicas);
    /// Empties result cache and prefix caches; warming begins anew.
    void flushCaches(TimePoint now);

    [[nodiscard]] ModelState state(TimePoint now) const;
    /// Those of the last hundred notes with this number or a higher one.
    [[nodiscard]] std::vector<ModelNote> notesSince(quint64 number) const;
    [[nodiscard]] const ModelConfig &config() const;

private:
    std::unique_ptr<ModelCore> d;
};

} // namespace weir
