// SPDX-License-Identifier: GPL-3.0-or-later
// The files of presets that a name may mean, and what their "like" makes of them.
#pragma once

#include "protocol/vendorpreset.h"

#include <QJsonObject>

#include <vector>

namespace weir {

/// Where a preset comes from. A name is looked for in the project's folder first, and last among those that
/// come with Weir.
enum class VendorOrigin
{
    Project,      ///< vendors/*.json beside the project.
    ConfigFolder, ///< Those of the user: userVendorFolder().
    BuiltIn,      ///< They come with Weir.
    File,         ///< Named by its path.
};

/// One preset's text, read but not understood yet. A value.
struct VendorSource
{
    VendorOrigin origin = VendorOrigin::File;
    QString name; ///< What stands under "name", or else the name of the file without ".json".
    QString path; ///< Of the file, absolute; of those that come with Weir a resource's.
    QJsonObject object;
    Problems problems; ///< With an error `object` is not to be used.

    /// What problems call it: the name of one that comes with Weir, the path of any other.
    [[nodiscard]] QString label() const { return origin == VendorOrigin::BuiltIn ? name : path; }
};

/// The text of a preset file that is at `path`, which may be empty.
VendorSource vendorSource(VendorOrigin origin, const QString &path, const QByteArray &json);
/// The same, read from the file, of which at most 1 MiB and a byte is read. What can't be read is a problem.
VendorSource readVendorSource(VendorOrigin origin, const QString &path);

/// The user's own presets: weir/vendors in the folder for settings ($XDG_CONFIG_HOME, or ~/.config).
QString userVendorFolder();

/// All presets that names can mean from a project's folder. Read when it is made; a value for any one thread.
class VendorShelf
{
public:
    /// `projectFolder`: empty where there is none; then no folder beside it is looked into. Of each folder
    /// the first 256 files count.
    explicit VendorShelf(const QString &projectFolder);

    /// The first of that name whose path is not among `without`; an old name of a preset that comes with Weir
    /// is its name, too. `from`: a preset of that origin asks, and nobody's presets depend on those of a
    /// place that is looked at before their own. Null where there is none. Lives as long as the shelf.
    [[nodiscard]] const VendorSource *find(const QString &name, const QStringList &without = {},
                                           VendorOrigin from = VendorOrigin::Project) const;
    /// In the order in which they are looked at.
    [[nodiscard]] const std::vector<VendorSource> &sources() const { return m_sources; }

private:
    std::vector<VendorSource> m_sources;
};

/// The preset that the text says, by its own keys and those of the presets that it is "like".
VendorReading readVendor(const VendorSource &source, const VendorShelf &shelf);

} // namespace weir
