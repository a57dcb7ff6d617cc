// SPDX-License-Identifier: GPL-3.0-or-later
// Reads runs in a thread of its own, so that the window never waits for a file.
#pragma once

#include "base/workerthread.h"
#include "runs/loadedrun.h"
#include "store/runcatalog.h"

#include <QObject>
#include <QStringList>

#include <atomic>
#include <memory>

namespace weir {

/// GUI thread; answers come as signals there. A newer call of the same kind cancels the older, whose answer
/// is dropped.
class RunLoader : public QObject
{
    Q_OBJECT

public:
    explicit RunLoader(QObject *parent = nullptr);
    ~RunLoader() override; ///< Waits for the step in hand.

    /// Lists `folder` and, after its runs, `others` (single files).
    void list(const QString &folder, const QStringList &others);
    void load(const QString &path);
    void cancelLoad();
    void readRecord(const QString &path, quint64 position);

Q_SIGNALS:
    void listed(const std::vector<weir::RunListing> &runs);
    void progressed(int percent);
    void loaded(const weir::LoadedRunPtr &run);
    void loadFailed(const QString &path, const weir::Error &error);
    void recordRead(const weir::RequestRecord &record);
    void recordFailed(const weir::Error &error);

private:
    std::shared_ptr<std::atomic<bool>> m_cancelled; ///< Of the newest load.
    quint64 m_listNumber = 0;
    quint64 m_recordNumber = 0;
    WorkerThread m_thread; ///< Last: joined before anything that its tasks use goes away.
};

} // namespace weir
