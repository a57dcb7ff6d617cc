// SPDX-License-Identifier: GPL-3.0-or-later
// Everything about a run that does not change while it lasts; shared by its worker threads without locking.
#pragma once

#include "base/clock.h"
#include "base/redaction.h"
#include "base/result.h"
#include "plan/plan.h"
#include "protocol/answerchecks.h"
#include "protocol/decoder.h"
#include "protocol/requestrenderer.h"
#include "scenario/datarows.h"
#include "scenario/scenario.h"
#include "tokens/tokenizer.h"

#include <QString>
#include <QStringList>

#include <atomic>
#include <memory>
#include <optional>
#include <vector>

namespace weir {

struct RunPlan;

/// One request template with all that is needed to send it.
struct PreparedTemplate
{
    TargetIndex target;
    RequestRenderer renderer;
    std::shared_ptr<const DecoderFactory> decoders;
    std::optional<std::size_t>
        data; ///< Position in RunContext::data; nothing when the template uses no rows.
    AnswerChecks checks;
};

/// Immutable after prepare(). Holds secrets' values (inside the renderers): never logged, never saved.
struct RunContext
{
    Scenario scenario;  ///< As run: the seed is filled in.
    QString baseFolder; ///< Where relative paths start.
    quint64 seed = 0;
    std::optional<Nanoseconds> length;      ///< As RunPlan::length() tells.
    std::optional<quint64> countedRequests; ///< As RunPlan has them.
    QString runTag;                         ///< Prefix of every X-Weir-Request-Id; differs between runs.
    std::vector<PreparedTemplate> templates;
    std::vector<WireRequest> connections; ///< One for each target: where to, without a body.
    std::vector<DataRows> data;
    std::vector<std::shared_ptr<const Tokenizer>> tokenizers; ///< By target; null where it has none.
    /// Bytes of text that wait for a tokenizer, in all threads: the one thing here that changes.
    std::shared_ptr<std::atomic<quint64>> waitingText = std::make_shared<std::atomic<quint64>>(0);
    std::optional<RequestChooser> chooser; ///< Always set after prepare().
    Redactor redactor;
    std::shared_ptr<const Clock> clock;

    /// Prepares what the plan asks for: resolves secrets, loads data, compiles templates. The traces were
    /// read through when it was planned.
    static Result<std::shared_ptr<const RunContext>> prepare(const RunPlan &plan,
                                                             std::shared_ptr<const Clock> clock);

    [[nodiscard]] const Target &targetOf(TemplateIndex index) const
    {
        return scenario.targets[templates[index.value()].target.value()];
    }
    /// Null where the target has none.
    [[nodiscard]] const Tokenizer *tokenizerOf(TargetIndex target) const
    {
        return target.value() < tokenizers.size() ? tokenizers[target.value()].get() : nullptr;
    }
    /// A target has a tokenizer.
    [[nodiscard]] bool countsTexts() const;
    /// The group that asks a request.
    [[nodiscard]] const LoadGroup &groupOf(RequestId request) const
    {
        return scenario.load.groups[weir::groupOf(request, scenario.load.groups.size())];
    }
    /// The data row of a choice; nothing when it has none. Fails where the source can't be read.
    [[nodiscard]] Result<std::optional<QJsonObject>> rowOf(const RequestChoice &choice) const;
};

/// The connection that the requests of a target use, as a request without a body; nothing where it can't be
/// known ahead of a request.
std::optional<WireRequest> connectionTo(const ResolvedTarget &target, const Clock &clock, Redactor &redactor);

} // namespace weir
