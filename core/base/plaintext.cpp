// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/plaintext.h"

namespace weir {

namespace {

/// Unicode's bidirectional controls (UAX #9, 2): they can show a text in another order than it has.
bool turnsText(QChar c)
{
    const char16_t code = c.unicode();
    return code == 0x061c || code == 0x200e || code == 0x200f || (code >= 0x202a && code <= 0x202e) ||
           (code >= 0x2066 && code <= 0x2069);
}

} // namespace

QString plainText(QString text, LineBreaks breaks)
{
    for (QChar &c : text) {
        if (breaks == LineBreaks::Keep && (c == u'\n' || c == u'\t'))
            continue;
        const QChar::Category category = c.category();
        if (category == QChar::Other_Control || category == QChar::Separator_Line ||
            category == QChar::Separator_Paragraph || turnsText(c)) {
            c = u' ';
        }
    }
    return text;
}

} // namespace weir
