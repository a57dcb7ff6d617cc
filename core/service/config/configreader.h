// SPDX-License-Identifier: GPL-3.0-or-later
// Reads the configuration of a service as people write it. The format: docs/reference-service.md.
#pragma once

#include "base/problem.h"
#include "base/result.h"
#include "service/config/serviceconfig.h"

#include <QByteArray>
#include <QJsonValue>

namespace weir {

/// What reading gave: the best configuration that could be made of it, and everything that is wrong with it.
/// A warning stands at what has no effect.
struct ConfigReading
{
    ServiceConfig config;
    Problems problems;
};

/// Reads the JSON object of a configuration. Any thread. Wrong types, ranges, unknown keys and members that
/// contradict each other each have their JSON path. Port, API key and truth file are no part of it: they
/// belong to one start.
ConfigReading readConfigValue(const QJsonValue &value);
/// The same from the bytes of a file; what is no JSON has one problem without a path.
ConfigReading readConfig(const QByteArray &json);

/// Reads a file's bytes and takes no configuration with errors; the error lists them all, a line each,
/// "path: message". `where` names the file.
Result<ServiceConfig> configFromJson(const QByteArray &json, const QString &where);

} // namespace weir
