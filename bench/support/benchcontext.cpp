// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/benchcontext.h"

#include <cstdio>
#include <cstdlib>

namespace weir::bench {

namespace {

template <typename T>
T orExit(const Result<T> &result)
{
    if (result)
        return *result;
    std::fprintf(stderr, "%s\n", qUtf8Printable(result.error().text()));
    std::exit(1);
}

} // namespace

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
    const std::shared_ptr<const RunContext> prepared =
        orExit(RunContext::prepare(scenario, {}, {}, QStringLiteral("bench"), std::move(clock)));
    // A preset of the bench's own is none of those that a scenario can name.
    // Nobody else holds the context yet, and prepare() made it as a changeable object.
    std::const_pointer_cast<RunContext>(prepared)->templates.front().decoders =
        orExit(DecoderFactory::compile(stream.preset));
    return prepared;
}

} // namespace weir::bench
