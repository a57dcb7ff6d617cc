// SPDX-License-Identifier: GPL-3.0-or-later
// The plan of a run: when requests are due and what each asks for. Pure functions of the scenario and a seed.
#pragma once

#include "base/clock.h"
#include "base/ids.h"
#include "scenario/scenario.h"

#include <memory>
#include <optional>
#include <vector>

namespace weir {

/// One planned request of an open load.
struct Arrival
{
    RequestId request;
    Nanoseconds at{0}; ///< Since the run's start, warm-up included.

    friend bool operator==(const Arrival &, const Arrival &) = default;
};

/// The arrivals of an open load, one after the other, ascending in time; O(1) memory for any length. Not
/// thread-safe; every worker has its own and skips what is not its share.
class ArrivalSequence
{
public:
    virtual ~ArrivalSequence() = default;
    /// The next arrival; nothing when the plan has ended.
    virtual std::optional<Arrival> next() = 0;
};

/// Arrivals of `load` (which must be open) from time 0 to warmUp + duration, or until warm-up and `requests`
/// are through. Warm-up and measured part are planned apart: each has its own first arrival (Even: at its
/// very start, then every 1/rate while inside, so ceil(rate x length) in all), and the last ends before the
/// part does. Request ids go through from 0. A load with neither duration nor requests has no measured part.
/// The same load and seed give the same sequence.
std::unique_ptr<ArrivalSequence> arrivalsOf(const Load &load, quint64 seed);

/// The share of `all` that belongs to part `index` of `count` (request id modulo count). Shares unite to the
/// whole.
std::unique_ptr<ArrivalSequence> shareOf(std::unique_ptr<ArrivalSequence> all, quint32 index, quint32 count);

/// What one request asks for.
struct RequestChoice
{
    TemplateIndex requestTemplate;
    std::optional<RowIndex> row; ///< Row of the template's data source; nothing when it has none.
    bool dataExhausted = false;  ///< The source has no row left and its AtEnd is Stop or Fail.
    quint64 seed = 0;            ///< For everything random about this request: unique text, retry jitter.

    friend bool operator==(const RequestChoice &, const RequestChoice &) = default;
};

/// Chooses template and row for each request. Immutable after construction: callable from any thread.
class RequestChooser
{
public:
    /// `rowCounts[i]` is the number of rows of the data source of template i (0: none); as many as there are
    /// templates.
    RequestChooser(const Scenario &scenario, std::vector<quint64> rowCounts, quint64 seed);

    /// A pure function of the request's number: asking twice or in another order changes nothing. The
    /// template is drawn by weight. The row follows from the number too, whichever templates came before, so
    /// that no worker needs to know what others did: Sequential takes row number % rows; Shuffled the same
    /// through a new permutation for each pass over the rows (templates that share a source share it); Random
    /// any row. The source is exhausted from request number = rows on.
    [[nodiscard]] RequestChoice choose(RequestId request) const;

private:
    /// The data of one template.
    struct Rows
    {
        quint64 source = 0; ///< Position in Scenario::data.
        quint64 count = 0;  ///< 0: the template has no data.
        DataSource::Order order = DataSource::Order::Sequential;
        DataSource::AtEnd atEnd = DataSource::AtEnd::Wrap;
    };

    [[nodiscard]] RowIndex rowOf(const Rows &rows, quint64 number) const;

    std::vector<double> m_cumulativeWeights; ///< Ascending, the last is 1.
    std::vector<Rows> m_rows;                ///< By template.
    quint64 m_seed;
};

/// How long user `user` thinks after its n-th request; a pure function.
Nanoseconds thinkTimeOf(const ThinkTime &think, quint64 seed, UserIndex user, quint64 n);

/// One point of the planned load, for the preview chart.
struct PlannedLoadPoint
{
    Nanoseconds at{0};
    double ratePerSecond = 0; ///< Open load; 0 for closed.
    double users = 0;         ///< Closed load: users; open load: expected open streams for `expectedLength`.
};

/// `points` samples (at least 2) from start to the end of the measured part. `expectedLength` is the expected
/// length of one request.
std::vector<PlannedLoadPoint> plannedLoad(const Load &load, Nanoseconds expectedLength, std::size_t points);

/// How many requests an open load plans, exactly, warm-up included; by walking the whole plan. Closed load:
/// its request count (the warm-up's can't be known), nothing when it has none.
std::optional<quint64> plannedRequests(const Load &load, quint64 seed);

} // namespace weir
