// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/random.h"
#include "base/turns.h"
#include "plan/permutation.h"
#include "plan/plan.h"
#include "plan/randomstreams.h"

#include <algorithm>

namespace weir {

namespace {

/// The source's position, the same for all templates that share it; its size for a template without data.
std::size_t sourceOf(const RequestTemplate &request, const std::vector<DataSource> &data)
{
    std::size_t i = 0;
    while (i < data.size() && data[i].name != request.data)
        ++i;
    return i;
}

} // namespace

RequestChooser::RequestChooser(const Scenario &scenario, std::vector<quint64> rowCounts, quint64 seed)
    : m_seed(seed)
{
    Q_ASSERT(rowCounts.size() == scenario.requests.size());
    for (std::size_t i = 0; i < scenario.requests.size(); ++i) {
        const RequestTemplate &request = scenario.requests[i];
        const std::size_t source = sourceOf(request, scenario.data);
        Rows rows;
        rows.source = source;
        if (!request.data.isEmpty() && source < scenario.data.size()) {
            rows.count = rowCounts[i];
            rows.order = scenario.data[source].order;
            rows.atEnd = scenario.data[source].atEnd;
        }
        m_rows.push_back(rows);
    }
    for (const LoadGroup &group : scenario.load.groups)
        m_mixes.push_back(mixOf(scenario, group));
}

RequestChooser::Mix RequestChooser::mixOf(const Scenario &scenario, const LoadGroup &group)
{
    Mix mix;
    double total = 0;
    for (std::size_t i = 0; i < scenario.requests.size(); ++i) {
        const RequestTemplate &request = scenario.requests[i];
        if (!group.mix.isEmpty() && !group.mix.contains(request.name))
            continue;
        total += request.weight;
        mix.templates.push_back(TemplateIndex{static_cast<quint32>(i)});
        mix.cumulativeWeights.push_back(total);
    }
    for (double &weight : mix.cumulativeWeights)
        weight /= total;
    if (!mix.cumulativeWeights.empty())
        mix.cumulativeWeights.back() = 1; // whatever rounding left: uniform() < 1 must always find a template
    return mix;
}

RequestChoice RequestChooser::choose(RequestId request) const
{
    RequestChoice choice;
    choice.seed = mixSeed({m_seed, requestStream, request.value()});
    const Mix &mix = m_mixes[groupOf(request, m_mixes.size())];
    if (mix.templates.empty())
        return choice;
    // A conversation keeps its template and its row.
    const RequestId first = firstTurnOf(request, m_mixes.size());
    const double draw = Random(mixSeed({m_seed, templateStream, first.value()})).uniform();
    const auto chosen = std::upper_bound(mix.cumulativeWeights.begin(), mix.cumulativeWeights.end(), draw);
    choice.requestTemplate = mix.templates[static_cast<std::size_t>(chosen - mix.cumulativeWeights.begin())];

    const Rows &rows = m_rows[choice.requestTemplate.value()];
    if (rows.count == 0)
        return choice;
    const quint64 number = numberOf(first, m_mixes.size());
    const quint64 count = rows.countBeyond ? rows.countBeyond(number) : rows.count;
    if (number >= count && rows.atEnd != DataSource::AtEnd::Wrap) {
        choice.dataExhausted = true;
        return choice;
    }
    choice.row = rowOf(rows, count, first);
    return choice;
}

void RequestChooser::followRows(TemplateIndex index, std::function<quint64(quint64 number)> countBeyond)
{
    m_rows[index.value()].countBeyond = std::move(countBeyond);
}

RowIndex RequestChooser::rowOf(const Rows &rows, quint64 count, RequestId request) const
{
    const quint64 number = numberOf(request, m_mixes.size());
    const quint64 pass = number / count;
    const quint64 position = number % count;
    switch (rows.order) {
    case DataSource::Order::Sequential:
        break;
    case DataSource::Order::Shuffled:
        return RowIndex{permuted(position, count, mixSeed({m_seed, shuffleStream, rows.source, pass}))};
    case DataSource::Order::Random:
        return RowIndex{Random(mixSeed({m_seed, rowStream, rows.source, request.value()})).below(count)};
    }
    return RowIndex{position};
}

} // namespace weir
