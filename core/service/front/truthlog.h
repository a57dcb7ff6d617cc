// SPDX-License-Identifier: GPL-3.0-or-later
// The truth file: what the service really did for each request, written beside the serving thread.
#pragma once

#include "base/clock.h"
#include "base/directfile.h"
#include "base/result.h"
#include "service/faults/fault.h"
#include "service/model/modelrequest.h"

#include <atomic>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

namespace weir {

/// How the service's side of an exchange ended.
enum class TruthEnd : quint8
{
    Done,         ///< Answered in full.
    Fault,        ///< The drawn fault happened.
    ClientClosed, ///< The client left before the end, or before its fault.
    Error,        ///< Refused (status tells why), or the service was stopped.
};

/// One token-bearing write.
struct TruthChunk
{
    TimePoint written; ///< Immediately before the write to the socket.
    quint32 tokens = 0;
};

/// One request as the service saw it.
struct TruthRecord
{
    std::optional<std::string> id; ///< X-Weir-Request-Id; any bytes.
    quint32 attempt = 1;           ///< X-Weir-Attempt, or how often the id has been seen.
    std::optional<FaultKind> fault;
    TimePoint accepted; ///< The request was fully read; for reset-on-accept, its header.
    std::vector<TruthChunk> chunks;
    TruthEnd end = TruthEnd::Error;
    TimePoint done; ///< After the last write, or when the end was noticed.
    int status = 0; ///< HTTP status sent; 0 when no response was begun.
    quint32 promptTokens = 0;
    StageTimes stages;              ///< Where the time went, by the model.
    std::optional<quint32> replica; ///< Nothing where none worked on it: refused, or from the result cache.
    quint32 preemptions = 0;
    bool cached = false; ///< From the result cache.
    bool canary = false; ///< By the second version.
};

/// Appends the line of one record, newline included.
void appendTruthLine(std::string &out, const TruthRecord &record);

/// A file and the thread that writes it. add() never waits for the disk: it formats and writes on the log's
/// own thread, at least once a second. The first write that fails is the last one: what came after would
/// follow half a line. The destructor writes the rest and joins.
class TruthLog
{
public:
    /// Creates or empties the file at `path`; the error says why that is not possible.
    static Result<std::unique_ptr<TruthLog>> open(const QString &path);
    ~TruthLog();
    TruthLog(const TruthLog &) = delete;
    TruthLog &operator=(const TruthLog &) = delete;

    /// Any thread. When the disk is so slow that records for more than some million writes wait, the record
    /// is lost.
    void add(TruthRecord record);
    /// Writes the rest and joins; what is added later is lost. Not from two threads at once.
    void finish();
    /// Why the file is not whole, from the first write that failed on. Any thread.
    [[nodiscard]] std::optional<Error> error() const;
    /// Records that were lost to a slow or full disk. Any thread.
    [[nodiscard]] quint64 lost() const { return m_lost.load(std::memory_order_relaxed); }

private:
    TruthLog(DirectFile file, QString path);
    void run();
    void write(const std::vector<TruthRecord> &records);

    DirectFile m_file; ///< Used by m_thread alone.
    QString m_path;
    mutable std::mutex m_mutex;
    std::condition_variable m_wake;
    std::vector<TruthRecord> m_waiting; ///< Guarded by m_mutex.
    std::size_t m_waitingChunks = 0;    ///< Guarded by m_mutex.
    bool m_stop = false;                ///< Guarded by m_mutex.
    std::optional<Error> m_error;       ///< Guarded by m_mutex.
    std::atomic<quint64> m_lost{0};
    std::thread m_thread;
};

} // namespace weir
