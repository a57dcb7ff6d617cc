// SPDX-License-Identifier: GPL-3.0-or-later
// Where a foreign request goes and how it proves who asks, as a target of Weir's.
#pragma once

#include "imports/importdraft.h"
#include "imports/vendorguess.h"
#include "imports/webrequest.h"

namespace weir {

/// The place that a request names.
struct ImportedPlace
{
    QUrl url; ///< With names in the place of variables.
    VendorGuess vendor;
};

/// The request's URL, read as curl does: http:// where it has no scheme.
ImportedPlace placeOf(const WebRequest &request);

/// A target without a name and a model for that place; secrets become references. What Weir does by itself,
/// or can't do, is noted.
Target targetFor(ImportDraft &draft, const WebRequest &request, const ImportedPlace &place,
                 const QString &vendor);

} // namespace weir
