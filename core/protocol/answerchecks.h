// SPDX-License-Identifier: GPL-3.0-or-later
// The checks of one request template, compiled once, held against each finished answer.
#pragma once

#include "metrics/outcome.h"
#include "protocol/exchange.h"
#include "scenario/checkaid.h"

#include <QByteArrayView>

#include <optional>
#include <vector>

namespace weir {

/// A text as far as it was kept.
struct KeptText
{
    QByteArrayView bytes; ///< UTF-8.
    bool isCut = false;   ///< There was more.
};

/// What checks look at. Its views are valid for the call.
struct FinishedAnswer
{
    KeptText text;                      ///< Of the answer; empty where no check wantsText().
    KeptText body;                      ///< Of the response; empty where no check wantsBody().
    const ResponseHead *head = nullptr; ///< Null in a simulation, which has neither headers nor bodies:
                                        ///< checks on them hold there.
    quint64 outputTokens = 0;
    QString finishReason;
};

/// Immutable; any thread.
class AnswerChecks
{
public:
    AnswerChecks() = default;
    /// The error's place is the check's JSON pointer in the request: "/checks/0/text".
    static Result<AnswerChecks> compile(const std::vector<Check> &checks);

    [[nodiscard]] bool isEmpty() const { return m_checks.empty(); }
    [[nodiscard]] bool wantsText() const;
    [[nodiscard]] bool wantsBody() const;
    /// What the first check that does not hold makes of a success: check_failed with the check's kind as
    /// detail, or, where Weir's own bounds don't let it be decided, local_error:check_limit.
    [[nodiscard]] std::optional<Outcome> failure(const FinishedAnswer &answer) const;

private:
    struct Compiled
    {
        Check check;
        CheckAid aid;
    };

    std::vector<Compiled> m_checks;
};

} // namespace weir
