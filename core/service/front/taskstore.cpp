// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/front/taskstore.h"

#include "service/dialects/answerparts.h"
#include "service/dialects/openaiparts.h"
#include "base/jsontext.h"

namespace weir {

namespace {

constexpr quint64 taskPurpose = 0x7461736b;

Reply unknownTask()
{
    return Reply{404, openAiError("This task does not exist, or no longer.", "invalid_request_error", {},
                                  "unknown_task")};
}

/// Named and measured as in the truth file, in milliseconds as everything that vendors tell of times.
void appendStages(std::string &out, const StageTimes &stages)
{
    out += ",\"stages\":{";
    for (const auto &[name, stage] : namedStages) {
        out.append("\"").append(name).append("_ms\":");
        appendMs(out, stages.*stage);
        out += ',';
    }
    out.back() = '}';
}

} // namespace

/// One task: takes the response that a connection would have sent, and keeps its body.
class TaskStore::Task final : public ByteSink, public ExchangeOwner
{
public:
    Task(TaskStore &store, FrontContext &context, std::string id, quint32 tenant)
        : m_store(store), m_running(context), m_id(std::move(id)), m_tenant(tenant)
    {
    }

    /// Nothing when the task is on its way, or done already; else the refusal, in place of a task.
    std::optional<Reply> begin(ExchangeOrder order, TruthRecord record, const ModelRequest &request)
    {
        m_fault = order.fault;
        m_dialect = order.dialect;
        ByteSink &sink = *this;
        ExchangeOwner &owner = *this;
        m_running.begin(makeExchange(std::move(order), std::move(record), sink, owner), request);
        if (m_isOver && m_isRefused)
            return Reply{status(), std::string(body()), retryAfter()};
        m_isAccepted = true;
        if (m_isOver)
            m_store.taskEnded(*this);
        return std::nullopt;
    }
    void end(TruthEnd why) { m_running.end(why); }

    void send(std::string_view bytes) override { m_response += bytes; }
    [[nodiscard]] bool isEmpty() const override { return true; }
    void tokensWritten(quint32) override {}
    void faultMet(FaultKind kind) override { m_store.m_context.countFault(kind); }
    void exchangeEnded(ExchangeEnd end, bool working) override
    {
        m_running.release(working);
        m_hasHung = end == ExchangeEnd::WaitForClient;
        if (m_hasHung)
            return m_store.taskHangs(*this);
        const Exchange &exchange = *m_running.get();
        const bool isWhole = end == ExchangeEnd::Finish || end == ExchangeEnd::Close;
        m_isRefused = exchange.isRefused();
        m_hasSucceeded = isWhole && (exchange.isComplete() || m_fault == FaultKind::Empty) && !m_isRefused;
        conclude();
    }
    /// It has hung for long enough.
    void giveUp() { conclude(); }

    [[nodiscard]] const std::string &id() const { return m_id; }
    [[nodiscard]] quint32 tenant() const { return m_tenant; }
    [[nodiscard]] bool isOver() const { return m_isOver; }
    /// Of its result; grows until it is over.
    [[nodiscard]] std::size_t bytes() const { return m_response.size(); }
    [[nodiscard]] std::string json() const
    {
        std::string out = "{\"task_id\":";
        appendJsonText(out, m_id);
        out += ",\"status\":\"";
        const bool isPlaced = m_running.get() != nullptr && m_running.get()->isPlaced();
        out += !m_isOver ? (isPlaced ? "running" : "pending") : (m_hasSucceeded ? "succeeded" : "failed");
        out += '"';
        if (m_hasSucceeded)
            out.append(",\"result\":").append(body());
        else if (m_isOver && m_isRefused)
            out.append(",\"error\":").append(body());
        else if (m_isOver)
            out.append(",\"error\":").append(m_dialect->error(500, "server_error", brokenText()));
        if (m_stages)
            appendStages(out, *m_stages);
        out += '}';
        return out;
    }

    std::optional<CallbackTarget> callback;

private:
    void conclude()
    {
        m_isOver = true;
        if (const StageTimes *told = m_running.get()->stages())
            m_stages = *told;
        m_running.end(m_hasSucceeded ? TruthEnd::Done : TruthEnd::Error);
        if (m_isAccepted)
            m_store.taskEnded(*this);
    }
    [[nodiscard]] std::string_view body() const
    {
        const std::size_t head = m_response.find("\r\n\r\n");
        return head == std::string::npos ? std::string_view() : std::string_view(m_response).substr(head + 4);
    }
    [[nodiscard]] int status() const
    {
        // "HTTP/1.1 200 OK"
        return m_response.size() > 12 ? std::atoi(m_response.c_str() + 9) : 500;
    }
    [[nodiscard]] std::string retryAfter() const
    {
        const std::size_t at = m_response.find("Retry-After: ");
        const std::size_t end = m_response.find("\r\n", at);
        return at < m_response.find("\r\n\r\n") ? m_response.substr(at, end + 2 - at) : std::string();
    }
    [[nodiscard]] std::string brokenText() const
    {
        if (!m_fault)
            return "The answer broke off with its replica.";
        return (m_hasHung ? "The answer stopped half way and was given up: " : "The answer broke off: ") +
               faultName(*m_fault).toStdString() + '.';
    }

