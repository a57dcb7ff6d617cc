// SPDX-License-Identifier: GPL-3.0-or-later
// Decides which request meets which fault: the same request meets the same one, however often it is sent.
#pragma once

#include "service/faults/fault.h"

#include <string_view>

namespace weir {

/// 64 bits that stand for a request: the id's text where the client sent one, else the position in the order
/// of arrival. FNV-1a over the bytes, then mixed.
quint64 requestKey(std::string_view id) noexcept;
quint64 requestKey(quint64 counter) noexcept;

/// A pure draw. A value; any thread.
class FaultDraw
{
public:
    /// `faults` as checkFaults() accepts them. `seed` selects another, equally distributed assignment.
    FaultDraw(std::vector<FaultShare> faults, quint64 seed);

    /// The fault of the request with this key, or nothing; each kind falls on its share of all keys.
    [[nodiscard]] std::optional<FaultKind> draw(quint64 key) const noexcept;

private:
    std::vector<FaultShare> m_faults;
    quint64 m_seed;
};

} // namespace weir
