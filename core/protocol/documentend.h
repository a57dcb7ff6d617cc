// SPDX-License-Identifier: GPL-3.0-or-later
// Where the first JSON document of some bytes ends. No parser: it only counts brackets outside of strings.
#pragma once

#include <QByteArrayView>

namespace weir {

/// True when a JSON object or array begins there, white space aside.
bool beginsLikeJson(QByteArrayView bytes);

/// The bytes up to the end of the first object or array; all of them where it does not end or none begins.
QByteArrayView firstDocument(QByteArrayView bytes);

} // namespace weir
