// SPDX-License-Identifier: GPL-3.0-or-later
// An attempt of a simulated run: what the model says becomes the attempt's notes, as what a wire tells does
// in a Session.
#pragma once

#include "base/random.h"
#include "engine/attempt.h"
#include "lab/virtualservice.h"

namespace weir {

/// On the virtual clock of its context. One thread.
class VirtualExchange final : public Attempt, public ModelClient
{
public:
    /// As Attempt; `service` outlives the exchange.
    VirtualExchange(const RunContext &context, VirtualService &service, AttemptObserver &observer,
                    quint64 key, RequestRecord record);

    void onRefused(const ModelRefusal &refusal) override;
    void onPlaced(const ModelPlacement &placement) override;
    void onTokens(const ModelTokens &tokens) override;
    void onFinished(const ModelEnd &end) override;
    void onBroken(const ModelBreak &broken) override;

private:
    void send(const WireRequest &wire) override;
    void abort() override;

    [[nodiscard]] bool has(FaultKind kind) const { return m_order.fault == kind; }
    [[nodiscard]] TimePoint now() const { return context().clock->now(); }
    void submit(VirtualOrder order);
    /// The service does not take it: a whole response at once, most often an error's. Its body, JSON, is read
    /// as it is from a socket.
    void answer(TimePoint at, const DialectRefusal &refusal, std::optional<quint32> retryAfter);
    bool faultDue(TimePoint at);
    void takeTokens(TimePoint at, quint32 tokens, bool reasoning);
    void answerWhole(TimePoint at, const StageTimes &stages);
    void endStream(TimePoint at, quint32 tokens, const StageTimes *stages);
    [[nodiscard]] StreamEvent chunkOf(quint32 tokens, bool reasoning);
    [[nodiscard]] StreamEvent documentOf(quint32 tokens, const StageTimes &stages);
    void tellUsage(StreamEvent &event, quint32 tokens, const StageTimes *stages) const;
    [[nodiscard]] QString finishReason(quint32 tokens) const;
    void conclude(TimePoint at, WireEnd::Kind kind);

    VirtualService &m_service;
    VirtualOrder m_order; ///< Once it is understood; the model's part has been handed on.
    std::optional<ModelHandle> m_handle;
    ModelPlacement m_placement;
    Random m_words;     ///< Of the answer; drawn as the live service does.
    std::string m_text; ///< Of the chunk that is made, where the answer is wanted.
    quint32 m_faultPoint = 1;
    quint32 m_sent = 0;       ///< Tokens.
    bool m_working = false;   ///< The model is at it.
    bool m_leftEarly = false; ///< It has ended while the model was at it.
    bool m_hangs = false;     ///< A fault: nothing more comes.
    bool m_isHalf = false;    ///< A fault: a whole answer is not all there.
};

} // namespace weir
