// SPDX-License-Identifier: GPL-3.0-or-later
#include "runs/runloader.h"

#include <QDir>
#include <QFileInfo>

namespace weir {

namespace {

std::vector<RunListing> listAll(const QString &folder, const QStringList &others)
{
    std::vector<RunListing> runs = folder.isEmpty() ? std::vector<RunListing>() : listRuns(folder);
    for (const QString &path : others) {
        // A single file is listed by its folder's catalog, which knows how to read it.
        const QString absolute = QFileInfo(path).absoluteFilePath();
        if (!folder.isEmpty() && QFileInfo(absolute).absolutePath() == QDir(folder).absolutePath())
            continue;
        for (RunListing &run : listRuns(QFileInfo(absolute).absolutePath())) {
            if (QFileInfo(run.path).absoluteFilePath() == absolute)
                runs.push_back(std::move(run));
        }
    }
    return runs;
}

} // namespace

RunLoader::RunLoader(QObject *parent)
    : QObject(parent)
    , m_cancelled(std::make_shared<std::atomic<bool>>(false))
    , m_thread(QStringLiteral("run loader"))
{
}

RunLoader::~RunLoader()
{
    *m_cancelled = true;
}

void RunLoader::list(const QString &folder, const QStringList &others)
{
    const quint64 number = ++m_listNumber;
    m_thread.post([this, number, folder, others] {
        const std::vector<RunListing> runs = listAll(folder, others);
        QMetaObject::invokeMethod(this, [this, number, runs] {
            if (number == m_listNumber)
                Q_EMIT listed(runs);
        });
    });
}

void RunLoader::load(const QString &path)
{
    cancelLoad();
    m_cancelled = std::make_shared<std::atomic<bool>>(false);
    const std::shared_ptr<std::atomic<bool>> cancelled = m_cancelled;
    m_thread.post([this, path, cancelled] {
        if (*cancelled)
            return;
        const Result<LoadedRunPtr> run = loadRun(path, *cancelled, [this, cancelled](int percent) {
            QMetaObject::invokeMethod(this, [this, cancelled, percent] {
                if (!*cancelled)
                    Q_EMIT progressed(percent);
            });
        });
        QMetaObject::invokeMethod(this, [this, path, cancelled, run] {
            if (*cancelled)
                return;
            if (run)
                Q_EMIT loaded(*run);
            else
                Q_EMIT loadFailed(path, run.error());
        });
    });
}

void RunLoader::cancelLoad()
{
    *m_cancelled = true;
}

void RunLoader::readRecord(const QString &path, quint64 position)
{
    const quint64 number = ++m_recordNumber;
    m_thread.post([this, number, path, position] {
        const Result<RequestRecord> record = readRecordAt(path, position);
        QMetaObject::invokeMethod(this, [this, number, record] {
            if (number != m_recordNumber)
                return;
            if (record)
                Q_EMIT recordRead(*record);
            else
                Q_EMIT recordFailed(record.error());
        });
    });
}

} // namespace weir
