// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/thresholdproblem.h"

#include "metrics/threshold.h"

namespace weir {

std::optional<Message> thresholdProblem(QStringView expression)
{
    if (expression.trimmed().isEmpty())
        return WEIR_TEXT("threshold.empty", "The threshold is empty; write one like \"ttft p(99) < 500ms\".");
    const Result<Threshold> parsed = parseThreshold(expression);
    if (!parsed)
        return parsed.error().message();
    return std::nullopt;
}

} // namespace weir
