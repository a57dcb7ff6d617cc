// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/faults/faultdraw.h"

#include "base/random.h"

namespace weir {

namespace {

// Words that keep the draws of one seed for different purposes apart.
constexpr quint64 faultPurpose = 0x6661756c74;
constexpr quint64 idPurpose = 0x6964;
constexpr quint64 counterPurpose = 0x636f756e74;

} // namespace

quint64 requestKey(std::string_view id) noexcept
{
    quint64 hash = 0xcbf29ce484222325ULL;
    for (const char c : id) {
        hash ^= static_cast<unsigned char>(c);
        hash *= 0x100000001b3ULL;
    }
    return mixSeed({idPurpose, hash});
}

quint64 requestKey(quint64 counter) noexcept
{
    return mixSeed({counterPurpose, counter});
}

FaultDraw::FaultDraw(std::vector<FaultShare> faults, quint64 seed) : m_faults(std::move(faults)), m_seed(seed)
{
}

std::optional<FaultKind> FaultDraw::draw(quint64 key) const noexcept
{
    if (m_faults.empty())
        return std::nullopt;
    double point = Random(mixSeed({m_seed, key, faultPurpose})).uniform();
    for (const FaultShare &fault : m_faults) {
        if (point < fault.share)
            return fault.kind;
        point -= fault.share;
    }
    return std::nullopt;
}

} // namespace weir
