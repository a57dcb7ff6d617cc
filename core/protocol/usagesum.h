// SPDX-License-Identifier: GPL-3.0-or-later
// The usage of one request from what its events tell of it.
#pragma once

#include "metrics/requestrecord.h"

#include <optional>
#include <vector>

namespace weir {

/// Takes what the events tell, one after the other: what a later one leaves out stays, since some vendors
/// tell input and output in different ones. Output and reasoning that were told beside a single choice are
/// that choice's, and add up over the choices; told beside none or several, they are of all. The later form
/// counts. A value.
class UsageSum
{
public:
    /// As StreamEvent::usage and StreamEvent::choice.
    void take(const Usage &told, std::optional<quint32> choice);
    [[nodiscard]] Usage sum() const;

private:
    struct OfChoice
    {
        quint32 choice = 0;
        std::optional<quint64> output;
        std::optional<quint64> reasoning;
    };
    OfChoice &of(quint32 choice);

    Usage m_usage; ///< Output and reasoning only where they were told of all.
    std::vector<OfChoice> m_choices;
};

} // namespace weir
