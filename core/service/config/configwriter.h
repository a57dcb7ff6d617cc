// SPDX-License-Identifier: GPL-3.0-or-later
// Writes the configuration of a service in the form that service/configreader.h reads.
#pragma once

#include "service/config/serviceconfig.h"

#include <QByteArray>
#include <QJsonObject>

namespace weir {

/// The text of a file: members that equal their default are left out, the order is that of the docs, two
/// spaces, final newline. readConfig() gives the same configuration back, but for port, API key and truth
/// file, which are not written. Any thread.
QByteArray configToText(const ServiceConfig &config);
/// The same as an object.
QJsonObject configToJson(const ServiceConfig &config);

} // namespace weir
