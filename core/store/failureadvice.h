// SPDX-License-Identifier: GPL-3.0-or-later
// What to do about failures whose cause is plain: a key, an address, a certificate, a parameter.
#pragma once

#include "metrics/requestrecord.h"
#include "metrics/summary.h"
#include "scenario/scenario.h"

#include <optional>

namespace weir {

/// One sentence or two for each cause, by the classes and messages of the summary's failures, in the order of
/// their keys; each names what the scenario says that matters (the key's reference, the address that was
/// asked). Empty where nothing failed, or for no reason that is known. Of a simulated run, which asks no
/// address, the same but for what is of the network. `scenario` holds no secret values, so neither does
/// what is said. Reads a vendor's preset file where the scenario names one that is there. Any thread.
Messages adviceOn(const Summary &summary, const Scenario &scenario);

/// What to do, and the member of the scenario where it is done.
struct Cure
{
    Message advice;
    QString field; ///< A JSON pointer; of the target as a whole where no member is known.

    friend bool operator==(const Cure &, const Cure &) = default;
};
/// What adviceOn() says, each with its place.
std::vector<Cure> curesOf(const Summary &summary, const Scenario &scenario);
/// The same for one exchange, which was not simulated; nothing where it succeeded or the cause is not plain.
std::optional<Cure> cureOf(const RequestRecord &record, const Scenario &scenario);

} // namespace weir
