// SPDX-License-Identifier: GPL-3.0-or-later
#include "transport/http/qnamstamps.h"

#include "transport/http/qnamsockets.h"

#include <algorithm>

namespace weir {

namespace {

bool canFollow(const WireRequest &request)
{
    return request.url.scheme() == u"http" && !std::get<HttpRequest>(request.channel).http2 &&
           areQnamSocketsFollowed();
}

} // namespace

QnamStamps QnamStamps::follow(const WireRequest &request)
{
    QnamStamps stamps;
    if (!canFollow(request))
        return stamps;
    // Without a word from the socket the body would never go out; a proxy may be another library's affair.
    const bool goesWithHead = !request.body.isEmpty() && request.proxy.isEmpty() && haveMarksBeenSeen();
    stamps.m_notes =
        WireNotes::make(request.body, goesWithHead ? WireNotes::Body::WithHead : WireNotes::Body::OfQnam);
    return stamps;
}

std::optional<bool> QnamStamps::hasGoneAgain() const
{
    return m_notes ? std::optional(m_notes->sentCount() > 1) : std::nullopt;
}

std::optional<bool> QnamStamps::wasFirstOnKept() const
{
    return m_notes ? m_notes->wasFirstOnKept() : std::nullopt;
}

TimePoint QnamStamps::sent(TimePoint heard)
{
    return inOrder(m_notes ? m_notes->sent().value_or(heard) : heard, heard);
}

std::optional<TimePoint> QnamStamps::takeUploaded()
{
    if (!m_notes || m_uploadTold)
        return std::nullopt;
    const std::optional<TimePoint> at = m_notes->uploaded();
    if (!at || *at < m_last)
        return std::nullopt;
    m_uploadTold = true;
    m_last = *at;
    return at;
}

TimePoint QnamStamps::head(TimePoint heard)
{
    if (m_notes && !m_notes->sent()) // an answer to a head that nobody saw
        leaveQnamSockets();
    return ofRead(m_notes ? m_notes->head() : std::nullopt, heard);
}

QnamStamps::Piece QnamStamps::nextPiece(TimePoint heard, qint64 size)
{
    const std::optional<WireNotes::Read> read = m_notes ? m_notes->readOf(m_handedOver) : std::nullopt;
    const qint64 count = read ? std::min(size, read->bodyEnd - m_handedOver) : size;
    m_handedOver += count;
    return {count, ofRead(read, heard)};
}

TimePoint QnamStamps::ofRead(const std::optional<WireNotes::Read> &read, TimePoint heard)
{
    const bool isOfKernel = read && read->byKernel;
    ++(isOfKernel ? m_byKernel : m_others);
    return inOrder(read ? read->at : heard, heard);
}

TimePoint QnamStamps::inOrder(TimePoint at, TimePoint heard)
{
    m_last = std::min(std::max(m_last, at), heard);
    return m_last;
}

} // namespace weir
