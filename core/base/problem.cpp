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

} // namespace

bool hasErrors(const Problems &problems)
{
    return std::any_of(problems.begin(), problems.end(),
                       [](const Problem &problem) { return problem.severity == Severity::Error; });
}

Messages warningsIn(const Problems &problems)
{
    Messages warnings;
    for (const Problem &problem : problems) {
        if (problem.severity == Severity::Warning)
            warnings.push_back(Error{problem.message, Message::verbatim(problem.path), {}}.message());
    }
    return warnings;
}

Message errorLines(const Problems &problems)
{
    Messages lines;
    for (const Problem &problem : problems) {
        if (problem.severity == Severity::Error)
            lines.push_back(Error{problem.message, Message::verbatim(problem.path), {}}.message());
    }
    return linesOf(lines);
}

} // namespace weir
