// SPDX-License-Identifier: GPL-3.0-or-later
// Why a connection of Qt failed, as data: Qt's own words are English or the window's.
#pragma once

#include "base/message.h"

#include <QAbstractSocket>
#include <QNetworkReply>

namespace weir {

/// A sentence of Weir's where Qt's code says all there is to say; else Qt's `words`, which tell more.
Message connectionFailure(QAbstractSocket::SocketError error, const QString &words);
Message connectionFailure(QNetworkReply::NetworkError error, const QString &words);

} // namespace weir
