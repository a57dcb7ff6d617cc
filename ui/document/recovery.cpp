// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/recovery.h"

#include "scenario/scenariojson.h"

#include <QDir>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSaveFile>
#include <QUuid>

namespace weir {

namespace {

constexpr std::chrono::seconds pauseBeforeWriting{2};
constexpr qint64 largestFile = 80ll * 1024 * 1024; // a project file is at most 64 MiB

QString lockOf(const QString &file)
{
    return file + u".lock";
}

std::optional<RecoveredWork> read(const QString &path)
{
    QFile file(path);
    if (file.size() > largestFile || !file.open(QIODevice::ReadOnly))
        return std::nullopt;
    const QJsonObject object = QJsonDocument::fromJson(file.readAll()).object();
    const QString text = object.value(u"scenario").toString();
    if (text.isEmpty())
        return std::nullopt;
    RecoveredWork work;
    work.file = path;
    work.projectPath = object.value(u"project").toString();
    work.at = QFileInfo(path).lastModified();
    work.scenario = scenarioFromJson(text.toUtf8()).scenario;
    return work;
}

} // namespace

Recovery::Recovery(ScenarioDocument &document, const QString &folder, QObject *parent)
    : QObject(parent), m_document(document), m_folder(folder)
{
    QDir().mkpath(folder);
    m_file = QDir(folder).filePath(QUuid::createUuid().toString(QUuid::WithoutBraces) + u".json");
    m_lock = std::make_unique<QLockFile>(lockOf(m_file));
    m_lock->setStaleLockTime(0); // only the death of the process makes it stale, however long that lives
    m_lock->tryLock(0);
    m_pause.setSingleShot(true);
    m_pause.setInterval(pauseBeforeWriting);
    connect(&m_pause, &QTimer::timeout, this, &Recovery::flush);
    connect(&document, &ScenarioDocument::changed, this, &Recovery::update);
    connect(&document, &ScenarioDocument::dirtyChanged, this, &Recovery::update);
}

Recovery::~Recovery()
{
    QFile::remove(m_file);
}

void Recovery::update()
{
    if (m_document.isDirty()) {
        m_pause.start();
    } else {
        m_pause.stop();
        QFile::remove(m_file);
    }
}

void Recovery::flush()
{
    if (!m_document.isDirty())
        return;
    const QJsonObject object{{QStringLiteral("project"), m_document.path()},
                             {QStringLiteral("scenario"),
                              QString::fromUtf8(scenarioToJson(m_document.scenario()))}};
    QSaveFile file(m_file);
    // A full disk must not stop the user from working: saving itself will tell.
    if (!file.open(QIODevice::WriteOnly))
        return;
    file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner);
    file.write(QJsonDocument(object).toJson(QJsonDocument::Compact));
    file.commit();
}

std::vector<RecoveredWork> Recovery::pending(const QString &folder)
{
    std::vector<RecoveredWork> works;
    const QFileInfoList files = QDir(folder).entryInfoList({QStringLiteral("*.json")}, QDir::Files, QDir::Time);
    for (const QFileInfo &file : files) {
        QLockFile lock(lockOf(file.filePath()));
        lock.setStaleLockTime(0);
        if (!lock.tryLock(0))
            continue; // its process is alive
        if (std::optional<RecoveredWork> work = read(file.filePath()))
            works.push_back(std::move(*work));
    }
    return works;
}

void Recovery::discard(const RecoveredWork &work)
{
    QFile::remove(work.file);
}

} // namespace weir
