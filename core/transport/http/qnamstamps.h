// SPDX-License-Identifier: GPL-3.0-or-later
// The stamps of one exchange over QNAM: those that the HTTP thread noted where it could see the socket, else
// those of the moments at which the worker heard of it.
#pragma once

#include "transport/http/wirenotes.h"

#include <QtGlobal>

#include <memory>
#include <optional>

namespace weir {

/// Never goes back in time, nor past what it is told as `heard`, the moment at which the worker hears. Lives
/// in the transport's thread.
class QnamStamps
{
public:
    /// For one request on its way once; a request that goes again begins anew. Nothing is followed over
    /// HTTP/2 and TLS, nor where this Qt writes in another way than is known.
    static QnamStamps follow(const WireRequest &request);

    /// For sendOn(); null: not followed.
    [[nodiscard]] const WireNotes *notes() const { return m_notes.get(); }

    /// It has gone out more than once; nothing: not followed.
    [[nodiscard]] std::optional<bool> hasGoneAgain() const;
    /// Whether it first went out on a connection that was open before it; nothing: not known, or not yet.
    [[nodiscard]] std::optional<bool> wasFirstOnKept() const;
    [[nodiscard]] TimePoint sent(TimePoint heard);
    /// Once only, as soon as the kernel has taken the whole request; never where something later was told
    /// before.
    [[nodiscard]] std::optional<TimePoint> takeUploaded();
    /// Of the final head.
    [[nodiscard]] TimePoint head(TimePoint heard);

    /// So many of the next bytes of the body came together, then.
    struct Piece
    {
        qint64 size = 0;
        TimePoint at;
    };
    /// Of `size` bytes, at least one, that the worker is about to hand over.
    [[nodiscard]] Piece nextPiece(TimePoint heard, qint64 size);

    /// All that came has the kernel's stamp.
    [[nodiscard]] bool areOfKernel() const { return m_byKernel > 0 && m_others == 0; }

private:
    [[nodiscard]] TimePoint inOrder(TimePoint at, TimePoint heard);
    [[nodiscard]] TimePoint ofRead(const std::optional<WireNotes::Read> &read, TimePoint heard);

    std::shared_ptr<WireNotes> m_notes;
    qint64 m_handedOver = 0; ///< Bytes of the body.
    TimePoint m_last;
    quint64 m_byKernel = 0;
    quint64 m_others = 0;
    bool m_uploadTold = false;
};

} // namespace weir
