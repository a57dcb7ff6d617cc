// SPDX-License-Identifier: GPL-3.0-or-later
// Of which parts of the requests a sample is, so that the samples of a window are kept and sorted once for
// all of them.
#pragma once

#include "base/turns.h"
#include "metrics/requestrecord.h"

#include <algorithm>
#include <array>

namespace weir {

/// By what requests are told apart.
enum class PartKind : quint8
{
    Request, ///< By template.
    Target,
    Group, ///< By load group.
    Turn   ///< By turn of a conversation, from 1.
};

/// More parts of a kind than this are not told apart: each costs the memory of a headline.
inline constexpr std::size_t mostParts = 1000;

/// The indices of a request's template, target, load group and turn, in five bytes without alignment, so that
/// a sample stays at sixteen. A value.
class PartTags
{
public:
    PartTags() { m_low.fill(0xff); } ///< Of no part.
    /// `groups`: how many load groups there are; a request's is its number modulo them.
    PartTags(const RequestRecord &record, quint64 groups) : PartTags()
    {
        set(PartKind::Request, record.requestTemplate.value());
        set(PartKind::Target, record.target.value());
        if (groups == 0)
            return;
        set(PartKind::Group, record.request.value() % groups);
        set(PartKind::Turn, turnOf(record.request, groups) - 1);
    }

    /// mostParts or more where it is none of those told apart.
    [[nodiscard]] std::size_t of(PartKind kind) const
    {
        const std::size_t at = static_cast<std::size_t>(kind);
        return m_low[at] | (((m_high >> (2 * at)) & 3U) << 8);
    }

private:
    static constexpr quint64 none = (1U << 10) - 1;
    static_assert(mostParts <= none);

    void set(PartKind kind, quint64 index)
    {
        const quint64 tag = std::min(index, none);
        const std::size_t at = static_cast<std::size_t>(kind);
        m_low[at] = static_cast<quint8>(tag & 0xff);
        const quint64 others = m_high & ~(3U << (2 * at));
        m_high = static_cast<quint8>(others | ((tag >> 8) << (2 * at)));
    }

    std::array<quint8, 4> m_low;
    quint8 m_high = 0xff; ///< Two bits for each kind.
};

} // namespace weir
