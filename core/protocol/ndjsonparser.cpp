// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/ndjsonparser.h"

#include "protocol/utf8check.h"

namespace weir {

void NdjsonParser::feed(QByteArrayView bytes, NdjsonHandler &handler)
{
    if (m_failed)
        return;
    const LineSplitter::Status status =
        m_lines.feed(bytes, [this, &handler](QByteArrayView line, quint64 position) {
            if (line.trimmed().isEmpty())
                return true;
            if (isUtf8(line)) {
                handler.onDocument(line, position);
                return true;
            }
            m_failed = true;
            handler.onMalformed(position + quint64(firstInvalidUtf8(line)), Message(notUtf8Text), false);
            return false;
        });
    if (status == LineSplitter::Status::LineTooLong) {
        m_failed = true;
        handler.onMalformed(m_lines.linePosition(), Message(lineTooLongText, m_maxLineBytes), true);
    }
    if (!m_failed)
        m_lines.keepRest();
}

} // namespace weir
