// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/model/servicemodel.h"

#include "service/model/modelcore.h"

namespace weir {

ServiceModel::ServiceModel(const ModelConfig &config, TimePoint start)
    : d(std::make_unique<ModelCore>(config, start))
{
}

ServiceModel::~ServiceModel() = default;

ModelHandle ServiceModel::submit(TimePoint now, const ModelRequest &request, ModelClient &client)
{
    return d->submit(now, request, client);
}

void ServiceModel::cancel(TimePoint now, ModelHandle handle)
{
    d->cancel(now, handle);
}

void ServiceModel::advance(TimePoint now)
{
    d->advance(now);
}

std::optional<TimePoint> ServiceModel::nextDue() const
{
    return d->nextDue();
}

void ServiceModel::startDrill(TimePoint now, const DrillConfig &drill)
{
    d->startDrill(now, drill);
}

void ServiceModel::endDrills(TimePoint now)
{
    d->endDrills(now);
}

void ServiceModel::scaleTo(TimePoint now, quint32 replicas)
{
    d->scaleTo(now, replicas);
}

void ServiceModel::flushCaches(TimePoint now)
{
    d->flushCaches(now);
}

ModelState ServiceModel::state(TimePoint now) const
{
    return d->state(now);
}

std::vector<ModelNote> ServiceModel::notesSince(quint64 number) const
{
    return d->notesSince(number);
}

const ModelConfig &ServiceModel::config() const
{
    return d->config();
}

} // namespace weir
