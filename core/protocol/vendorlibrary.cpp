// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/vendorlibrary.h"

#include "base/fields/nearestname.h"

#include <QDir>
#include <QSet>

#include <algorithm>
#include <stdexcept>

namespace weir {

namespace {

std::vector<VendorPreset> loadBuiltin()
{
    std::vector<VendorPreset> presets;
    const VendorShelf shelf{QString()};
    for (const VendorSource &source : shelf.sources()) {
        if (source.origin != VendorOrigin::BuiltIn)
            continue;
        VendorReading reading = readVendor(source, shelf);
        // The program's own files are tested; a broken one is a bug, not a user's mistake.
        if (hasErrors(reading.problems))
            throw std::logic_error("broken vendor preset " + source.name.toStdString() + ": " +
                                   errorLines(reading.problems).english().toStdString());
        presets.push_back(std::move(reading.preset));
    }
    std::sort(presets.begin(), presets.end(),
              [](const VendorPreset &a, const VendorPreset &b) { return a.name < b.name; });
    return presets;
}

VendorEntry entryOf(const VendorSource &source, const VendorShelf &shelf)
{
    VendorEntry entry;
    entry.name = source.name;
    entry.origin = source.origin;
    entry.path = source.origin == VendorOrigin::BuiltIn ? QString() : source.path;
    entry.reading = readVendor(source, shelf);
    if (source.origin == VendorOrigin::File)
        return entry;
    if (const VendorSource *hidden = shelf.find(source.name, {source.path}, source.origin))
        entry.hides = hidden->origin;
    return entry;
}

VendorSource fileSource(const QString &path, const QString &baseFolder)
{
    return readVendorSource(VendorOrigin::File, QDir::cleanPath(QDir(baseFolder).absoluteFilePath(path)));
}

QStringList namesOn(const VendorShelf &shelf)
{
    QStringList names;
    for (const VendorSource &source : shelf.sources())
        names.append(source.name);
    names.removeDuplicates();
    names.sort();
    return names;
}

Error unknownVendor(const QString &vendor, const VendorShelf &shelf)
{
    const QStringList known = namesOn(shelf);
    if (const std::optional<QString> meant = likelyName(vendor, known))
        return Error{Message(WEIR_TEXT("vendor.unknown", "The vendor \"%1\" is unknown"), vendor),
                     {},
                     Message(WEIR_TEXT("vendor.meant", "Did you mean %1? See weir-cli vendors"), *meant)};
    return Error{
        Message(WEIR_TEXT("vendor.unknown", "The vendor \"%1\" is unknown"), vendor),
        {},
        Message(WEIR_TEXT("vendor.known", "Known vendors: %1, or the path of a preset file (NAME.json)"),
                known.join(QStringLiteral(", ")))};
}

Error brokenVendor(const VendorEntry &entry, const QString &vendor)
{
    Messages all;
    for (const Problem &problem : entry.reading.problems) {
        if (problem.severity == Severity::Error)
            all.push_back(placed(problem));
    }
    Message words = all.front();
    for (std::size_t i = 1; i < all.size(); ++i)
        words = Message(WEIR_TEXT("vendor.problem_and_more", "%1 %2"), words, all[i]);
    return Error{Message(WEIR_TEXT("vendor.file_has_problems", "The vendor's file can't be used. %1"), words),
                 Message::verbatim(namesVendorFile(vendor) ? vendor : entry.path),
                 {}};
}

} // namespace

QString nameOf(VendorOrigin origin)
{
    switch (origin) {
    case VendorOrigin::Project:
        return QStringLiteral("project");
    case VendorOrigin::ConfigFolder:
        return QStringLiteral("config");
    case VendorOrigin::File:
        return QStringLiteral("file");
    case VendorOrigin::BuiltIn:
        break;
    }
    return QStringLiteral("built-in");
}

Message wordsFor(VendorOrigin origin)
{
    switch (origin) {
    case VendorOrigin::Project:
        return WEIR_TEXT("vendor.of_the_project", "beside the project");
    case VendorOrigin::ConfigFolder:
        return WEIR_TEXT("vendor.of_the_user", "your own");
    case VendorOrigin::File:
        return WEIR_TEXT("vendor.of_a_file", "a file");
    case VendorOrigin::BuiltIn:
        break;
    }
    return WEIR_TEXT("vendor.built_in", "comes with Weir");
}

std::vector<VendorEntry> vendorEntries(const QString &projectFolder)
{
    const VendorShelf shelf(projectFolder);
    std::vector<VendorEntry> entries;
    QSet<QString> names;
    for (const VendorSource &source : shelf.sources()) {
        if (names.contains(source.name))
            continue;
        names.insert(source.name);
        entries.push_back(entryOf(source, shelf));
    }
    std::sort(entries.begin(), entries.end(),
              [](const VendorEntry &a, const VendorEntry &b) { return a.name < b.name; });
    return entries;
}

QStringList vendorNames(const QString &projectFolder)
{
    return namesOn(VendorShelf(projectFolder));
}

bool isBuiltinVendor(const QString &name)
{
    const std::vector<VendorPreset> &all = builtinVendors();
    return std::any_of(all.begin(), all.end(),
                       [&name](const VendorPreset &preset) { return preset.name == name; });
}

std::optional<VendorEntry> vendorEntry(const QString &vendor, const QString &projectFolder)
{
    const VendorShelf shelf(projectFolder);
    if (namesVendorFile(vendor))
        return entryOf(fileSource(vendor, projectFolder), shelf);
    const VendorSource *found = shelf.find(vendor);
    return found != nullptr ? std::optional<VendorEntry>(entryOf(*found, shelf)) : std::nullopt;
}

const std::vector<VendorPreset> &builtinVendors()
{
    static const std::vector<VendorPreset> presets = loadBuiltin();
    return presets;
}

VendorReading vendorFromJson(const QByteArray &json)
{
    return readVendor(vendorSource(VendorOrigin::File, {}, json), VendorShelf(QString()));
}

VendorReading readVendorFile(const QString &path, const QString &baseFolder)
{
    return readVendor(fileSource(path, baseFolder), VendorShelf(baseFolder));
}

Result<VendorPreset> findVendor(const QString &vendor, const QString &baseFolder)
{
    std::optional<VendorEntry> entry = vendorEntry(vendor, baseFolder);
    if (!entry)
        return unknownVendor(vendor, VendorShelf(baseFolder));
    if (hasErrors(entry->reading.problems))
        return brokenVendor(*entry, vendor);
    return std::move(entry->reading.preset);
}

} // namespace weir
