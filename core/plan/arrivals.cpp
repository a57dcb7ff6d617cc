// SPDX-License-Identifier: GPL-3.0-or-later
// Arrivals of open loads: the warm-up, then the steps.
#include "base/random.h"
#include "plan/grouptimes.h"
#include "plan/randomstreams.h"
#include "plan/stepwalk.h"
#include "plan/tracesource.h"

namespace weir {

namespace {

/// Warm-up and measured part are planned apart, so that the measured part is the same whatever the warm-up's
/// length.
class StepSource final : public ArrivalSource
{
public:
    StepSource(StepWalk warmUp, StepWalk measured)
        : m_warmUp(std::move(warmUp)), m_measured(std::move(measured))
    {
    }

    [[nodiscard]] std::unique_ptr<ArrivalSource> clone() const override
    {
        return std::make_unique<StepSource>(*this);
    }

    std::optional<NumberedArrival> next(const FactorChanges &changes) override
    {
        std::optional<Nanoseconds> at = m_inMeasured ? std::nullopt : m_warmUp.next(changes);
        if (!at) {
            m_inMeasured = true;
            at = m_measured.next(changes);
        }
        return at ? std::optional(NumberedArrival{m_number++, *at}) : std::nullopt;
    }

private:
    StepWalk m_warmUp;
    StepWalk m_measured;
    bool m_inMeasured = false;
    quint64 m_number = 0;
};

std::unique_ptr<ArrivalSource> stepSource(const OpenLoad &open, const LoadGroup &group,
                                          const GroupTimes &times, quint64 seed)
{
    // A rate for ever is no plan; check() refuses it.
    const bool ends = !open.steps.empty() || times.cut || group.requests;
    const auto course =
        ends ? std::make_shared<const Course>(open, times.cut) : std::make_shared<const Course>();
    const auto warmUp = std::make_shared<const Course>(course->levelAt(Nanoseconds{0}), times.warmUp);
    const Spacing spacing{open.arrivals, open.burstiness};
    return std::make_unique<StepSource>(
        StepWalk(warmUp, Nanoseconds{0}, spacing, mixSeed({seed, warmUpStream}), std::nullopt),
        StepWalk(course, times.from, spacing, mixSeed({seed, measuredStream}), group.requests));
}

} // namespace

quint64 seedOfGroup(quint64 seed, GroupIndex group)
{
    return group == 0 ? seed : mixSeed({seed, groupStream, group});
}

Result<std::unique_ptr<ArrivalSequence>> arrivalsOf(const Load &load, GroupIndex group, quint64 seed,
                                                    const QString &baseFolder)
{
    const LoadGroup &planned = load.groups[group];
    const GroupTimes times = timesOf(load, planned);
    const quint64 groupSeed = seedOfGroup(seed, group);
    if (const OpenLoad *open = std::get_if<OpenLoad>(&planned.model))
        return sequenceOf(stepSource(*open, planned, times, groupSeed), group, load.groups.size());
    const TraceLoad *trace = std::get_if<TraceLoad>(&planned.model);
    if (!trace)
        return Error{Message(WEIR_TEXT("plan.closed_has_no_arrivals", "A closed load plans no arrivals")),
                     Message::verbatim(planned.name),
                     {}};
    Result<std::unique_ptr<ArrivalSource>> source =
        TraceSource::open(*trace, planned, times, groupSeed, baseFolder);
    if (!source)
        return source.error();
    return sequenceOf(std::move(source).value(), group, load.groups.size());
}

} // namespace weir
