// SPDX-License-Identifier: GPL-3.0-or-later
// All presets that a name can mean, with where they come from: for lists and for checks.
#pragma once

#include "protocol/vendorsource.h"

#include <optional>

namespace weir {

/// One preset of the library.
struct VendorEntry
{
    QString name;
    QString path; ///< Of its file, absolute; empty for one that comes with Weir.
    VendorOrigin origin = VendorOrigin::BuiltIn;
    VendorReading reading;
    /// Where the next one of that name comes from, which this one hides; nothing where it hides none.
    std::optional<VendorOrigin> hides;
};

/// What each name means from a project's folder (empty: none), sorted by name. Broken ones are in it with
/// their problems; those that others hide are not.
std::vector<VendorEntry> vendorEntries(const QString &projectFolder);

/// The names alone, sorted; no preset is compiled for them.
QStringList vendorNames(const QString &projectFolder);

/// Whether a preset of that name comes with Weir, be it hidden or not.
bool isBuiltinVendor(const QString &name);

/// What `vendor` means, a name or a path of a file; nothing for an unknown name.
std::optional<VendorEntry> vendorEntry(const QString &vendor, const QString &projectFolder);

/// "built-in", "config", "project", "file": for tables and JSON.
QString nameOf(VendorOrigin origin);
/// The same as words for a person.
Message wordsFor(VendorOrigin origin);

} // namespace weir
