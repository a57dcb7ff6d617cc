// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/summarybuilder.h"

#include "metrics/recordbatches.h"
#include "metrics/summarycollector.h"
#include "metrics/windowfinder.h"

namespace weir {

SummaryBuilder::SummaryBuilder(RunFacts facts, RecordSource withoutChunks)
    : m_facts(std::move(facts)), m_withoutChunks(std::move(withoutChunks))
{
}

Result<SummaryWithSamples> SummaryBuilder::build(const RecordSource &source) const
{
    WindowFinder finder(m_facts);
    const RecordSource &cheapest = m_withoutChunks ? m_withoutChunks : source;
    RecordBatches looked([&finder](std::span<const RequestRecord> records) {
        for (const RequestRecord &record : records)
            finder.add(record);
    });
    const Result<void> first = cheapest([&looked](const RequestRecord &record) { looked.add(record); });
    looked.finish();
    if (!first)
        return first.error();
    SummaryCollector collector(m_facts, finder.window(), finder.plateaus());
    RecordBatches collected([&collector, &finder](std::span<const RequestRecord> records) {
        collector.add(records, [&finder](const RequestRecord &record) { return finder.isDeciding(record); });
    });
    const Result<void> second = source([&collected](const RequestRecord &record) { collected.add(record); });
    collected.finish();
    if (!second)
        return second.error();
    return collector.finish();
}

} // namespace weir
