// SPDX-License-Identifier: GPL-3.0-or-later
// Where a picture or a sound comes from that is sent with a prompt.
#pragma once

#include <QStringView>

namespace weir {

/// Of a file; base64 makes a third more of it, and a body holds several.
inline constexpr qint64 largestMediaFile = qint64{16} << 20;

/// An address on the web, which is sent as it is: the service fetches it.
inline bool isMediaUrl(QStringView source)
{
    return source.startsWith(u"https://", Qt::CaseInsensitive) ||
           source.startsWith(u"http://", Qt::CaseInsensitive);
}

/// No file is read: an address, or "data:" with all of it.
inline bool isMediaAddress(QStringView source)
{
    return isMediaUrl(source) || source.startsWith(u"data:", Qt::CaseInsensitive);
}

} // namespace weir
