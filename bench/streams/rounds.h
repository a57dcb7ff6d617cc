// SPDX-License-Identifier: GPL-3.0-or-later
// Several measurements in turn, again and again, so that what the machine does meanwhile meets all alike.
#pragma once

#include "streams/measurement.h"

#include <vector>

namespace weir::bench {

/// One line of a table: one client under one load, and what its rounds gave.
struct Case
{
    ClientKind kind = ClientKind::Floor;
    StreamLoad load;
    std::vector<Measurement> rounds;
    std::optional<QString> failure; ///< Why there is nothing, or no more.

    /// The median of every figure by itself; of the largest stamp error the largest, of missing, dropped and
    /// failed the sums, of the verdicts the worst with its reasons. `rounds` must not be empty.
    [[nodiscard]] Measurement typical() const;
    /// Least and most processor time an event of the rounds, us.
    [[nodiscard]] double least() const;
    [[nodiscard]] double most() const;
};

/// Fills the cases, `rounds` times one after the other; tells on standard error where it is. A case that
/// fails gets no further rounds. False when one failed though its client is there.
bool measureInTurn(const Laboratory &laboratory, std::vector<Case> &cases, int rounds);

/// Where the programs lie that a bench starts: beside itself.
QString programFolder();

} // namespace weir::bench
