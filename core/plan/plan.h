// SPDX-License-Identifier: GPL-3.0-or-later
// The plan of a run: when requests are due and what each asks for. Pure functions of the scenario and a seed.
#pragma once

#include "base/clock.h"
#include "base/ids.h"
#include "base/result.h"
#include "scenario/scenario.h"

#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace weir {

/// Position of a group in Load::groups. With several groups a request's id is number x groups + group, so
/// that every group counts its own requests from 0 and ids stay unique.
using GroupIndex = std::size_t;
[[nodiscard]] inline RequestId requestIdOf(GroupIndex group, quint64 number, std::size_t groups)
{
    return RequestId{number * groups + group};
}
[[nodiscard]] inline GroupIndex groupOf(RequestId request, std::size_t groups)
{
    return static_cast<GroupIndex>(request.value() % groups);
}
[[nodiscard]] inline quint64 numberOf(RequestId request, std::size_t groups)
{
    return request.value() / groups;
}

/// Lengths that a trace asks for, in tokens.
struct TraceLengths
{
    std::optional<quint32> input;
    std::optional<quint32> output;
    friend bool operator==(const TraceLengths &, const TraceLengths &) = default;
};

/// One planned request of an open group.
struct Arrival
{
    RequestId request;
    Nanoseconds at{0};      ///< Since the run's start, warm-up included.
    TraceLengths lengths{}; ///< Of a trace; nothing else has any.

    friend bool operator==(const Arrival &, const Arrival &) = default;
};

/// The arrivals of an open group, one after the other, ascending in time; O(1) memory for any length. Not
/// thread-safe; every worker has its own and skips what is not its share.
class ArrivalSequence
{
public:
    virtual ~ArrivalSequence() = default;
    /// The next arrival; nothing when the plan has ended.
    virtual std::optional<Arrival> next() = 0;
    /// From `at` on (since the run's start) the planned rate is multiplied by `factor` (>= 0; 0: no arrivals,
    /// while the plan's time goes on), replacing an earlier factor. Counts of steps scale with it; a trace's
    /// arrivals are replayed `factor` times as often by thinning or repeating them in place.
    ///
    /// `held`: the last arrival that next() gave, where the caller has not used it yet. When it is due at
    /// `at` or later it is taken back (reset) and next() plans it anew: at a low rate it may be due in an
    /// hour, and raising or pausing the rate must not wait for it. All other arrivals that were given stay,
    /// also when `at` lies before them, and are not given again. Sequences that are steered alike stay alike,
    /// however far each has been read.
    virtual void steer(Nanoseconds at, double factor, std::optional<Arrival> &held) = 0;
    /// From now on only arrivals whose number in their group (`groups` as in requestIdOf()) modulo `count` is
    /// `index`; before the first next(). See shareOf().
    virtual void keepShare(quint32 index, quint32 count, std::size_t groups) = 0;
};

/// Arrivals of group `group` of `load` (which must be open). Warm-up and measured part are planned apart:
/// each has its own first arrival (Even: at its very start, then every 1/rate while inside, so ceil(rate x
/// length) in all), and the last ends before the part does. The same load and seed give the same sequence.
/// `baseFolder`: where a trace's relative path starts. Fails when the trace can't be read; check it before
/// with inspectTrace(), which reads all of it.
Result<std::unique_ptr<ArrivalSequence>> arrivalsOf(const Load &load, GroupIndex group, quint64 seed,
                                                    const QString &baseFolder);

/// The share of `all` that belongs to part `index` of `count` (number of the request in its group modulo
/// count; `groups` as in requestIdOf()). Shares unite to the whole, also when all are steered alike.
std::unique_ptr<ArrivalSequence> shareOf(std::unique_ptr<ArrivalSequence> all, quint32 index, quint32 count,
                                         std::size_t groups);

/// What one request asks for.
struct RequestChoice
{
    TemplateIndex requestTemplate;
    std::optional<RowIndex> row; ///< Row of the template's data source; nothing when it has none.
    bool dataExhausted = false;  ///< The source has no row left and its AtEnd is Stop or Fail.
    quint64 seed = 0;            ///< For everything random about this request: unique text, retry jitter.

    friend bool operator==(const RequestChoice &, const RequestChoice &) = default;
};

/// Chooses template and row for each request: the template among those of its group's mix. Immutable after
/// construction: callable from any thread.
class RequestChooser
{
public:
    /// `rowCounts[i]` is the number of rows of the data source of template i (0: none); as many as there are
    /// templates.
    RequestChooser(const Scenario &scenario, std::vector<quint64> rowCounts, quint64 seed);

