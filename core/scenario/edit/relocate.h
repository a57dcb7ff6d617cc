// SPDX-License-Identifier: GPL-3.0-or-later
// A project that is saved in another folder goes on naming the same files.
#pragma once

#include "scenario/scenario.h"

#include <QString>

#include <functional>

namespace weir {

/// `file` as a project in `folder` keeps it: relative where it lies in that folder or below, so that both can
/// move together; else as it is.
QString pathFromFolder(const QString &file, const QString &folder);

/// The scenario for a project in `to`, with the paths of data, traces, certificates and vendors' files that
/// named something from `from` on. Both folders are absolute. Paths that are absolute already become relative
/// by the same rule; relative ones that name nothing, says `exists` of an absolute path, stay: they may be
/// meant for the new folder.
Scenario relocated(const Scenario &scenario, const QString &from, const QString &to,
                   const std::function<bool(const QString &)> &exists);

} // namespace weir
