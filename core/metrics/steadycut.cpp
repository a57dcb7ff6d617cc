// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/steadycut.h"

#include "metrics/derived.h"

#include <algorithm>
#include <cmath>

namespace weir {

namespace {

using namespace std::chrono_literals;

constexpr std::size_t batchSeconds = 5;
constexpr std::size_t leastKept = 3; ///< Batches.
/// Damaged files have times of centuries; what lies beyond four months is not looked at.
constexpr qint64 mostSeconds = 10'000'000;

double squaredCount(double count)
{
    return count * count;
}

template <typename T>
T &at(std::vector<T> &values, qint64 second)
{
    const std::size_t index = static_cast<std::size_t>(second);
    if (values.size() <= index)
        values.resize(index + 1);
    return values[index];
}

/// Means of whole batches of a series that is given second by second.
class Batches
{
public:
    void add(double value)
    {
        m_sum += value;
        if (++m_count % batchSeconds != 0)
            return;
        m_means.push_back(m_sum / batchSeconds);
        m_sum = 0;
    }
    [[nodiscard]] const std::vector<double> &means() const { return m_means; }

private:
    std::vector<double> m_means;
    double m_sum = 0;
    std::size_t m_count = 0;
};

} // namespace

std::size_t mserCut(std::span<const double> batchMeans)
{
    const std::size_t count = batchMeans.size();
    if (count <= leastKept)
        return 0;
    const std::size_t most = std::min(count / 2, count - leastKept);
    std::vector<double> statistics(most + 1);
    // Backwards, by Welford's sums: equal values have exactly no deviation.
    double mean = 0;
    double squares = 0;
    for (std::size_t i = count; i-- > 0;) {
        const double kept = static_cast<double>(count - i);
        const double delta = batchMeans[i] - mean;
        mean += delta / kept;
        squares += delta * (batchMeans[i] - mean);
        if (i <= most)
            statistics[i] = squares / squaredCount(kept);
    }
    std::size_t best = 0;
    for (std::size_t i = 1; i <= most; ++i) {
        if (statistics[i] < statistics[best] * (1 - 1e-9))
            best = i;
    }
    return best;
}

void SteadyCut::add(const RequestRecord &record)
{
    if (!record.started)
        return;
    addStream(*record.started, record.closed);
    const quint64 tokens = countTokens(record).output;
    const Stamp last = answeredAt(record);
    if (!last || tokens == 0)
        return;
    const Stamp first = record.streamed ? record.firstToken() : last;
    addTokens(first.value_or(*last), *last, static_cast<double>(tokens));
}

void SteadyCut::addStream(TimePoint started, const Stamp &closed)
{
    // Second s ends s + 1 seconds after m_from; a stream is open there that has started and not yet closed.
    const Nanoseconds since = started - m_from;
    const qint64 first = since <= 1s ? 0 : (since - 1ns) / 1s;
    const qint64 end = closed ? std::max<qint64>((*closed - m_from - 1ns) / 1s, 0) : mostSeconds;
    if (first >= mostSeconds || end <= first)
        return;
    ++at(m_streamSteps, first);
    if (end < mostSeconds)
        --at(m_streamSteps, end);
}

void SteadyCut::addTokens(TimePoint first, TimePoint last, double tokens)
{
    const Nanoseconds from = first - m_from;
    const Nanoseconds to = last - m_from;
    if (to < 0ns || to / 1s >= mostSeconds)
        return;
    if (to <= from) {
        at(m_tokens, to / 1s) += tokens;
        return;
    }
    const double perNs = tokens / static_cast<double>((to - from).count());
    const Nanoseconds seen = std::max(from, Nanoseconds{0});
    const qint64 firstSecond = seen / 1s;
    const qint64 lastSecond = to / 1s;
    if (firstSecond == lastSecond) {
        at(m_tokens, lastSecond) += perNs * static_cast<double>((to - seen).count());
        return;
    }
    at(m_tokens, firstSecond) += perNs * static_cast<double>(((firstSecond + 1) * 1s - seen) / 1ns);
    at(m_tokens, lastSecond) += perNs * static_cast<double>((to - lastSecond * 1s) / 1ns);
    at(m_rateSteps, firstSecond + 1) += perNs * 1e9;
    at(m_rateSteps, lastSecond) -= perNs * 1e9;
}

Nanoseconds SteadyCut::cut(Nanoseconds length) const
{
    const qint64 seconds = std::clamp<qint64>(length / 1s, 0, mostSeconds);
    Batches streams;
    Batches tokens;
    qint64 open = 0;
    double rate = 0;
    for (std::size_t i = 0; i < static_cast<std::size_t>(seconds); ++i) {
        open += i < m_streamSteps.size() ? m_streamSteps[i] : 0;
        rate += i < m_rateSteps.size() ? m_rateSteps[i] : 0;
        streams.add(static_cast<double>(open));
        // In thousandths: the last digits of a sum must not decide.
        tokens.add(std::round((rate + (i < m_tokens.size() ? m_tokens[i] : 0)) * 1000));
    }
    const std::size_t batches = std::max(mserCut(streams.means()), mserCut(tokens.means()));
    return static_cast<qint64>(batches * batchSeconds) * 1s;
}

} // namespace weir
