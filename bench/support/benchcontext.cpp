// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/benchcontext.h"

#include "engine/runplan.h"

#include <QCoreApplication>

#include <cstdio>
#include <cstdlib>

namespace weir::bench {

std::shared_ptr<const RunContext> contextFor(const SampleStream &stream, const Load &load,
                                             std::shared_ptr<const Clock> clock)
{
    Scenario scenario;
    scenario.name = QStringLiteral("bench");
    Target target;
    target.url = QStringLiteral("http://127.0.0.1:9");
    target.auth.scheme = AuthScheme::None;
    scenario.targets = {target};
    scenario.requests = {RequestTemplate{}};
    scenario.load = load;
    scenario.seed = 1;
    const std::shared_ptr<const RunContext> prepared = orGiveUp(RunContext::prepare(
        orGiveUp(planRun(scenario, {{}, {}, QStringLiteral("bench")})), std::move(clock)));
    // A preset of the bench's own is none of those that a scenario can name.
    // Nobody else holds the context yet, and prepare() made it as a changeable object.
    std::const_pointer_cast<RunContext>(prepared)->templates.front().decoders =
        orGiveUp(DecoderFactory::compile(stream.preset));
    return prepared;
}

RunHeader headerFor(const RunContext &context)
{
    RunHeader header;
    header.id = newRunId(context.clock->wallTime());
    header.scenario = context.scenario;
    header.seed = context.seed;
    header.transport = QStringLiteral("null");
    header.startedAt = context.clock->wallTime();
    header.zero = context.clock->now();
    return header;
}

std::unique_ptr<LoadDriver> driverFor(const RunContext &context, quint32 cap, TicketCounters &tickets)
{
    const Load &load = context.scenario.load;
    tickets = ticketsFor(load);
    return orGiveUp(makeLoadDriver(loadPlanOf(load, context.seed, {}, {cap}), {WorkerIndex{0}, 1}, tickets));
}

void giveUp(const QString &why)
{
    std::fprintf(stderr, "%s: %s\n", qPrintable(QCoreApplication::applicationName()), qUtf8Printable(why));
    std::exit(1);
}

} // namespace weir::bench
