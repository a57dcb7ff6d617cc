// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/front/truthlog.h"

#include "base/jsontext.h"

#include <string_view>

namespace weir {

namespace {

constexpr std::size_t mostWaitingChunks = 4'000'000;
constexpr std::chrono::milliseconds writeEvery{500};

std::string_view endName(TruthEnd end)
{
    switch (end) {
    case TruthEnd::Done:
        return "done";
    case TruthEnd::Fault:
        return "fault";
    case TruthEnd::ClientClosed:
        return "client_closed";
    case TruthEnd::Error:
        break;
    }
    return "error";
}

void appendStages(std::string &out, const StageTimes &stages)
{
    out += ",\"stages\":{";
    for (const auto &[name, stage] : namedStages) {
        out.append("\"").append(name).append("_ns\":");
        out += std::to_string((stages.*stage).count()) + ',';
    }
    out.back() = '}';
}

} // namespace

void appendTruthLine(std::string &out, const TruthRecord &record)
{
    out += "{\"id\":";
    if (record.id)
        appendJsonText(out, *record.id);
    else
        out += "null";
    out += ",\"attempt\":" + std::to_string(record.attempt) + ",\"fault\":";
    if (record.fault)
        appendJsonText(out, faultName(*record.fault).toStdString());
    else
        out += "null";
    out += ",\"accepted_ns\":" + std::to_string(toNs(record.accepted)) + ",\"chunks\":[";
    for (const TruthChunk &chunk : record.chunks) {
        out += "{\"write_ns\":" + std::to_string(toNs(chunk.written));
        out += ",\"tokens\":" + std::to_string(chunk.tokens) + "},";
    }
    if (!record.chunks.empty())
        out.pop_back();
    out += "],\"end\":\"";
    out += endName(record.end);
    out += "\",\"done_ns\":" + std::to_string(toNs(record.done));
    out += ",\"status\":" + (record.status == 0 ? "null" : std::to_string(record.status));
    out += ",\"prompt_tokens\":" + std::to_string(record.promptTokens);
    appendStages(out, record.stages);
    out += ",\"replica\":" + (record.replica ? std::to_string(*record.replica) : "null");
    out += ",\"preemptions\":" + std::to_string(record.preemptions);
    out += record.cached ? ",\"cached\":true" : ",\"cached\":false";
    out += record.canary ? ",\"canary\":true}\n" : ",\"canary\":false}\n";
}

Result<std::unique_ptr<TruthLog>> TruthLog::open(const QString &path)
{
    DirectFile file(path);
    if (file.error() != 0)
        return Error{Message(WEIR_TEXT("service.truth_not_opened", "The truth file can't be written: %1."),
                             file.failure()),
                     Message::verbatim(path),
                     WEIR_TEXT("service.choose_writable_place", "Choose a place that can be written to.")};
    return std::unique_ptr<TruthLog>(new TruthLog(std::move(file), path));
}

TruthLog::TruthLog(DirectFile file, QString path) : m_file(std::move(file)), m_path(std::move(path))
{
    m_thread = std::thread([this] { run(); });
}

TruthLog::~TruthLog()
{
    finish();
}

void TruthLog::finish()
{
    if (!m_thread.joinable())
        return;
    {
        const std::lock_guard lock(m_mutex);
        m_stop = true;
    }
    m_wake.notify_one();
    m_thread.join();
}

void TruthLog::add(TruthRecord record)
{
    const std::lock_guard lock(m_mutex);
    const std::size_t size = record.chunks.size() + 1;
    if (m_stop || m_error || m_waitingChunks + size > mostWaitingChunks) {
        m_lost.fetch_add(1, std::memory_order_relaxed);
        return;
    }
    m_waitingChunks += size;
    m_waiting.push_back(std::move(record));
}

std::optional<Error> TruthLog::error() const
{
    const std::lock_guard lock(m_mutex);
    return m_error;
}

void TruthLog::run()
{
    bool stop = false;
    while (!stop) {
        std::vector<TruthRecord> records;
        {
            std::unique_lock lock(m_mutex);
            m_wake.wait_for(lock, writeEvery, [this] { return m_stop; });
            stop = m_stop;
            records.swap(m_waiting);
            m_waitingChunks = 0;
        }
        write(records);
    }
}

void TruthLog::write(const std::vector<TruthRecord> &records)
{
    std::string text;
    for (const TruthRecord &record : records)
        appendTruthLine(text, record);
    if (text.empty())
        return; // Also after a failure: nothing is added then.
    if (m_file.write(text))
        return;
    m_lost.fetch_add(records.size(), std::memory_order_relaxed);
    const std::lock_guard lock(m_mutex);
    m_error = Error{
        Message(WEIR_TEXT("service.truth_cut", "The truth file could not be written: %1. It ends here, maybe "
                                               "inside a line; the requests from now on are missing"),
                m_file.failure()),
        Message::verbatim(m_path),
        WEIR_TEXT("service.make_room", "Make room or choose another place, and start the service again.")};
}

} // namespace weir
