// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/settings.h"

#include "base/fileerror.h"
#include "base/outputfile.h"

#include <QDir>
#include <QFileInfo>
#include <QSettings>
#include <QStandardPaths>
#include <QTemporaryDir>

#include <optional>

namespace weir {

namespace {

constexpr qsizetype mostRecentProjects = 10;

/// Calls `visit(key, member)` for every setting; the only place that names the keys. Defaults are those of
/// the struct.
template <typename AnySettings, typename Visitor>
void visitSettings(AnySettings &s, Visitor &&visit)
{
    visit(u"look/theme"_qs, s.theme);
    visit(u"look/language"_qs, s.language);
    visit(u"files/recent"_qs, s.recentProjects);
    visit(u"files/last_folder"_qs, s.lastFolder);
    visit(u"window/last_page"_qs, s.lastPage);
    visit(u"window/geometry"_qs, s.windowGeometry);
    visit(u"window/state"_qs, s.windowState);
    visit(u"export/size"_qs, s.exportSize);
    visit(u"export/scale"_qs, s.exportScale);
    visit(u"export/print_theme"_qs, s.exportPrintTheme);
}

constexpr std::array<QStringView, 3> themeNames{u"system", u"light", u"dark"};

struct Loader
{
    const QSettings &file;

    template <typename T>
    void operator()(const QString &key, T &value) const
    {
        const QVariant stored = file.value(key);
        if (stored.isValid() && stored.canConvert<T>())
            value = stored.value<T>();
    }
    void operator()(const QString &key, ThemeMode &mode) const
    {
        const QString name = file.value(key).toString();
        for (std::size_t i = 0; i < themeNames.size(); ++i) {
            if (name == themeNames[i])
                mode = static_cast<ThemeMode>(i);
        }
    }
};

struct Saver
{
    QSettings &file;

    template <typename T>
    void operator()(const QString &key, const T &value) const
    {
        file.setValue(key, value);
    }
    void operator()(const QString &key, ThemeMode mode) const
    {
        file.setValue(key, themeNames[static_cast<std::size_t>(mode)].toString());
    }
};

void keepInRange(Settings &settings)
{
    constexpr int pages = 5;
    const auto isSide = [](int pixels) { return pixels >= 100 && pixels <= 8000; };
    const Settings defaults;
    if (settings.lastPage < 0 || settings.lastPage >= pages)
        settings.lastPage = defaults.lastPage;
    if (!isSide(settings.exportSize.width()) || !isSide(settings.exportSize.height()))
        settings.exportSize = defaults.exportSize;
    if (!(settings.exportScale >= 0.5 && settings.exportScale <= 4))
        settings.exportScale = defaults.exportScale;
    settings.recentProjects = settings.recentProjects.mid(0, mostRecentProjects);
}

QString standardPath()
{
    return QDir(QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation))
        .filePath(u"weir/weir.ini"_qs);
}

Settings settingsIn(const QString &path)
{
    Settings settings;
    const QSettings file(path, QSettings::IniFormat);
    visitSettings(settings, Loader{file});
    return settings;
}

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// What `settings` make of the file at `path`. QSettings writes by a QSaveFile, which replaces a whole file
/// by an empty one on a full disk: so it works on a copy, which is read back. Nothing where even that failed.
std::optional<QByteArray> contentFor(const Settings &settings, const QString &path)
{
    const QTemporaryDir folder;
    const QString copy = folder.filePath(u"weir.ini"_qs);
    if (!folder.isValid() || !writeFile(copy, contentOf(path)))
        return std::nullopt;
    QSettings file(copy, QSettings::IniFormat);
    visitSettings(settings, Saver{file});
    file.sync();
    const QByteArray content = contentOf(copy);
    // QSettings remembers what it wrote to a path, so it reads under another.
    const QString second = folder.filePath(u"second.ini"_qs);
    const bool isWhole = file.status() == QSettings::NoError && !content.isEmpty() &&
                         writeFile(second, content) && settingsIn(second) == settings;
    return isWhole ? std::optional(content) : std::nullopt;
}

} // namespace

void addRecentProject(Settings &settings, const QString &path)
{
    settings.recentProjects.removeAll(path);
    settings.recentProjects.prepend(path);
    settings.recentProjects = settings.recentProjects.mid(0, mostRecentProjects);
}

SettingsFile::SettingsFile(QString path) : m_path(path.isEmpty() ? standardPath() : std::move(path)) {}

Settings SettingsFile::read() const
{
    Settings settings = settingsIn(m_path);
    keepInRange(settings);
    return settings;
}

Result<void> SettingsFile::write(const Settings &settings) const
{
    QDir().mkpath(QFileInfo(m_path).absolutePath());
    const std::optional<QByteArray> content = contentFor(settings, m_path);
    const Message why =
        content ? failureOfWriting(m_path, *content)
                : Message(WEIR_TEXT("settings.no_scratch_space", "there is no room in the folder for "
                                                                 "temporary files"));
    if (!why.isEmpty()) {
        return Error{Message(WEIR_TEXT("settings.unsaved", "The settings can't be saved: %1"), why),
                     Message::verbatim(m_path), writingAdvice(why)};
    }
    return {};
}

} // namespace weir
