// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/random.h"
#include "plan/permutation.h"
#include "plan/plan.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace weir {

namespace {

/// Keeps the random streams of one seed apart; any change of a number changes every plan.
enum : quint64
{
    templateStream = 16,
    rowStream,
    shuffleStream,
    requestStream,
    thinkStream
};

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
    double total = 0;
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
        total += request.weight;
        m_cumulativeWeights.push_back(total);
    }
    for (double &weight : m_cumulativeWeights)
        weight /= total;
    if (!m_cumulativeWeights.empty())
        m_cumulativeWeights.back() = 1; // whatever rounding left: uniform() < 1 must always find a template
}

RequestChoice RequestChooser::choose(RequestId request) const
{
    RequestChoice choice;
    choice.seed = mixSeed({m_seed, requestStream, request.value()});
    if (m_cumulativeWeights.empty())
        return choice;
    const double draw = Random(mixSeed({m_seed, templateStream, request.value()})).uniform();
    const auto chosen = std::upper_bound(m_cumulativeWeights.begin(), m_cumulativeWeights.end(), draw);
    const std::size_t index = static_cast<std::size_t>(chosen - m_cumulativeWeights.begin());
    choice.requestTemplate = TemplateIndex{static_cast<quint32>(index)};

    const Rows &rows = m_rows[index];
    if (rows.count == 0)
        return choice;
    if (request.value() >= rows.count && rows.atEnd != DataSource::AtEnd::Wrap) {
        choice.dataExhausted = true;
        return choice;
    }
    choice.row = rowOf(rows, request.value());
    return choice;
}

RowIndex RequestChooser::rowOf(const Rows &rows, quint64 number) const
{
    const quint64 pass = number / rows.count;
    const quint64 position = number % rows.count;
    switch (rows.order) {
    case DataSource::Order::Sequential:
        break;
    case DataSource::Order::Shuffled:
        return RowIndex{permuted(position, rows.count, mixSeed({m_seed, shuffleStream, rows.source, pass}))};
    case DataSource::Order::Random:
        return RowIndex{Random(mixSeed({m_seed, rowStream, rows.source, number})).below(rows.count)};
    }
    return RowIndex{position};
}

Nanoseconds thinkTimeOf(const ThinkTime &think, quint64 seed, UserIndex user, quint64 n)
{
    Random random(mixSeed({seed, thinkStream, user.value(), n}));
    const double low = static_cast<double>(think.low.count());
    const double high = static_cast<double>(std::max(think.low, think.high).count());
    switch (think.kind) {
    case ThinkTime::Kind::Constant:
    case ThinkTime::Kind::Normal:
    case ThinkTime::Kind::LogNormal:
        break;
    case ThinkTime::Kind::Uniform:
        return Nanoseconds{std::llround(low + (high - low) * random.uniform())};
    case ThinkTime::Kind::Exponential: {
        // A draw is at most 36.7 means, which only a mean of years could push out of the type.
        constexpr qint64 half = std::numeric_limits<qint64>::max() / 2;
        const double longest = static_cast<double>(half);
        return Nanoseconds{std::llround(std::min(random.exponential(low), longest))};
    }
    }
    return think.low;
}

} // namespace weir
