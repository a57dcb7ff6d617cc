// SPDX-License-Identifier: GPL-3.0-or-later
// Recognises requests that are sent again, so that they are not worked on twice.
#pragma once

#include "base/clock.h"

#include <deque>
#include <optional>
#include <unordered_map>

namespace weir {

/// Remembers each key from its first request until `window` after its answer, and never more than a million.
/// One thread.
class IdempotencyTable
{
public:
    /// What is known of a key.
    struct Known
    {
        quint32 slot = 0; ///< Of the task that works on it, while it does.
        quint32 generation = 0;
        bool answered = false;
        quint64 answerSeed = 0; ///< Of the answer that it got.
    };

    explicit IdempotencyTable(Nanoseconds window) : m_window(window) {}

    [[nodiscard]] bool isOn() const { return m_window > Nanoseconds{0}; }
    /// Nothing where the key is new or has been forgotten.
    std::optional<Known> find(quint64 key, TimePoint now);
    void begin(quint64 key, quint32 slot, quint32 generation);
    /// The work is done: repetitions are answered from now on for the window.
    void answered(quint64 key, quint64 answerSeed, TimePoint now);
    /// The work came to nothing: a repetition is a new request.
    void forget(quint64 key) { m_known.erase(key); }

private:
    struct Entry
    {
        Known known;
        TimePoint until = TimePoint::max();
    };
    struct Expiry
    {
        TimePoint at;
        quint64 key = 0;
    };
    void expire(TimePoint now);

    Nanoseconds m_window;
    std::unordered_map<quint64, Entry> m_known;
    std::deque<Expiry> m_expiries; ///< In the order of time.
};

} // namespace weir
