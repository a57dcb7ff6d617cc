// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/front/frontcontext.h"

#include "service/front/taskstore.h"

#include <algorithm>
#include <ctime>

namespace weir {

FrontContext::FrontContext(ServiceConfig chosen, Authenticator authenticator,
                           const ServiceExecutor &serviceExecutor)
    : config(std::move(chosen))
    , executor(serviceExecutor)
    , origins(config.allowedOrigins)
    , gate(config.apiKey, std::move(authenticator))
    , faults(config.faults, config.model.drawSeed())
    , clock(config.model, serviceExecutor)
    , keepsText(config.model.cache.entries > 0 || config.model.prefixCache.tokens > 0)
    , tasks(std::make_unique<TaskStore>(*this))
{
}

FrontContext::~FrontContext() = default;

ServiceStats FrontContext::stats() const
{
    ServiceStats now;
    now.connections = counters.connections.load(std::memory_order_relaxed);
    now.openConnections = counters.openConnections.load(std::memory_order_relaxed);
    now.requests = counters.requests.load(std::memory_order_relaxed);
    now.openStreams = counters.openStreams.load(std::memory_order_relaxed);
    now.tokens = counters.tokens.load(std::memory_order_relaxed);
    now.duplicates = counters.duplicates.load(std::memory_order_relaxed);
    now.truthLost = truth ? truth->lost() : 0;
    for (std::size_t i = 0; i < faultKindCount; ++i)
        now.faults[i] = counters.faults[i].load(std::memory_order_relaxed);
    return now;
}

bool FrontContext::meetsReset(quint64 key)
{
    if (nextFault(key) != FaultKind::ResetOnAccept)
        return false;
    (void)drawFault(key);
    return true;
}

void FrontContext::logReset(TruthRecord record)
{
    countFault(FaultKind::ResetOnAccept);
    record.fault = FaultKind::ResetOnAccept;
    record.end = TruthEnd::Fault;
    record.done = record.accepted;
    log(std::move(record));
}

std::optional<FaultKind> FrontContext::drawFault(quint64 key)
{
    const std::optional<FaultKind> fault = nextFault(key);
    if (fault && injected.at(static_cast<std::size_t>(*fault)) > 0)
        --injected.at(static_cast<std::size_t>(*fault));
    return fault;
}

std::optional<FaultKind> FrontContext::nextFault(quint64 key) const
{
    const auto first = std::find_if(injected.begin(), injected.end(), [](quint32 left) { return left > 0; });
    if (first != injected.end())
        return static_cast<FaultKind>(first - injected.begin());
    return faults.draw(key);
}

ExchangeOrder FrontContext::orderFor(AskedRequest asked, Dialect &dialect, quint64 key) const
{
    ExchangeOrder order;
    order.facts.key = answerSeedOf(config.model.drawSeed(), key);
    order.facts.created = std::time(nullptr);
    order.facts.asked = std::move(asked);
    order.facts.usage = config.model.output.usage;
    order.facts.timings = config.model.output.timings;
    order.dialect = &dialect;
    order.seed = order.facts.key;
    order.canaryVersion = config.model.gateway.canary.version.toStdString();
    return order;
}

void FrontContext::enter(OpenConnection *connection)
{
    open.insert(connection);
    counters.openConnections.fetch_add(1, std::memory_order_relaxed);
}

void FrontContext::leave(OpenConnection *connection)
{
    if (open.erase(connection) > 0)
        counters.openConnections.fetch_sub(1, std::memory_order_relaxed);
}

} // namespace weir
