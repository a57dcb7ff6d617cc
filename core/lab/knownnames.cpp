// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/knownnames.h"

#include "plan/trace.h"
#include "protocol/vendorpreset.h"
#include "service/config/serviceconfig.h"

namespace weir {

CheckContext knownNames(const QString &baseFolder)
{
    CheckContext context;
    context.baseFolder = baseFolder;
    context.builtinPresets = presetNames();
    for (const VendorPreset &vendor : builtinVendors())
        context.vendors.append(vendor.name);
    context.traceProblem = [](const TraceLoad &trace, const QString &folder) -> std::optional<Message> {
        const Result<TraceFacts> facts = inspectTrace(trace, folder);
        return facts ? std::nullopt : std::optional(facts.error().message());
    };
    return context;
}

} // namespace weir
