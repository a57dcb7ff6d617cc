// SPDX-License-Identifier: GPL-3.0-or-later
// The project: one JSON file with one scenario, saved atomically.
#pragma once

#include "base/problem.h"
#include "base/result.h"
#include "scenario/scenario.h"

#include <QString>

namespace weir {

struct ProjectReading
{
    Scenario scenario;
    Problems problems;
    QByteArray fingerprint; ///< As projectFingerprint() of what was read.
    bool isTaken = true;    ///< False: no JSON, or of a newer version, so nothing of it is in `scenario`.
};

/// Tells one content of the file from another; empty when there is none that can be read.
QByteArray projectFingerprint(const QString &path);

/// Reads NAME.weir. Fails only when the file can't be read at all (missing, too large: over 64 MiB); what is
/// wrong with its content is in `problems`.
Result<ProjectReading> readProject(const QString &path);

/// Writes through a temporary file, so that the old content stays whole whatever happens. Refuses when a
/// member holds what looks like a secret's value instead of a reference.
Result<void> writeProject(const QString &path, const Scenario &scenario);

} // namespace weir
