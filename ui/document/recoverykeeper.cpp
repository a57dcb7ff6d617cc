// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/recoverykeeper.h"

#include <QDir>
#include <QFileInfo>
#include <QUuid>

#include <algorithm>

namespace weir {

namespace {

constexpr std::chrono::seconds pauseBeforeWriting{2};

/// Beside the folder rather than in it, so that removing the folder does not need the lock's end.
std::unique_ptr<QLockFile> lockOf(const QString &folder)
{
    std::unique_ptr<QLockFile> lock = std::make_unique<QLockFile>(folder + u".lock"_qs);
    lock->setStaleLockTime(0); // only the death of its process makes it stale, however long that lives
    return lock;
}

} // namespace

RecoveryKeeper::RecoveryKeeper(ScenarioDocument &document, const QString &commonFolder, QObject *parent)
    : QObject(parent)
    , m_document(document)
    , m_folder(QDir(commonFolder).filePath(QUuid::createUuid().toString(QUuid::WithoutBraces)))
{
    QDir().mkpath(m_folder);
    m_file = std::make_unique<RecoveryFile>(m_folder);
    m_lock = lockOf(m_folder);
    m_lock->tryLock(0);
    m_pause.setSingleShot(true);
    m_pause.setInterval(pauseBeforeWriting);
    connect(&m_pause, &QTimer::timeout, this, &RecoveryKeeper::flush);
    connect(&document, &ScenarioDocument::changed, this, &RecoveryKeeper::update);
    connect(&document, &ScenarioDocument::dirtyChanged, this, &RecoveryKeeper::update);
}

RecoveryKeeper::~RecoveryKeeper()
{
    m_file->remove();
    QDir(m_folder).removeRecursively();
}

void RecoveryKeeper::update()
{
    if (m_document.isDirty()) {
        m_pause.start();
    } else {
        m_pause.stop();
        m_file->remove();
    }
}

void RecoveryKeeper::flush()
{
    if (!m_document.isDirty())
        return;
    const Result<void> written = m_file->write(m_document.scenario(), m_document.path(),
                                               QDateTime::currentDateTimeUtc(), m_document.fingerprint());
    // Told once: a full disk must not stop the user from working.
    if (!written && !m_hasFailed)
        Q_EMIT unkept(written.error());
    m_hasFailed = !written;
}

std::vector<PendingRecovery> RecoveryKeeper::pending(const QString &commonFolder)
{
    std::vector<PendingRecovery> found;
    const QFileInfoList folders = QDir(commonFolder).entryInfoList(QDir::Dirs | QDir::NoDotAndDotDot);
    for (const QFileInfo &folder : folders) {
        const std::unique_ptr<QLockFile> lock = lockOf(folder.filePath());
        if (!lock->tryLock(0))
            continue; // its process is alive
        const Result<std::optional<RecoveredWork>> work = RecoveryFile(folder.filePath()).read();
        if (work && work->has_value())
            found.push_back({folder.filePath(), **work});
    }
    std::sort(found.begin(), found.end(), [](const PendingRecovery &a, const PendingRecovery &b) {
        return a.work.savedAt > b.work.savedAt;
    });
    return found;
}

void RecoveryKeeper::discard(const PendingRecovery &pending)
{
    QDir(pending.folder).removeRecursively();
}

} // namespace weir
