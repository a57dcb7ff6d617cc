// SPDX-License-Identifier: GPL-3.0-or-later
// Of which parts of the requests a sample is, so that the samples of a window are kept and sorted once for
// all of them.
#pragma once

#include "metrics/requestrecord.h"

#include <algorithm>

namespace weir {

/// By what requests are told apart.
enum class PartKind : quint8
{
    Request, ///< By template.
    Target,
    Group ///< By load group.
};

/// More parts of a kind than this are not told apart: each costs the memory of a headline.
inline constexpr std::size_t mostParts = 1000;

/// The indices of a request's template, target and load group, in four bytes. A value.
class PartTags
{
public:
    PartTags() = default; ///< Of no part.
    /// `groups`: how many load groups there are; a request's is its number modulo them.
    PartTags(const RequestRecord &record, quint64 groups)
        : m_request(tagOf(record.requestTemplate.value()))
        , m_target(tagOf(record.target.value()))
        , m_group(groups > 0 ? tagOf(record.request.value() % groups) : none)
    {
    }

    /// mostParts or more where it is none of those told apart.
    [[nodiscard]] std::size_t of(PartKind kind) const
    {
        return kind == PartKind::Request ? m_request : kind == PartKind::Target ? m_target : m_group;
    }

private:
    static constexpr quint32 none = (1U << 10) - 1;
    static_assert(mostParts <= none);

    static quint32 tagOf(quint64 index) { return static_cast<quint32>(std::min<quint64>(index, none)); }

    quint32 m_request : 10 = none;
    quint32 m_target : 10 = none;
    quint32 m_group : 10 = none;
};

} // namespace weir
