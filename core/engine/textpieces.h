// SPDX-License-Identifier: GPL-3.0-or-later
// The texts of a stream's events one after the other, to find a secret that came in pieces.
#pragma once

#include "base/redaction.h"

#include <QByteArray>

#include <vector>

namespace weir {

/// One thread. Of each text it keeps the two ends, 4 KiB in all.
class TextPieces
{
public:
    /// `holder`: the event's number; from one call to the next it grows.
    void add(QByteArrayView text, std::size_t holder);
    /// The events that hold a part of a secret which stands in more than one, in order.
    [[nodiscard]] std::vector<std::size_t> holdersOfSecrets(const Redactor &redactor) const;

private:
    struct Piece
    {
        qsizetype from = 0; ///< In m_text.
        std::size_t holder = 0;
    };
    void append(QByteArrayView text, std::size_t holder);

    QByteArray m_text;
    std::vector<Piece> m_pieces;
};

} // namespace weir
