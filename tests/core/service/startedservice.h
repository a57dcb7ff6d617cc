// SPDX-License-Identifier: GPL-3.0-or-later
// A reference service for tests: quick answers, no jitter.
#pragma once

#include "service/referenceservice.h"

#include <memory>

namespace weir::test {

/// First token after 5 ms, eight tokens 1 ms apart.
inline ServiceConfig quickConfig()
{
    return fixedService(std::chrono::milliseconds{5}, std::chrono::milliseconds{1}, 8);
}

/// The running service; null when it did not start.
inline std::unique_ptr<ReferenceService> started(const ServiceConfig &config)
{
    Result<std::unique_ptr<ReferenceService>> service = ReferenceService::start(config);
    return service ? std::move(service).value() : nullptr;
}

} // namespace weir::test
