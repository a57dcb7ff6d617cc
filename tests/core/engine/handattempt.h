// SPDX-License-Identifier: GPL-3.0-or-later
// Attempts whose wire is the test itself, on a clock that is moved by hand.
#pragma once

#include "engine/attempt.h"
#include "engine/runplan.h"

#include <vector>

namespace weir::test {

/// The note functions are the test's to call.
class HandAttempt final : public Attempt
{
public:
    using Attempt::Attempt;
    using Attempt::decodeBody;
    using Attempt::noteBytes;
    using Attempt::noteEnd;
    using Attempt::noteEvents;
    using Attempt::noteHead;
    using Attempt::noteLastEvent;
    using Attempt::noteOpened;
    using Attempt::noteSent;
    using Attempt::noteStale;
    using Attempt::noteUploaded;

    /// An answer of Server-Sent Events begins.
    void open()
    {
        noteSent(now());
        noteHead(now(), {200, {{"Content-Type", "text/event-stream"}}});
        decodeBody();
    }
    void token() { noteBytes(now(), "data: {\"choices\":[{\"delta\":{\"content\":\"a\"}}]}\n\n"); }
    void succeed()
    {
        terminate();
        noteEnd(now(), {});
    }
    /// The answer is there; its connection stays open.
    void terminate()
    {
        noteBytes(now(),
                  "data: {\"choices\":[{\"delta\":{},\"finish_reason\":\"stop\"}]}\n\ndata: [DONE]\n\n");
    }
    void answerWith(int status)
    {
        noteHead(now(), {status, {{"Content-Type", "application/json"}}});
        decodeBody();
        noteEnd(now(), {});
    }

    [[nodiscard]] quint64 heldBytes() const override { return held; }
    [[nodiscard]] bool mayHoldUnseen(TimePoint calmUntil) const override { return lastNews() <= calmUntil; }

    std::vector<WireRequest> sent;
    quint64 held = 0;
    int aborts = 0;

private:
    [[nodiscard]] TimePoint now() const { return context().clock->now(); }
    void send(const WireRequest &wire) override { sent.push_back(wire); }
    void abort() override
    {
        ++aborts;
        noteEnd(now(), {WireEnd::Kind::Aborted, {}});
    }
};

inline Scenario handScenario()
{
    Scenario scenario;
    Target target;
    target.url = QStringLiteral("http://127.0.0.1:9");
    target.auth.scheme = AuthScheme::None;
    scenario.targets = {target};
    scenario.requests = {RequestTemplate{}};
    scenario.seed = 1;
    return scenario;
}

inline std::shared_ptr<const RunContext> contextOf(const Scenario &scenario,
                                                   const std::shared_ptr<const Clock> &clock)
{
    return *RunContext::prepare(*planRun(scenario, {{}, {}, QStringLiteral("test")}), clock);
}

} // namespace weir::test
