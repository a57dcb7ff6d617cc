// SPDX-License-Identifier: GPL-3.0-or-later
// A worker's requests from their launch to their last attempt, whatever carries the attempts out; a real
// worker and a simulated one differ only in their clock and in what they make attempts of.
#pragma once

#include "engine/attempt.h"
#include "engine/loaddriver.h"
#include "engine/memoryrelief.h"
#include "engine/serverwords.h"
#include "engine/timerqueue.h"
#include "engine/unreached.h"
#include "metrics/batch.h"

#include <functional>
#include <memory>
#include <unordered_map>
#include <vector>

namespace weir {

class RenderAhead;

/// Makes an attempt that has not begun. `key` names it in `observer`'s books.
using AttemptMaker =
    std::function<std::unique_ptr<Attempt>(AttemptObserver &observer, quint64 key, RequestRecord record)>;

/// Launches what its driver plans, arms the attempts' timers, tries again what failed, and counts into the
/// batch that its owner takes from time to time. One thread, on the context's clock.
class RequestBook final : private RequestLauncher, private AttemptObserver
{
public:
    /// `context`, `timers`, which the owner runs, and what `driver` uses must outlive the book. `onEnded` is
    /// called when an attempt has ended: something may have become due (a user, the end of the run). It may
    /// be empty. `ahead`, which may be null, has large requests ready; it must outlive the book.
    RequestBook(const RunContext &context, WorkerIndex worker, std::unique_ptr<LoadDriver> driver,
                TimerQueue &timers, AttemptMaker makeAttempt, std::function<void()> onEnded,
                RenderAhead *ahead = nullptr);

    void begin(const RunTimes &times);
    /// See LoadDriver::steer().
    void steer(TimePoint at, double factor) { m_driver->steer(at, factor); }
    /// See LoadDriver::launchNext().
    bool launchNext(TimePoint now) { return m_driver->launchNext(now); }
    /// When launchNext() has something to do next.
    [[nodiscard]] std::optional<TimePoint> nextLaunch() const { return m_driver->nextDue(); }
    [[nodiscard]] bool planEnded(TimePoint now) const { return m_driver->planEnded(now); }
    /// Nothing runs, waits for its next attempt, for the next turn of its conversation or for the cap on open
    /// streams.
    [[nodiscard]] bool isIdle() const;

    /// No new requests, no new attempts: what waits for one has had its last.
    void stop();
    /// stop(), and ends everything that runs for that reason, in the order of beginning.
    void cut(LocalEnd reason = LocalEnd::CutByTestEnd);
    /// Ends attempts that fill the memory, as local_error; returns how many. `calmUntil` as
    /// Attempt::mayHoldUnseen().
    quint64 relieve(MemoryRelief step, TimePoint calmUntil);
    /// Deletes the attempts that have ended. Not from within a call of theirs.
    void forgetEnded() { m_ended.clear(); }

    void noteLoopLag(Nanoseconds lag) { m_batch.loopLag.record(lag); }
    /// Puts what is new of running requests into the batch.
    void addOpen();
    /// Everything since the last call.
    [[nodiscard]] WorkerBatch takeBatch(TimePoint now);

private:
    using Key = quint64;

    struct Running
    {
        std::unique_ptr<Attempt> attempt;
        Sending sending;
        bool isAnswered = false; ///< Its user has gone on; only the wire still has to end.
    };
    struct NextTurn
    {
        UserIndex user;
        Sending sending;
    };
    struct Failed
    {
        RequestRecord record;
        Sending sending;
    };

    bool launch(const LaunchOrder &order) override;
    void drop(TimePoint intended, bool becauseOfCap) override;
    void planned(TimePoint intended) override;
    void capReached() override;
    void onAttemptRead(Attempt &attempt, quint64 bytes, quint32 events) override;
    void onAttemptFirstToken(const RequestRecord &record, TimePoint at) override;
    void onAttemptChunk(const RequestRecord &record, std::optional<Nanoseconds> gap) override;
    void onAttemptAnswered(Attempt &attempt) override;
    void onAttemptEnded(Attempt &attempt) override;

    [[nodiscard]] std::vector<Attempt *> runningInOrder() const;
    [[nodiscard]] std::vector<Attempt *> fillingMemory(MemoryRelief step, TimePoint calmUntil) const;
    [[nodiscard]] RequestRecord recordFor(const LaunchOrder &order, const RequestChoice &choice) const;
    void startAttempt(const RequestChoice &choice, RequestRecord record, const Sending &sending,
                      std::optional<RenderedRequest> ready = std::nullopt);
    [[nodiscard]] std::optional<Nanoseconds> waitBeforeRetry(const RequestRecord &record,
                                                             OutcomeClass outcome) const;
    void tellServer(const Attempt &attempt);
    [[nodiscard]] std::shared_ptr<Dialogue> dialogueOf(RequestId request, const RequestChoice &choice) const;
    bool planNextTurn(const RequestRecord &record, const Sending &sending);
    void sayNextTurn(RequestId request, TimePoint due);
    void freeUser(const RequestRecord &record, OutcomeClass outcome, const Sending &sending);
    void endRequest(RequestRecord record, const Sending &sending);
    void retryAfter(Nanoseconds wait, Failed failed);
    void retry(RequestId request, TimePoint due);
    void arm(Attempt &attempt);
    void checkAttempt(Key key);

    const RunContext &m_context;
    const Clock &m_clock;
    WorkerIndex m_worker;
    std::unique_ptr<LoadDriver> m_driver;
    TimerQueue &m_timers;
    AttemptMaker m_makeAttempt;
    std::function<void()> m_onEnded;
    RenderAhead *m_ahead;
    Redactor m_redactor; ///< Of this worker's texts alone.
    std::unordered_map<Key, Running> m_running;
    std::size_t m_answered = 0;                    ///< Of these.
    std::vector<std::unique_ptr<Attempt>> m_ended; ///< May still be on the stack.
    /// Failed attempts whose next one waits for its time. Handed on when it starts, or as the last one when
    /// it never does.
    std::unordered_map<RequestId, Failed> m_retrying;
    std::unordered_map<RequestId, NextTurn> m_nextTurns; ///< Whose users think.
    UnreachedPause m_pause;
    ServerWordsTold m_serversTold;
    WorkerBatch m_batch;
    RunTimes m_times;
    Key m_nextKey = 0;
    bool m_stopped = false;
};

} // namespace weir
