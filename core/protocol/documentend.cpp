// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/documentend.h"

namespace weir {

bool beginsLikeJson(QByteArrayView bytes)
{
    const QByteArrayView trimmed = bytes.trimmed();
    return trimmed.startsWith('{') || trimmed.startsWith('[');
}

QByteArrayView firstDocument(QByteArrayView bytes)
{
    qsizetype depth = 0;
    bool inText = false;
    for (qsizetype at = 0; at < bytes.size(); ++at) {
        const char c = bytes[at];
        if (inText) {
            if (c == '\\')
                ++at;
            else if (c == '"')
                inText = false;
        } else if (c == '"') {
            inText = true;
        } else if (c == '{' || c == '[') {
            ++depth;
        } else if ((c == '}' || c == ']') && --depth <= 0) {
            return bytes.first(at + 1);
        }
    }
    return bytes;
}

} // namespace weir
