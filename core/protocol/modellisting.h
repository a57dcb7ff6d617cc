// SPDX-License-Identifier: GPL-3.0-or-later
// What a service says of its models: where it is asked, and the names in its answer.
#pragma once

#include "protocol/vendorpreset.h"

#include <QStringList>

#include <optional>

namespace weir {

/// True where a target without a model would send an empty name: the vendor's services list their models, and
/// the body of a request holds the name. `bodies`: the requests' own, an empty one for the vendor's. (A path
/// that holds the name is an error of its own.)
bool lacksModel(const Target &target, const VendorPreset &vendor, const QStringList &bodies);

/// Where the service lists its models, beside `url`, an address that the vendor's path was joined to
/// (ResolvedTarget::url). User info and query are kept.
QUrl modelListUrl(const QUrl &url, const VendorPreset &vendor);

/// What a service tells of its models.
struct ListedModels
{
    QStringList names;         ///< Each once, in the answer's order.
    quint64 unusableNames = 0; ///< Longer than 512 characters, or of blanks alone.
};

/// Nothing where `answer` is no list at all.
std::optional<ListedModels> listedModels(const VendorPreset &vendor, const QByteArray &answer);

} // namespace weir
