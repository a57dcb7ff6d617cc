// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/faults/faultplan.h"

#include "base/random.h"

namespace weir {

namespace {

constexpr quint64 pointPurpose = 0x706f696e74;

} // namespace

quint64 answerSeedOf(quint64 serviceSeed, quint64 requestKey) noexcept
{
    return mixSeed({serviceSeed, requestKey});
}

quint32 faultPoint(quint64 answerSeed, quint32 totalTokens) noexcept
{
    if (totalTokens <= 1)
        return 1;
    return 1 + static_cast<quint32>(Random(mixSeed({answerSeed, pointPurpose})).below(totalTokens - 1));
}

bool isRefusal(FaultKind kind) noexcept
{
    return kind == FaultKind::RateLimit || kind == FaultKind::Http500 || kind == FaultKind::BusinessCode;
}

} // namespace weir
