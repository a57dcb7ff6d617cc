// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/result.h"

namespace weir {

QString Error::text() const
{
    QString line = where.isEmpty() ? what : where + QStringLiteral(": ") + what;
    if (!advice.isEmpty()) {
        if (!line.endsWith(u'.'))
            line += u'.';
        line += u' ' + advice;
    }
    return line;
}

} // namespace weir
