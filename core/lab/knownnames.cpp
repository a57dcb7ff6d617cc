// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/knownnames.h"

#include "protocol/vendorpreset.h"
#include "service/serviceconfig.h"

namespace weir {

CheckContext knownNames(const QString &baseFolder)
{
    CheckContext context;
    context.baseFolder = baseFolder;
    context.builtinPresets = presetNames();
    for (const VendorPreset &vendor : builtinVendors())
        context.vendors.append(vendor.name);
    return context;
}

} // namespace weir
