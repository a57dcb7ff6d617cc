// SPDX-License-Identifier: GPL-3.0-or-later
#include "plan/trace.h"

#include "plan/tracereader.h"

namespace weir {

namespace {

/// Means of a column, over the rows that have it.
struct Mean
{
    void add(std::optional<quint32> value)
    {
        if (value) {
            sum += *value;
            ++count;
        }
    }
    [[nodiscard]] double value() const { return count > 0 ? sum / static_cast<double>(count) : 0; }

    double sum = 0;
    quint64 count = 0;
};

} // namespace

Result<TraceFacts> inspectTrace(const TraceLoad &trace, const QString &baseFolder)
{
    Result<TraceReader> reader = TraceReader::open(trace, baseFolder);
    if (!reader)
        return reader.error();
    TraceFacts facts;
    std::optional<Nanoseconds> first;
    Mean input;
    Mean output;
    while (true) {
        const Result<std::optional<TraceRow>> row = reader->next();
        if (!row)
            return row.error();
        if (!*row)
            break;
        if (!replayedAt(trace, (*row)->at))
            continue;
        if ((*row)->isWithoutTokens()) {
            ++facts.withoutTokens;
            continue;
        }
        ++facts.rows;
        first = first.value_or((*row)->at);
        facts.length = (*row)->at - *first;
        input.add((*row)->lengths.input);
        output.add((*row)->lengths.output);
    }
    if (facts.rows == 0)
        return Error{Message(WEIR_TEXT("trace.stretch_empty", "The trace has no rows in the chosen stretch")),
                     Message::verbatim(trace.path),
                     Message(WEIR_TEXT("trace.look_at_stretch",
                                       "Look at where the stretch begins and how long it is."))};
    facts.timeColumn = reader->columns().time;
    facts.inputColumn = reader->columns().input;
    facts.outputColumn = reader->columns().output;
    facts.meanInputTokens = input.value();
    facts.meanOutputTokens = output.value();
    return facts;
}

} // namespace weir
