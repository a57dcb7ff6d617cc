// SPDX-License-Identifier: GPL-3.0-or-later
// Brings project files of older versions up to date, one version at a time.
#pragma once

#include <QJsonObject>

#include <span>

namespace weir {

/// Rewrites the top-level object of version n into that of version n + 1. It may meet anything a file can
/// hold, so it moves what it understands and leaves the rest for the reader to complain about.
using Migration = void (*)(QJsonObject &project);

/// The steps from version 1 to scenarioVersion; element 0 leads from version 1 to 2.
std::span<const Migration> scenarioMigrations();

/// `project` after the steps from `version` (1 .. steps.size() + 1) on; its `weir` member is the reached
/// version.
QJsonObject migrated(QJsonObject project, int version, std::span<const Migration> steps);

} // namespace weir
