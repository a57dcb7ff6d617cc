// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/exchange.h"

namespace weir {

QByteArray ResponseHead::header(QByteArrayView name) const
{
    for (const RawHeader &header : headers) {
        if (header.first.compare(name, Qt::CaseInsensitive) == 0)
            return header.second;
    }
    return {};
}

QByteArray ResponseHead::contentType() const
{
    const QByteArray value = header("content-type");
    const qsizetype end = value.indexOf(';');
    return (end < 0 ? value : value.left(end)).trimmed().toLower();
}

} // namespace weir
