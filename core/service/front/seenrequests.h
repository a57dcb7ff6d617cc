// SPDX-License-Identifier: GPL-3.0-or-later
// Remembers which requests came before, within a bounded memory.
#pragma once

#include <QtGlobal>

#include <optional>
#include <unordered_map>

namespace weir {

/// What is known about a request when it arrives.
struct Sighting
{
    quint32 attempt = 1;
    bool duplicate = false; ///< The same id and attempt came before.
};

/// Forgets the oldest when more than about a million are known, so it never takes more than some 100 MB. One
/// thread.
class SeenRequests
{
public:
    /// Notes the request with this key. `attempt` is what the client says; without it the sightings are
    /// counted.
    Sighting note(quint64 key, std::optional<quint32> attempt);

private:
    /// Counts one more of `key` and returns how many there are now.
    quint32 count(quint64 key);

    std::unordered_map<quint64, quint32> m_young;
    std::unordered_map<quint64, quint32> m_old;
};

} // namespace weir
