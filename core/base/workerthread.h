// SPDX-License-Identifier: GPL-3.0-or-later
// A thread with an event loop whose end is the end of its scope.
#pragma once

#include <QObject>
#include <QThread>

#include <functional>
#include <memory>

namespace weir {

/// Owns a running QThread and the one object that lives in it. Created and destroyed by the same (owner's)
/// thread; the destructor deletes the object inside its thread, quits the loop and joins.
class WorkerThread
{
public:
    /// Starts the thread; `name` shows in debuggers and `top -H`.
    explicit WorkerThread(const QString &name);
    ~WorkerThread();
    WorkerThread(const WorkerThread &) = delete;
    WorkerThread &operator=(const WorkerThread &) = delete;

    /// Moves `object` (which must have no parent) into the thread and owns it from now on.
    void adopt(std::unique_ptr<QObject> object);
    /// Runs `task` in the thread's event loop, later. Any thread. Tasks run in the order of posting.
    void post(std::function<void()> task);
    /// Runs `task` in the thread and waits for its end. Never from the thread itself.
    void run(const std::function<void()> &task);

    [[nodiscard]] QThread *thread() { return &m_thread; }

private:
    QThread m_thread;
    QObject *m_context = nullptr; ///< Lives in m_thread; receives posted tasks. Deleted on the way out.
    QObject *m_object = nullptr;  ///< The adopted object; lives in m_thread, deleted there by the destructor.
};

} // namespace weir
