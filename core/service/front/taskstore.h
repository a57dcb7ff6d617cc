// SPDX-License-Identifier: GPL-3.0-or-later
// Requests whose clients do not wait: submitted now, asked for later.
#pragma once

#include "service/front/callbacksender.h"
#include "service/front/deadline.h"
#include "service/front/routes.h"
#include "service/front/runningexchange.h"

#include <deque>
#include <string>
#include <unordered_map>

namespace weir {

/// How much a store keeps.
struct TaskBounds
{
    std::size_t tasks = 10'000;                         ///< Running and finished ones together.
    std::size_t bytes = std::size_t{64} * 1024 * 1024;  ///< Of results; beyond, the oldest ones go.
    Nanoseconds finishedFor = std::chrono::minutes(10); ///< How long a result can be asked for.
    Nanoseconds hangingFor = std::chrono::minutes(10);  ///< How long one may hang until it has failed.
};

/// Service thread only.
class TaskStore
{
public:
    /// `context` outlives the store.
    explicit TaskStore(FrontContext &context, TaskBounds bounds = {});
    ~TaskStore();
    TaskStore(const TaskStore &) = delete;
    TaskStore &operator=(const TaskStore &) = delete;

    /// Submits a request that is answered whole. {"task_id","status":"pending"}; 400 for a callback to
    /// elsewhere, 503 when the store is full of running tasks, or the refusal of the request's fault.
    Reply submit(ExchangeOrder order, TruthRecord record, const ModelRequest &request);
    /// {"task_id","status","result" or "error","stages" once they are known}; 404 for an id that is not, or
    /// no longer, known to `tenant`: others' tasks are as good as none.
    Reply poll(std::string_view id, quint32 tenant);
    /// Takes a task back and forgets it; 404 as for poll().
    Reply cancel(std::string_view id, quint32 tenant);
    /// The service ends: nothing is told any more.
    void stop();

private:
    class Task;
    struct Dated
    {
        TimePoint at;
        std::string id;
    };
    [[nodiscard]] Task *find(std::string_view id, quint32 tenant) const;
    void taskEnded(const Task &task);
    void taskHangs(const Task &task);
    void awaitOldestHang();
    void giveUpHanging();
    void forgetOld();
    void forgetOldest();
    void makeRoom();

    FrontContext &m_context;
    TaskBounds m_bounds;
    CallbackSender m_callbacks;
    std::unordered_map<std::string, std::unique_ptr<Task>> m_tasks;
    std::deque<Dated> m_finished; ///< In the order of time.
    std::deque<Dated> m_hanging;  ///< In the order of time.
    Deadline m_deadline;          ///< For the first of m_hanging, or one that was taken back since.
    std::size_t m_keptBytes = 0;  ///< Of m_finished.
    quint64 m_next = 0;
    bool m_stopped = false;
};

} // namespace weir
