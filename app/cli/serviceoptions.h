// SPDX-License-Identifier: GPL-3.0-or-later
// The options that choose the reference service's configuration.
#pragma once

#include "base/result.h"
#include "service/config/serviceconfig.h"

#include <CLI/CLI.hpp>

#include <optional>
#include <string>
#include <vector>

namespace weir::cli {

/// As typed; empty or unset where the option was not given.
struct ServiceOptions
{
    std::string preset, config, ttft, itl, apiKey, truth, tlsCertificate;
    std::optional<quint32> tokens;
    std::optional<double> jitter;
    std::vector<std::string> faults, origins;
    std::optional<quint64> seed;
    quint16 port = 0;
    bool tls = false;

    /// Adds the options that say what is modelled. This object must outlive `command`.
    void addModelTo(CLI::App &command);
    /// Adds those that belong to one start of the service behind a socket.
    void addStartTo(CLI::App &command);
};

/// The configuration that a command line means, checked. Its warnings go to standard error. Fails for an
/// unknown preset, a file that can't be read or has problems (all of them are listed), and options that can't
/// be parsed.
Result<ServiceConfig> chooseService(const ServiceOptions &options);

} // namespace weir::cli
