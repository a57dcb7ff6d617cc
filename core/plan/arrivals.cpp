// SPDX-License-Identifier: GPL-3.0-or-later
// Arrival sequences of open loads.
#include "base/random.h"
#include "plan/plan.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace weir {

namespace {

enum : quint64
{
    warmUpStream = 1,
    measuredStream = 2
};

/// Times beyond, 285 years, are not planned: the sum of a start and an offset must fit 64 bits.
constexpr double longestNs = 9e18;

/// A part of the run with arrivals of its own: it starts and is counted by itself, so that the measured part
/// plans the same number of requests whatever the warm-up's length.
struct Segment
{
    Nanoseconds from{0};
    double lengthNs = 0; ///< Arrivals lie in [from, from + lengthNs).
    quint64 count = 0;   ///< Even, Uniform: arrivals, exactly. Poisson: at most so many.
    quint64 seed = 0;
};

/// Arrivals of an even load inside [0, lengthNs): k / rate for every k with k / rate < length, the one at 0
/// included. The tolerance keeps a product such as 0.1/s x 30 s, which is not exactly 3 in binary, from
/// planning one more.
quint64 evenCount(double rate, double lengthNs)
{
    constexpr double most = 1e18; // what 64 bits hold, and no run reaches
    const double exact = std::min(rate * lengthNs / 1e9, most);
    return static_cast<quint64>(std::ceil(exact - std::max(1e-9, exact * 1e-12)));
}

/// Where in a segment the next arrival lies, in nanoseconds from its start.
class Spacing
{
public:
    Spacing(const OpenLoad &load, const Segment &segment)
        : m_arrivals(load.arrivals)
        , m_meanGapNs(1e9 / load.rate)
        , m_segment(segment)
        , m_random(segment.seed)
        , m_restNs(std::min(segment.lengthNs, static_cast<double>(segment.count) * m_meanGapNs))
        , m_spanNs(m_restNs)
    {
    }

    std::optional<Nanoseconds> next()
    {
        if (m_done == m_segment.count)
            return std::nullopt;
        double at = offset();
        // The count of these is exact, so rounding may push none of them over the end.
        if (m_arrivals != Arrivals::Poisson)
            at = std::min(at, std::max(m_segment.lengthNs - 1, 0.0));
        if (!(at < m_segment.lengthNs))
            return std::nullopt;
        ++m_done;
        return Nanoseconds{static_cast<qint64>(at)};
    }

private:
    double offset()
    {
        switch (m_arrivals) {
        case Arrivals::Even:
            // From the number, not from the last arrival: rounding must not add up over a long run.
            return std::round(static_cast<double>(m_done) * m_meanGapNs);
        case Arrivals::Poisson:
            return m_lastNs += m_random.exponential(m_meanGapNs);
        case Arrivals::Uniform:
        case Arrivals::Gamma:
            break;
        }
        // The smallest of m points that are uniform over the rest of the span is rest * (1 - u^(1/m)) away:
        // the order statistics one after the other, with nothing kept or sorted (Bentley & Saxe 1980).
        const double pointsLeft = static_cast<double>(m_segment.count - m_done);
        m_restNs *= std::exp(std::log1p(-m_random.uniform()) / pointsLeft);
        return m_spanNs - m_restNs;
    }

