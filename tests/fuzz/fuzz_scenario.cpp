// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes as a project file: reading must not crash, and what was read must survive being written and read
// again.
#include "scenario/check.h"
#include "scenario/scenariojson.h"

#include <cstdint>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArray json(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    const weir::ScenarioReading first = weir::scenarioFromJson(json);
    const QByteArray written = weir::scenarioToJson(first.scenario);
    const weir::ScenarioReading second = weir::scenarioFromJson(written);
    if (!second.problems.empty() || !(second.scenario == first.scenario))
        std::abort();
    if (weir::scenarioToJson(second.scenario) != written)
        std::abort();
    weir::CheckContext context;
    context.readData = false; // the fuzzer's paths are not to be opened
    (void)weir::check(first.scenario, context);
    return 0;
}
