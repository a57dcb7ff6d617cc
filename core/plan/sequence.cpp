// SPDX-License-Identifier: GPL-3.0-or-later
// Shares and steering of arrivals, the same for steps and traces.
#include "plan/arrivalsource.h"

#include <algorithm>
#include <cmath>
#include <deque>

namespace weir {

namespace {

/// A sequence reads ahead to the next arrival of its share, past those of others. Copies of the source from
/// before that are kept, so that steering finds one from before its own moment: how far apart, and how many.
constexpr Nanoseconds checkpointGap = std::chrono::milliseconds{250};
constexpr std::size_t mostCheckpoints = 32;

/// A factor beyond would only exhaust the machine.
constexpr double highestFactor = 1e6;

/// A source, and the time of the last arrival that it gave; the greatest time when it has ended.
struct Checkpoint
{
    Nanoseconds reached{-1};
    std::unique_ptr<ArrivalSource> source;
};

class SourceSequence final : public ArrivalSequence
{
public:
    SourceSequence(std::unique_ptr<ArrivalSource> source, GroupIndex group, std::size_t groups)
        : m_group(group), m_groups(groups)
    {
        m_now.source = std::move(source);
    }

    std::optional<Arrival> next() override
    {
        keepCheckpoint();
        while (const std::optional<NumberedArrival> arrival = m_now.source->next(m_changes)) {
            m_now.reached = arrival->at;
            const RequestId request = requestIdOf(m_group, arrival->number, m_groups);
            if ((m_usedThrough && arrival->number <= *m_usedThrough) || !isMine(request))
                continue;
            m_beforeLast = std::exchange(m_last, arrival->number);
            return Arrival{request, arrival->at, arrival->lengths};
        }
        m_now.reached = Nanoseconds::max(); // it has heeded all steering on its way to the end
        return std::nullopt;
    }

    void steer(Nanoseconds at, double factor, std::optional<Arrival> &held) override
    {
        at = std::max(at, Nanoseconds{0});
        if (held && held->at >= at) {
            held.reset();
            m_last = m_beforeLast;
        }
        m_usedThrough = m_last;
        while (!m_changes.empty() && m_changes.back().at >= at)
            m_changes.pop_back();
        m_changes.push_back({at, factor > 0 ? std::min(factor, highestFactor) : 0});
        if (m_now.reached >= at)
            goBackBefore(at);
    }

    void keepShare(quint32 index, quint32 count, std::size_t groups) override
    {
        m_shares.push_back({index, count, groups});
    }

private:
    struct Share
    {
        quint32 index = 0;
        quint32 count = 1;
        std::size_t groups = 1;
    };

    [[nodiscard]] bool isMine(RequestId request) const
    {
        return std::all_of(m_shares.begin(), m_shares.end(), [&](const Share &share) {
            return numberOf(request, share.groups) % share.count == share.index;
        });
    }

    void keepCheckpoint()
    {
        if (!m_checkpoints.empty() && m_now.reached - checkpointGap < m_checkpoints.back().reached)
            return;
        m_checkpoints.push_back({m_now.reached, m_now.source->clone()});
        // The first stays: from the start every moment can be reached, if slowly.
        if (m_checkpoints.size() > mostCheckpoints)
            m_checkpoints.erase(m_checkpoints.begin() + 1);
    }

    void goBackBefore(Nanoseconds at)
    {
        while (m_checkpoints.size() > 1 && m_checkpoints.back().reached >= at)
            m_checkpoints.pop_back();
        m_now.reached = m_checkpoints.back().reached;
        m_now.source = m_checkpoints.back().source->clone();
    }

    GroupIndex m_group;
    std::size_t m_groups;
    std::vector<Share> m_shares;
    Checkpoint m_now;
    std::deque<Checkpoint> m_checkpoints;
    FactorChanges m_changes;
    std::optional<quint64> m_last; ///< Number of the arrival that next() gave last, and of the one before it.
    std::optional<quint64> m_beforeLast;
    std::optional<quint64> m_usedThrough; ///< Numbers up to here are not given again.
};

} // namespace

std::unique_ptr<ArrivalSequence> sequenceOf(std::unique_ptr<ArrivalSource> source, GroupIndex group,
                                            std::size_t groups)
{
    return std::make_unique<SourceSequence>(std::move(source), group, groups);
}

std::unique_ptr<ArrivalSequence> shareOf(std::unique_ptr<ArrivalSequence> all, quint32 index, quint32 count,
                                         std::size_t groups)
{
    Q_ASSERT(index < count);
    all->keepShare(index, count, groups);
    return all;
}

} // namespace weir