    Arrivals m_arrivals;
    double m_meanGapNs;
    Segment m_segment;
    Random m_random;
    double m_restNs; ///< Uniform: from the last arrival to the end of the span.
    double m_spanNs;
    double m_lastNs = 0; ///< Poisson: the last arrival. Whole nanoseconds stay exact for 104 days.
    quint64 m_done = 0;
};

Segment warmUpOf(const Load &load, const OpenLoad &open, quint64 seed)
{
    Segment segment;
    segment.lengthNs = std::min(static_cast<double>(load.warmUp.count()), longestNs);
    segment.count = evenCount(open.rate, segment.lengthNs);
    segment.seed = mixSeed({seed, warmUpStream});
    return segment;
}

Segment measuredPartOf(const Load &load, const OpenLoad &open, quint64 seed)
{
    Segment segment;
    segment.from = load.warmUp;
    segment.seed = mixSeed({seed, measuredStream});
    if (!load.first().duration && !load.first().requests)
        return segment;
    const double room = longestNs - static_cast<double>(load.warmUp.count());
    segment.lengthNs =
        load.first().duration ? std::min(static_cast<double>(load.first().duration->count()), room) : room;
    const quint64 most = std::numeric_limits<quint64>::max();
    const quint64 byTime = load.first().duration ? evenCount(open.rate, segment.lengthNs) : most;
    const quint64 byCount = load.first().requests.value_or(most);
    segment.count = std::min(byTime, byCount);
    return segment;
}

/// Poisson counts are random: only a count that the user asked for bounds them.
void unboundPoisson(Segment &segment, const OpenLoad &open, std::optional<quint64> requests)
{
    if (open.arrivals == Arrivals::Poisson && segment.count > 0)
        segment.count = requests.value_or(std::numeric_limits<quint64>::max());
}

class OpenArrivals final : public ArrivalSequence
{
public:
    OpenArrivals(const OpenLoad &open, const Segment &warmUp, const Segment &measured, GroupIndex group,
                 std::size_t groups)
        : m_open(open)
        , m_measured(measured)
        , m_spacing(open, warmUp)
        , m_from(warmUp.from)
        , m_group(group)
        , m_groups(groups)
    {
    }

    std::optional<Arrival> next() override
    {
        std::optional<Nanoseconds> offset = m_spacing.next();
        if (!offset && !m_inMeasured) {
            m_inMeasured = true;
            m_from = m_measured.from;
            m_spacing = Spacing(m_open, m_measured);
            offset = m_spacing.next();
        }
        if (!offset)
            return std::nullopt;
        return Arrival{requestIdOf(m_group, m_next++, m_groups), m_from + *offset};
    }

    void steer(Nanoseconds, double) override {}

private:
    OpenLoad m_open;
    Segment m_measured;
    Spacing m_spacing;
    Nanoseconds m_from;
    quint64 m_next = 0;
    GroupIndex m_group;
    std::size_t m_groups;
    bool m_inMeasured = false;
};

class SharedArrivals final : public ArrivalSequence
{
public:
    SharedArrivals(std::unique_ptr<ArrivalSequence> all, quint32 index, quint32 count, std::size_t groups)
        : m_all(std::move(all)), m_index(index), m_count(count), m_groups(groups)
    {
    }

    std::optional<Arrival> next() override
    {
        while (std::optional<Arrival> arrival = m_all->next()) {
            if (numberOf(arrival->request, m_groups) % m_count == m_index)
                return arrival;
        }
        return std::nullopt;
    }

    void steer(Nanoseconds at, double factor) override { m_all->steer(at, factor); }

private:
    std::unique_ptr<ArrivalSequence> m_all;
    quint32 m_index;
    quint32 m_count;
    std::size_t m_groups;
};

} // namespace

Result<std::unique_ptr<ArrivalSequence>> arrivalsOf(const Load &load, GroupIndex group, quint64 seed,
                                                    const QString &)
{
    const OpenLoad &open = std::get<OpenLoad>(load.groups[group].model);
    Segment warmUp;
    Segment measured;
    // check() refuses other rates; a plan without arrivals is the safe answer to a caller that did not ask
    // it.
    if (open.rate > 0 && std::isfinite(open.rate)) {
        warmUp = warmUpOf(load, open, seed);
        measured = measuredPartOf(load, open, seed);
        unboundPoisson(warmUp, open, std::nullopt);
        unboundPoisson(measured, open, load.groups[group].requests);
    }
    return std::unique_ptr<ArrivalSequence>(
        std::make_unique<OpenArrivals>(open, warmUp, measured, group, load.groups.size()));
}

std::unique_ptr<ArrivalSequence> shareOf(std::unique_ptr<ArrivalSequence> all, quint32 index, quint32 count,
                                         std::size_t groups)
{
    Q_ASSERT(index < count);
    return std::make_unique<SharedArrivals>(std::move(all), index, count, groups);
}

std::optional<quint64> plannedRequests(const Load &load, quint64 seed, const QString &baseFolder)
{
    if (!load.isOpen())
        return load.first().requests;
    // Even and uniform loads could be counted by a formula; walking the sequence can't disagree with it.
    const Result<std::unique_ptr<ArrivalSequence>> arrivals = arrivalsOf(load, 0, seed, baseFolder);
    quint64 count = 0;
    while ((*arrivals)->next())
        ++count;
    return count;
}

} // namespace weir
