// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/summarybuilder.h"

#include "metrics/recordbatches.h"
#include "metrics/summarycollector.h"
#include "metrics/windowfinder.h"

namespace weir {

SummaryBuilder::SummaryBuilder(RunFacts facts, RecordSource forWindow)
    : m_facts(std::move(facts)), m_forWindow(std::move(forWindow))
{
}

Result<SummaryWithSamples> SummaryBuilder::build(const RecordSource &source) const
{
    WindowFinder finder(m_facts);
    const RecordSource &cheapest = m_forWindow ? m_forWindow : source;
    const Result<void> first = cheapest([&finder](RequestRecord &&record) { finder.add(record); });
    if (!first)
        return first.error();
    SummaryCollector collector(m_facts, finder.window(), finder.plateaus(), finder.records());
    RecordBatches collected([&collector, &finder](std::span<const RequestRecord> records) {
        collector.add(records, [&finder](const RequestRecord &record) { return finder.isDeciding(record); });
    });
    const Result<void> second =
        source([&collected](RequestRecord &&record) { collected.add(std::move(record)); });
    collected.finish();
    if (!second)
        return second.error();
    return collector.finish();
}

} // namespace weir
