// SPDX-License-Identifier: GPL-3.0-or-later
#include "theme/roomlabel.h"

#include <algorithm>
#include <limits>

namespace weir {

RoomLabel::RoomLabel(QWidget *parent) : QLabel(parent)
{
    setWordWrap(true);
    setTextFormat(Qt::PlainText);
    setAlignment(Qt::AlignLeft | Qt::AlignTop);
}

void RoomLabel::keepRoomFor(const QStringList &texts)
{
    m_texts = texts;
    updateGeometry();
}

int RoomLabel::heightForWidth(int width) const
{
    int height = QLabel::heightForWidth(width);
    const QMargins margins = contentsMargins();
    const QRect room(0, 0, width - margins.left() - margins.right(), std::numeric_limits<short>::max());
    for (const QString &text : m_texts) {
        const int needed =
            fontMetrics().boundingRect(room, int(alignment()) | Qt::TextWordWrap, text).height();
        height = std::max(height, needed + margins.top() + margins.bottom());
    }
    return height;
}

} // namespace weir
