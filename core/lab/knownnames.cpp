// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/knownnames.h"

#include "plan/trace.h"
#include "protocol/vendorpreset.h"
#include "service/config/serviceconfig.h"

namespace weir {

namespace {

QString usageMemberOf(const VendorPreset &preset)
{
    return preset.asksForUsage.section(u'/', -1);
}

} // namespace

CheckContext knownNames(const QString &baseFolder)
{
    CheckContext context;
    context.baseFolder = baseFolder;
    context.builtinPresets = presetNames();
    for (const VendorPreset &vendor : builtinVendors())
        context.vendors.append(vendor.name);
    context.vendorFacts = [](const QString &vendor, const QString &folder) -> VendorFacts {
        if (!namesVendorFile(vendor)) {
            const Result<VendorPreset> preset = findVendor(vendor);
            return {{}, preset ? usageMemberOf(*preset) : QString()};
        }
        VendorReading reading = readVendorFile(vendor, folder);
        return {std::move(reading.problems), usageMemberOf(reading.preset)};
    };
    context.traceProblem = [](const TraceLoad &trace, const QString &folder) -> std::optional<Message> {
        const Result<TraceFacts> facts = inspectTrace(trace, folder);
        return facts ? std::nullopt : std::optional(facts.error().message());
    };
    return context;
}

} // namespace weir
