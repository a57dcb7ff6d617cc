// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/problem.h"

#include "base/result.h"

#include <algorithm>
#include <span>

namespace weir {

namespace {

/// In halves, so that a thousand lines are ten sentences deep.
Message linesOf(std::span<const Message> lines)
{
    if (lines.empty())
        return {};
    if (lines.size() == 1)
        return lines.front();
    const std::size_t half = lines.size() / 2;
    return {WEIR_TEXT("problem.one_after_the_other", "%1\n%2"), linesOf(lines.first(half)),
            linesOf(lines.subspan(half))};
}

Messages placedOnes(const Problems &problems, Severity severity)
{
    Messages sentences;
    for (const Problem &problem : problems) {
        if (problem.severity == severity)
            sentences.push_back(placed(problem));
    }
    return sentences;
}

} // namespace

bool hasErrors(const Problems &problems)
{
    return std::any_of(problems.begin(), problems.end(),
                       [](const Problem &problem) { return problem.severity == Severity::Error; });
}

Message placed(const Problem &problem)
{
    return Error{problem.message, Message::verbatim(problem.path), {}}.message();
}

Messages placedWarnings(const Problems &problems)
{
    return placedOnes(problems, Severity::Warning);
}

Message errorLines(const Problems &problems)
{
    return linesOf(placedOnes(problems, Severity::Error));
}

} // namespace weir
