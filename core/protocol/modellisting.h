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

/// The names in an answer, each once, in its order; an empty list where the service has none, and nothing
/// where `answer` is no list at all.
std::optional<QStringList> modelNames(const VendorPreset &vendor, const QByteArray &answer);

} // namespace weir
