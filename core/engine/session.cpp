// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/session.h"

namespace weir {

void Session::send(const WireRequest &wire)
{
    m_stream = m_transport.start(wire, *this);
}

void Session::abort()
{
    m_transport.abort(m_stream); // calls onEnded()
}

void Session::finish()
{
    m_transport.finish(m_stream); // calls onEnded()
}

quint64 Session::heldBytes() const
{
    return Attempt::heldBytes() + m_transport.heldBytes(m_stream);
}

bool Session::mayHoldUnseen(TimePoint calmUntil) const
{
    return m_transport.mayHoldUnseen() && record().sent && lastNews() <= calmUntil;
}

void Session::onConnected(TimePoint at)
{
    noteConnected(at);
}

void Session::onTlsDone(TimePoint at)
{
    noteTlsDone(at);
}

void Session::onSent(TimePoint at)
{
    noteSent(at);
}

void Session::onUploaded(TimePoint at)
{
    noteUploaded(at);
}

void Session::onOpened(TimePoint at, const Opening &opening)
{
    noteOpened(at, opening);
}

void Session::onStale(TimePoint /*at*/)
{
    noteStale();
}

void Session::onData(TimePoint at, QByteArrayView bytes)
{
    noteBytes(at, bytes);
}

void Session::onEnded(TimePoint at, const WireEnd &end)
{
    noteEnd(at, end);
}

} // namespace weir
