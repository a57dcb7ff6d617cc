// SPDX-License-Identifier: GPL-3.0-or-later
// Continuous batching: requests join and leave between steps, and prompts are worked through in chunks beside
// the decoding ones.
#pragma once

#include "service/model/scheduler.h"

namespace weir {

/// A step decodes one token of every sequence whose prompt is through, and works on up to prefillChunk prompt
/// tokens of the others, oldest first; the step that ends a prompt yields the first token. It takes
/// hostPerStep + stepBase + n x stepPerSequence (n > 0 decoding) + prompt tokens / prefill rate. A sequence
/// holds its prompt's and its own tokens in the KV cache; when a step needs more than there is, the youngest
/// sequence is thrown out and starts again with prompt and answer so far as its prompt (vLLM's recompute).
/// Source: Yu et al., Orca (OSDI 2022); Agrawal et al., Sarathi-Serve (OSDI 2024); Kwon et al., vLLM (SOSP
/// 2023).
class ContinuousScheduler final : public Scheduler
{
public:
    using Scheduler::Scheduler;

    [[nodiscard]] bool hasRoom(const ServiceTask &task, double weight) const override;
    void admit(quint32 slot, TimePoint now) override;
    void remove(quint32 slot, TimePoint now) override;
    void wake(quint32 tag, TimePoint now) override;
    std::vector<quint32> takeAll(TimePoint now) override;
    [[nodiscard]] quint32 running() const override { return static_cast<quint32>(m_running.size()); }
    [[nodiscard]] quint64 kvTokens() const override { return m_kvUsed; }

private:
    struct Row
    {
        quint32 slot = 0;
        quint32 prefillNow = 0; ///< Prompt tokens in the step that runs.
        bool inStep = false;
    };
    [[nodiscard]] quint64 capacity() const;
    void planStep(TimePoint now);
    void makeRoom(TimePoint now);
    void endStep(TimePoint now);
    void letGo(quint32 slot);

    std::vector<Row> m_running; ///< In the order of admission.
    std::vector<quint32> m_done;
    quint64 m_kvUsed = 0;
    quint32 m_step = 0; ///< Tells the wakes of one step from those of others.
    bool m_stepping = false;
};

} // namespace weir
