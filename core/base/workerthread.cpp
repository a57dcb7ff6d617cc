// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/workerthread.h"

namespace weir {

WorkerThread::WorkerThread(const QString &name) : m_context(new QObject)
{
    m_thread.setObjectName(name);
    m_context->moveToThread(&m_thread);
    m_thread.start();
}

WorkerThread::~WorkerThread()
{
    Q_ASSERT(QThread::currentThread() != &m_thread);
    run([this] {
        delete m_object;
        m_context->deleteLater(); // runs on the way out of the loop; this very task still stands in it
        m_thread.quit();
    });
    m_thread.wait();
}

void WorkerThread::adopt(std::unique_ptr<QObject> object)
{
    Q_ASSERT(m_object == nullptr && object->parent() == nullptr);
    m_object = object.release();
    m_object->moveToThread(&m_thread);
}

void WorkerThread::post(std::function<void()> task)
{
    QMetaObject::invokeMethod(m_context, std::move(task), Qt::QueuedConnection);
}

void WorkerThread::run(const std::function<void()> &task)
{
    QMetaObject::invokeMethod(m_context, task, Qt::BlockingQueuedConnection);
}

} // namespace weir
