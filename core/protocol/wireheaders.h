// SPDX-License-Identifier: GPL-3.0-or-later
// Headers of a request on its way.
#pragma once

#include "protocol/exchange.h"

#include <vector>

namespace weir {

/// Later headers of one name, whatever its case, replace earlier ones: the target's win over the preset's and
/// over Weir's own.
inline void setHeader(std::vector<RawHeader> &headers, const RawHeader &header)
{
    std::erase_if(headers, [&header](const RawHeader &old) {
        return old.first.compare(header.first, Qt::CaseInsensitive) == 0;
    });
    headers.push_back(header);
}

} // namespace weir
