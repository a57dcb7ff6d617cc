// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/summarybuilder.h"

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
    const Result<void> first = cheapest([&finder](const RequestRecord &record) { finder.add(record); });
    if (!first)
        return first.error();
    SummaryCollector collector(m_facts, finder.window(), finder.plateaus());
    const Result<void> second = source([&collector, &finder](const RequestRecord &record) {
        collector.add(record, finder.isDeciding(record));
    });
    if (!second)
        return second.error();
    return collector.finish();
}

} // namespace weir
