// SPDX-License-Identifier: GPL-3.0-or-later
// The presets that are compiled into the program, and those in files.
#include "protocol/presetlisting.h"

#include <QDir>
#include <QFile>

#include <stdexcept>

// A static library's resources are registered by hand; the macro must stand outside of any namespace.
static void registerVendorFiles()
{
    Q_INIT_RESOURCE(weir_vendors);
}

namespace weir {

namespace {

std::vector<VendorPreset> loadBuiltin()
{
    registerVendorFiles();
    std::vector<VendorPreset> presets;
    const QDir folder(QStringLiteral(":/weir/vendors"));
    for (const QString &name : folder.entryList(QDir::Files, QDir::Name)) {
        QFile file(folder.filePath(name));
        VendorReading reading;
        if (file.open(QIODevice::ReadOnly))
            reading = vendorFromJson(file.readAll());
        // The program's own files are tested; a broken one is a bug, not a user's mistake.
        if (hasErrors(reading.problems) || reading.preset.name.isEmpty())
            throw std::logic_error("broken vendor preset " + name.toStdString());
        presets.push_back(reading.preset);
    }
    std::sort(presets.begin(), presets.end(),
              [](const VendorPreset &a, const VendorPreset &b) { return a.name < b.name; });
    return presets;
}

Result<VendorPreset> vendorOfFile(const QString &path, const QString &baseFolder)
{
    VendorReading reading = readVendorFile(path, baseFolder);
    if (!hasErrors(reading.problems))
        return std::move(reading.preset);
    Message all = placed(reading.problems.front());
    for (std::size_t i = 1; i < reading.problems.size(); ++i)
        all = Message(WEIR_TEXT("vendor.problem_and_more", "%1 %2"), all, placed(reading.problems[i]));
    return Error{Message(WEIR_TEXT("vendor.file_has_problems", "The vendor's file can't be used. %1"), all),
                 Message::verbatim(path),
                 {}};
}

} // namespace

const std::vector<VendorPreset> &builtinVendors()
{
    static const std::vector<VendorPreset> presets = loadBuiltin();
    return presets;
}

Result<VendorPreset> findVendor(const QString &vendor, const QString &baseFolder)
{
    if (namesVendorFile(vendor))
        return vendorOfFile(vendor, baseFolder);
    QStringList known;
    for (const VendorPreset &preset : builtinVendors()) {
        if (preset.name == vendor)
            return preset;
        known.append(vendorLabel(preset));
    }
    return Error{
        Message(WEIR_TEXT("vendor.unknown", "The vendor \"%1\" is unknown"), vendor),
        {},
        Message(WEIR_TEXT("vendor.known", "Known vendors: %1, or the path of a preset file (NAME.json)"),
                known.join(QStringLiteral(", ")))};
}

} // namespace weir