    /// A later turn of a conversation has the template and the row of the first.
    ///
    /// A pure function of the request's id: asking twice or in another order changes nothing. The template is
    /// drawn by weight. The row follows from the request's number in its group, whichever templates came
    /// before, so that no worker needs to know what others did: Sequential takes row number % rows; Shuffled
    /// the same through a new permutation for each pass over the rows (templates that share a source share
    /// it); Random any row. The source is exhausted from request number = rows on. Groups that share a source
    /// each go through all of it: request 7 of every group takes the same row unless the order is Random.
    [[nodiscard]] RequestChoice choose(RequestId request) const;

    /// From now on asks how many rows template `index` has whenever one past those that are known is asked
    /// for: `countBeyond` gives more than `number`, or all that there are. For rows in their order that are
    /// read as they are asked for. Any thread calls it.
    void followRows(TemplateIndex index, std::function<quint64(quint64 number)> countBeyond);

private:
    /// The data of one template.
    struct Rows
    {
        quint64 source = 0;                                   ///< Position in Scenario::data.
        quint64 count = 0;                                    ///< 0: the template has no data.
        std::function<quint64(quint64 number)> countBeyond{}; ///< Empty: they are all there.
        DataSource::Order order = DataSource::Order::Sequential;
        DataSource::AtEnd atEnd = DataSource::AtEnd::Wrap;
    };

    /// What one group asks for.
    struct Mix
    {
        std::vector<TemplateIndex> templates;
        std::vector<double> cumulativeWeights; ///< As many; ascending, the last is 1.
    };

    [[nodiscard]] static Mix mixOf(const Scenario &scenario, const LoadGroup &group);
    [[nodiscard]] RowIndex rowOf(const Rows &rows, quint64 count, RequestId request) const;

    std::vector<Mix> m_mixes; ///< By group.
    std::vector<Rows> m_rows; ///< By template.
    quint64 m_seed;
};

/// The seed of everything random about a group; the first group's is the scenario's own.
quint64 seedOfGroup(quint64 seed, GroupIndex group);

/// How long user `user` thinks after its n-th request; a pure function. `seed`: seedOfGroup(). Normal: a draw
/// below 0 counts as 0, which lifts the mean (meanThinkTime() knows).
Nanoseconds thinkTimeOf(const ThinkTime &think, quint64 seed, UserIndex user, quint64 n);

/// The mean of thinkTimeOf() by formula.
Nanoseconds meanThinkTime(const ThinkTime &think);

/// What the user behind `request` does; nothing when it stays to the end. A pure function that draws the
/// share. `seed`: the run's, since the request's id is unique in it.
std::optional<Abandonment> abandonmentOf(const LoadGroup &group, quint64 seed, RequestId request);

/// One point of the planned load, for the preview chart.
struct PlannedLoadPoint
{
    Nanoseconds at{0};
    double ratePerSecond = 0; ///< Open groups; 0 for closed.
    double users = 0; ///< Closed groups: users; open groups: expected open streams for `expectedLength`.
};

/// `points` samples (at least 2) of one group from start to the end of its measured part. `expectedLength` is
/// the expected length of one request.
std::vector<PlannedLoadPoint> plannedLoad(const Load &load, GroupIndex group, Nanoseconds expectedLength,
                                          std::size_t points, const QString &baseFolder);
/// The sum of all groups.
std::vector<PlannedLoadPoint> plannedLoad(const Load &load, Nanoseconds expectedLength, std::size_t points,
                                          const QString &baseFolder);

/// How many requests the open groups plan, exactly, warm-up included. Closed groups: their request count (the
/// warm-up's can't be known). Nothing when a group has neither, and where only walking over more than five
/// million random arrivals would tell: expectedRequests() always answers at once.
std::optional<quint64> plannedRequests(const Load &load, quint64 seed, const QString &baseFolder);

/// The mean of plannedRequests() over all seeds, by formula (nearly, for gamma gaps); a trace is read.
std::optional<double> expectedRequests(const Load &load, const QString &baseFolder);

/// When the load ends by its plan, since the run's start; nothing when only requests are counted. A trace
/// ends with its last row, which takes reading all of it.
std::optional<Nanoseconds> plannedLength(const Load &load, const QString &baseFolder);

/// A stretch of the run, since its start.
struct PlannedRange
{
    Nanoseconds from{0};
    Nanoseconds to{0};
    std::optional<double> users{}; ///< Of all closed groups, where the level of a plateau has some.
    std::optional<double> rate{};  ///< Arrivals a second of all open groups, where it has some.
    friend bool operator==(const PlannedRange &, const PlannedRange &) = default;
};

/// Stretches of at least `shortest` in the measured part in which every group holds its level, one after the
/// other. Empty for a load without steps: it is steady by itself.
std::vector<PlannedRange> plateausOf(const Load &load, Nanoseconds shortest, const QString &baseFolder);

} // namespace weir
