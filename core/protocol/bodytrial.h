// SPDX-License-Identifier: GPL-3.0-or-later
// What a preset's body becomes once it is filled in, tried with values of every kind.
#pragma once

#include "base/result.h"
#include "protocol/vendorpreset.h"

#include <QJsonDocument>

#include <vector>

namespace weir {

/// A value.
struct BodyTrial
{
    std::vector<QJsonDocument>
        bodies;    ///< Of requests that stream or not, with a system prompt, with a limit.
    Message fault; ///< Such a request could never have JSON as its body; empty: each of them can.

    /// Fails for what is no template.
    static Result<BodyTrial> of(const VendorPreset &preset);
};

} // namespace weir
