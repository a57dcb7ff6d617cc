// SPDX-License-Identifier: GPL-3.0-or-later
// Bounds what all connections together hold of requests that have not come in whole.
#pragma once

#include <QtGlobal>

#include <algorithm>

namespace weir {

/// One connection's share. Gives it back when it goes. Service thread only.
class BodyShare
{
public:
    /// `held`: the sum of all shares, which outlives them; `most`: what it may come to.
    BodyShare(quint64 &held, quint64 most) : m_held(held), m_most(most) {}
    ~BodyShare() { release(); }
    BodyShare(const BodyShare &) = delete;
    BodyShare &operator=(const BodyShare &) = delete;

    /// False when there is no room for a body of `bytes`, of which nothing is taken then. A share never
    /// shrinks but to nothing, and one that is alone gets what it wants.
    [[nodiscard]] bool grow(quint64 bytes)
    {
        const quint64 more = bytes - std::min(bytes, m_own);
        if (m_held > m_own && more > m_most - std::min(m_most, m_held))
            return false;
        m_held += more;
        m_own += more;
        return true;
    }
    void release()
    {
        m_held -= m_own;
        m_own = 0;
    }

private:
    quint64 &m_held;
    quint64 m_most;
    quint64 m_own = 0;
};

} // namespace weir
