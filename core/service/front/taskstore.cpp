// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/front/taskstore.h"

#include "service/front/dialects/openaiparts.h"
#include "service/jsontext.h"

namespace weir {

namespace {

constexpr quint64 taskPurpose = 0x7461736b;

Reply unknownTask()
{
    return Reply{404, openAiError("This task does not exist, or no longer.", "invalid_request_error", {},
                                  "unknown_task")};
}

} // namespace

/// One task: takes the response that a connection would have sent, and keeps its body.
class TaskStore::Task final : public ByteSink, public ExchangeOwner
{
public:
    Task(TaskStore &store, FrontContext &context, std::string id)
        : m_store(store), m_running(context), m_id(std::move(id))
    {
    }

    void begin(ExchangeOrder order, TruthRecord record, const ModelRequest &request)
    {
        ByteSink &sink = *this;
        ExchangeOwner &owner = *this;
        m_running.begin(makeExchange(std::move(order), std::move(record), sink, owner), request);
    }
    void end(TruthEnd why) { m_running.end(why); }

    void send(std::string_view bytes) override { m_response += bytes; }
    [[nodiscard]] bool isEmpty() const override { return true; }
    void tokensWritten(quint32) override {}
    void exchangeEnded(ExchangeEnd end, bool working) override
    {
        m_running.release(working);
        if (end == ExchangeEnd::WaitForClient)
            return; // It hangs, and so it stays.
        m_isOver = true;
        m_isWhole = end == ExchangeEnd::Finish || end == ExchangeEnd::Close;
        const bool answered = m_isWhole && isAnswered();
        m_running.end(answered ? TruthEnd::Done : TruthEnd::Error);
        m_store.taskEnded(*this);
    }

    [[nodiscard]] const std::string &id() const { return m_id; }
    [[nodiscard]] bool isOver() const { return m_isOver; }
    /// A refusal that came before anything else: the submission's own answer.
    [[nodiscard]] std::optional<Reply> refusal() const
    {
        if (!m_isOver || isAnswered() || !m_isWhole)
            return std::nullopt;
        return Reply{status(), std::string(body())};
    }
    [[nodiscard]] std::string json() const
    {
        std::string out = "{\"task_id\":";
        appendJsonText(out, m_id);
        out += ",\"status\":\"";
        const bool isPlaced = m_running.get() != nullptr && m_running.get()->isPlaced();
        out += !m_isOver ? (isPlaced ? "running" : "pending")
                         : (m_isWhole && isAnswered() ? "succeeded" : "failed");
        out += '"';
        if (m_isOver && m_isWhole)
            out.append(isAnswered() ? ",\"result\":" : ",\"error\":").append(body());
        else if (m_isOver)
            out += ",\"error\":" + openAiError("The answer broke off.", "server_error", {}, {});
        out += '}';
        return out;
    }

    std::optional<CallbackTarget> callback;

private:
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
    /// A business code in a 200 is as good as an answer for who only looks at the status.
    [[nodiscard]] bool isAnswered() const { return status() == 200; }

    TaskStore &m_store;
    RunningExchange m_running;
    std::string m_id;
    std::string m_response;
    bool m_isOver = false;
    bool m_isWhole = false;
};

TaskStore::TaskStore(FrontContext &context, TaskBounds bounds) : m_context(context), m_bounds(bounds) {}
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
    if (m_tasks.size() >= m_bounds.tasks)
        return Reply{503, openAiError("Too many tasks are under way.", "server_error", {}, "too_many_tasks")};
    order.facts.asked.stream = false;
    std::string id = "task-" + std::to_string(mixSeed({taskPurpose, order.facts.key, m_next++}));
    std::unique_ptr<Task> made = std::make_unique<Task>(*this, m_context, id);
    Task &task = *made;
    task.callback = callback;
    m_tasks.emplace(id, std::move(made));
    task.begin(std::move(order), std::move(record), request);
    if (std::optional<Reply> refusal = task.refusal()) {
        m_tasks.erase(id);
        return std::move(*refusal);
    }
    return Reply{200, "{\"task_id\":\"" + id + "\",\"status\":\"pending\"}"};
}

Reply TaskStore::poll(std::string_view id)
{
    forgetOld();
    const auto found = m_tasks.find(std::string(id));
    return found == m_tasks.end() ? unknownTask() : Reply{200, found->second->json()};
}

Reply TaskStore::cancel(std::string_view id)
{
    const auto found = m_tasks.find(std::string(id));
    if (found == m_tasks.end())
        return unknownTask();
    found->second->end(TruthEnd::ClientClosed);
    m_tasks.erase(found);
    return Reply{200, "{\"status\":\"cancelled\"}"};
}

void TaskStore::taskEnded(Task &task)
{
    m_finished.push_back({MonotonicClock::now(), task.id()});
    if (task.callback && !m_stopped)
        sendCallback(m_context.executor, *task.callback, task.json());
}

void TaskStore::forgetOld()
{
    const TimePoint limit = MonotonicClock::now() - m_bounds.finishedFor;
    while (!m_finished.empty() && (m_finished.front().at < limit || m_tasks.size() >= m_bounds.tasks)) {
        m_tasks.erase(m_finished.front().id);
        m_finished.pop_front();
    }
}

void TaskStore::stop()
{
    m_stopped = true;
    for (const auto &[id, task] : m_tasks)
        task->end(TruthEnd::Error);
}

} // namespace weir