    TaskStore &m_store;
    RunningExchange m_running;
    std::string m_id;
    quint32 m_tenant;
    std::string m_response;
    std::optional<FaultKind> m_fault;
    std::optional<StageTimes> m_stages;
    const Dialect *m_dialect = nullptr;
    bool m_isAccepted = false; ///< The client knows of it.
    bool m_isOver = false;
    bool m_hasHung = false;
    bool m_isRefused = false;
    bool m_hasSucceeded = false;
};

TaskStore::TaskStore(FrontContext &context, TaskBounds bounds)
    : m_context(context), m_bounds(bounds), m_callbacks(context.executor), m_deadline(context.executor)
{
}
TaskStore::~TaskStore() = default;

Reply TaskStore::submit(ExchangeOrder order, TruthRecord record, const ModelRequest &request)
{
    std::optional<CallbackTarget> callback;
    if (!order.facts.asked.callback.empty()) {
        callback = callbackTargetOf(order.facts.asked.callback);
        if (!callback)
            return Reply{400, openAiError("callback must be an http URL on 127.0.0.1 or localhost.",
                                          "invalid_request_error", "callback", {})};
    }
    forgetOld();
    makeRoom();
    if (m_tasks.size() >= m_bounds.tasks)
        return Reply{503, openAiError("Too many tasks are under way.", "server_error", {}, "too_many_tasks")};
    order.facts.asked.stream = false;
    std::string id = "task-" + std::to_string(mixSeed({taskPurpose, order.facts.key, m_next++}));
    std::unique_ptr<Task> made = std::make_unique<Task>(*this, m_context, id, request.tenant);
    Task &task = *made;
    task.callback = callback;
    m_tasks.emplace(id, std::move(made));
    if (std::optional<Reply> refusal = task.begin(std::move(order), std::move(record), request)) {
        m_tasks.erase(id);
        return std::move(*refusal);
    }
    return Reply{200, "{\"task_id\":\"" + id + "\",\"status\":\"pending\"}"};
}

TaskStore::Task *TaskStore::find(std::string_view id, quint32 tenant) const
{
    const auto found = m_tasks.find(std::string(id));
    return found != m_tasks.end() && found->second->tenant() == tenant ? found->second.get() : nullptr;
}

Reply TaskStore::poll(std::string_view id, quint32 tenant)
{
    forgetOld();
    const Task *task = find(id, tenant);
    return task == nullptr ? unknownTask() : Reply{200, task->json()};
}

Reply TaskStore::cancel(std::string_view id, quint32 tenant)
{
    forgetOld();
    Task *task = find(id, tenant);
    if (task == nullptr)
        return unknownTask();
    task->end(TruthEnd::ClientClosed);
    if (task->isOver())
        m_keptBytes -= task->bytes();
    std::erase_if(task->isOver() ? m_finished : m_hanging,
                  [id](const Dated &dated) { return dated.id == id; });
    m_tasks.erase(task->id());
    return Reply{200, "{\"status\":\"cancelled\"}"};
}

void TaskStore::taskEnded(const Task &task)
{
    m_keptBytes += task.bytes();
    while (!m_finished.empty() && m_keptBytes > m_bounds.bytes)
        forgetOldest();
    m_finished.push_back({MonotonicClock::now(), task.id()});
    if (task.callback && !m_stopped)
        m_callbacks.send(*task.callback, task.json());
}

void TaskStore::taskHangs(const Task &task)
{
    m_hanging.push_back({MonotonicClock::now(), task.id()});
    if (m_hanging.size() == 1)
        awaitOldestHang();
}

/// A timer rather than a look when somebody asks: who waits for a callback never asks, and truth file and
/// metrics get the end at its time.
void TaskStore::awaitOldestHang()
{
    if (m_hanging.empty() || m_stopped)
        return; // Stopping lets the model catch up, whereupon another one may hang.
    m_deadline.set(m_hanging.front().at + m_bounds.hangingFor - MonotonicClock::now(),
                   [this] { giveUpHanging(); });
}

void TaskStore::giveUpHanging()
{
    const TimePoint limit = MonotonicClock::now() - m_bounds.hangingFor;
    while (!m_hanging.empty() && m_hanging.front().at <= limit) {
        Task &task = *m_tasks.at(m_hanging.front().id);
        m_hanging.pop_front();
        task.giveUp();
    }
    awaitOldestHang();
}

void TaskStore::forgetOld()
{
    const TimePoint limit = MonotonicClock::now() - m_bounds.finishedFor;
    while (!m_finished.empty() && m_finished.front().at < limit)
        forgetOldest();
}

void TaskStore::forgetOldest()
{
    const auto oldest = m_tasks.find(m_finished.front().id);
    m_keptBytes -= oldest->second->bytes();
    m_tasks.erase(oldest);
    m_finished.pop_front();
}

/// For one more task only: whoever asks for a result of a full store must find it.
void TaskStore::makeRoom()
{
    while (!m_finished.empty() && m_tasks.size() >= m_bounds.tasks)
        forgetOldest();
}

void TaskStore::stop()
{
    m_stopped = true;
    m_deadline.drop();
    m_callbacks.stop();
    for (const auto &[id, task] : m_tasks)
        task->end(TruthEnd::Error);
}

} // namespace weir
