// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/exchange.h"

#include <algorithm>

namespace weir {

QByteArray ResponseHead::header(QByteArrayView name) const
{
    const auto found = std::find_if(headers.begin(), headers.end(), [name](const RawHeader &header) {
        return header.first.compare(name, Qt::CaseInsensitive) == 0;
    });
    return found == headers.end() ? QByteArray() : found->second;
}

QByteArray ResponseHead::contentType() const
{
    const QByteArray value = header("Content-Type");
    return value.left(value.indexOf(';')).trimmed().toLower();
}

} // namespace weir
