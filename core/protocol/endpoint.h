// SPDX-License-Identifier: GPL-3.0-or-later
// Where a target's requests go: the vendor's path joined to the URL that a person gave.
#pragma once

#include "base/result.h"

#include <QString>
#include <QUrl>

namespace weir {

/// A vendor's paths, as VendorPreset has them: "/v1/chat/completions", perhaps with "?query" and {{model}}.
struct VendorPaths
{
    QString streamed;
    QString whole; ///< For requests that are not streamed; empty: the same.
};

struct Endpoints
{
    QUrl streamed;
    QUrl whole;
};

/// - A URL that ends in the vendor's path, or in what the path has behind its version, stands as it is.
/// - A URL that ends in a version ("/api/v3", "/v1beta/openai") gets the path without its own version.
/// - Else the path is joined to it, their longest overlap merged: "https://h" and "https://h/v1" both give
///   "https://h/v1/chat/completions".
/// Queries are kept, the vendor's behind the user's, which win. {{model}} becomes `model`, or the name that a
/// URL which ends in the path has in its place. User info is kept, a fragment is not.
Result<Endpoints> endpointsOf(const QString &base, const VendorPaths &paths, const QString &model);

/// Where another path of the same vendor is, by an address that endpointsOf() gave for a model whose name has
/// no place in the paths: "https://h/api/v3/chat/completions" and "/v1/models" give
/// "https://h/api/v3/models".
QUrl neighbourOf(const QUrl &endpoint, const VendorPaths &paths, const QString &other);

} // namespace weir
