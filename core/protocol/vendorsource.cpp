// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/vendorsource.h"

#include "base/duplicatekeys.h"
#include "base/fileerror.h"
#include "base/jsonsyntax.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QMap>
#include <QStandardPaths>

#include <algorithm>

// A static library's resources are registered by hand; the macro must stand outside of any namespace.
static void registerVendorFiles()
{
    Q_INIT_RESOURCE(weir_vendors);
}

namespace weir {

namespace {

constexpr qsizetype mostBytes = 1 << 20;
constexpr qsizetype mostFiles = 256;

/// Names that presets had in earlier versions.
const QMap<QString, QString> &oldNames()
{
    static const QMap<QString, QString> names{
        {QStringLiteral("anthropic"), QStringLiteral("anthropic-messages")}};
    return names;
}

Problem fault(const Message &what)
{
    return {Severity::Error, {}, what};
}

void parse(const QByteArray &text, VendorSource &source)
{
    const QByteArray json = text.startsWith("\xEF\xBB\xBF") ? text.mid(3) : text;
    if (json.size() > mostBytes) {
        source.problems.push_back(fault(
            Message(WEIR_TEXT("preset.file_too_large", "A preset file has at most %1 bytes."), mostBytes)));
        return;
    }
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(json, &error);
    if (error.error != QJsonParseError::NoError)
        source.problems.push_back(fault(Message(WEIR_TEXT("preset.not_json", "Not JSON at byte %1: %2."),
                                                error.offset, syntaxFault(error, json))));
    else if (!document.isObject())
        source.problems.push_back(
            fault(WEIR_TEXT("preset.object_expected", "An object { } is expected here.")));
    else if (Result<Problems> twice = duplicateKeys(json))
        source.problems = std::move(*twice);
    source.object = document.object();
}

void addFolder(VendorOrigin origin, const QString &folder, std::vector<VendorSource> &sources)
{
    const QDir files(folder);
    const QStringList names = files.entryList({QStringLiteral("*.json")}, QDir::Files, QDir::Name);
    for (qsizetype i = 0; i < std::min(names.size(), mostFiles); ++i)
        sources.push_back(readVendorSource(origin, files.absoluteFilePath(names.at(i))));
}

const std::vector<VendorSource> &builtinSources()
{
    static const std::vector<VendorSource> sources = [] {
        registerVendorFiles();
        std::vector<VendorSource> found;
        addFolder(VendorOrigin::BuiltIn, QStringLiteral(":/weir/vendors"), found);
        return found;
    }();
    return sources;
}

} // namespace

VendorSource vendorSource(VendorOrigin origin, const QString &path, const QByteArray &json)
{
    VendorSource source;
    source.origin = origin;
    source.path = path;
    parse(json, source);
    source.name = source.object.value(QStringLiteral("name")).toString();
    if (source.name.isEmpty())
        source.name = QFileInfo(path).completeBaseName();
    return source;
}

VendorSource readVendorSource(VendorOrigin origin, const QString &path)
{
    QFile file(path);
    // A device or a pipe could give bytes without end.
    if (QFileInfo(file).isFile() && file.open(QIODevice::ReadOnly))
        return vendorSource(origin, path, file.read(mostBytes + 1));
    VendorSource source;
    source.origin = origin;
    source.path = path;
    source.name = QFileInfo(path).completeBaseName();
    source.problems.push_back(fault(
        QFileInfo(file).isFile()
            ? Message(WEIR_TEXT("preset.file_unreadable", "The file can't be read: %1."), failureOf(file))
            : Message(WEIR_TEXT("preset.no_file", "The file does not exist or is no plain file."))));
    return source;
}

QString userVendorFolder()
{
    const QString settings = QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation);
    return settings.isEmpty() ? QString() : settings + QStringLiteral("/weir/vendors");
}

VendorShelf::VendorShelf(const QString &projectFolder)
{
    if (!projectFolder.isEmpty())
        addFolder(VendorOrigin::Project, projectFolder + QStringLiteral("/vendors"), m_sources);
    if (const QString folder = userVendorFolder(); !folder.isEmpty())
        addFolder(VendorOrigin::ConfigFolder, folder, m_sources);
    m_sources.insert(m_sources.end(), builtinSources().begin(), builtinSources().end());
}

const VendorSource *VendorShelf::find(const QString &name, const QStringList &without,
                                      VendorOrigin from) const
{
    const auto first = [&](const QString &wanted) -> const VendorSource * {
        for (const VendorSource &source : m_sources) {
            const bool isAsked = from == VendorOrigin::File || source.origin >= from;
            if (isAsked && source.name == wanted && !without.contains(source.path))
                return &source;
        }
        return nullptr;
    };
    const VendorSource *found = first(name);
    return found == nullptr && oldNames().contains(name) ? first(oldNames().value(name)) : found;
}

} // namespace weir
