// SPDX-License-Identifier: GPL-3.0-or-later
// Whole numbers that can't be mistaken for each other: ids and indices of everything that a run counts.
#pragma once

#include <QtGlobal>

#include <compare>
#include <functional>

namespace weir {

/// A number with a meaning of its own. Tag is any type; it is never instantiated.
template <typename Tag, typename Number>
class StrongId
{
public:
    constexpr StrongId() = default;
    constexpr explicit StrongId(Number number) : m_number(number) {}

    [[nodiscard]] constexpr Number value() const noexcept { return m_number; }
    friend constexpr auto operator<=>(const StrongId &, const StrongId &) = default;

private:
    Number m_number{};
};

/// Counts the requests of one run from 0, in the order of the plan. Attempts of one request share it.
using RequestId = StrongId<struct RequestIdTag, quint64>;
/// The try of a request, 1 for the first; a retry by the scenario's policy is the next.
using AttemptNumber = StrongId<struct AttemptNumberTag, quint32>;
/// A worker thread of one run, from 0.
using WorkerIndex = StrongId<struct WorkerIndexTag, quint32>;
/// A simulated user of a closed load, from 0. Open load gives every arrival user 0.
using UserIndex = StrongId<struct UserIndexTag, quint32>;
/// Position in Scenario::targets.
using TargetIndex = StrongId<struct TargetIndexTag, quint32>;
/// Position in Scenario::requests.
using TemplateIndex = StrongId<struct TemplateIndexTag, quint32>;
/// Row of a data source, from 0.
using RowIndex = StrongId<struct RowIndexTag, quint64>;
/// One open exchange of a transport; unique within that transport.
using StreamId = StrongId<struct StreamIdTag, quint64>;

} // namespace weir

template <typename Tag, typename Number>
struct std::hash<weir::StrongId<Tag, Number>>
{
    std::size_t operator()(const weir::StrongId<Tag, Number> &id) const noexcept
    {
        return std::hash<Number>{}(id.value());
    }
};
