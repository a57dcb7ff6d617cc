// SPDX-License-Identifier: GPL-3.0-or-later
// For how long a target could not be reached at all, by what the attempts to connect to it met.
#pragma once

#include "metrics/requestrecord.h"

#include <QString>

#include <map>
#include <optional>
#include <vector>

namespace weir {

/// True for what shows that nobody was there to take a connection.
[[nodiscard]] bool failedToConnect(OutcomeClass outcome);

/// A time on end in which every attempt that tells anything failed to connect. Since the run's start.
struct Absence
{
    QString target;
    Nanoseconds from{0};
    Nanoseconds to{0};

    [[nodiscard]] Nanoseconds length() const { return to - from; }
    friend bool operator==(const Absence &, const Absence &) = default;
};

/// Fed with every attempt of a run, in any order, then asked once. An attempt shows that its target was there
/// at its first byte (else the end of its head) and at its last token; one that ended as dns_failure,
/// connect_refused, connect_timeout or connect_failed shows from its start to its end that it was not. A TLS
/// failure or a silent close shows neither.
class AbsenceFinder
{
public:
    void add(const RequestRecord &record);
    /// The longest absence of each target that could not be reached at least once: between two moments at
    /// which it was there, from the start of the first attempt that failed to connect (or the earlier moment,
    /// where that came after) to the end of the last one. By target; `names` are by TargetIndex, `start` is
    /// the run's.
    [[nodiscard]] std::vector<Absence> longest(TimePoint start, const QStringList &names);

private:
    struct Failure
    {
        TimePoint from;
        TimePoint to;
    };
    struct Evidence
    {
        std::vector<TimePoint> there;
        std::vector<Failure> missed;
    };
    static std::optional<Failure> longestIn(Evidence &evidence);

    std::map<TargetIndex, Evidence> m_targets;
};

} // namespace weir
