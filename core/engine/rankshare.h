// SPDX-License-Identifier: GPL-3.0-or-later
// Which part of a run falls to one process of several.
#pragma once

#include <QtGlobal>

namespace weir {

/// One rank of a run that several processes share. Of things that are numbered from 0 (requests of a group,
/// users) it takes every `ranks`-th, so that the parts of all ranks unite to the whole. A value.
struct RankShare
{
    quint32 rank = 0; ///< Less than `ranks`.
    quint32 ranks = 1;

    /// How many of `count` things are this rank's.
    [[nodiscard]] quint64 of(quint64 count) const
    {
        return count > rank ? (count - rank - 1) / ranks + 1 : 0;
    }
    friend bool operator==(const RankShare &, const RankShare &) = default;
};

} // namespace weir
