// SPDX-License-Identifier: GPL-3.0-or-later
// Pure translations between Weir's wire types and QNetworkAccessManager's: request, proxy, head and error.
#pragma once

#include "transport/wirerequest.h"

#include <QNetworkReply>
#include <QNetworkRequest>

namespace weir {

/// The request with every default of QNAM that Weir doesn't want switched off. User and password are taken
/// out of the URL, since QNAM would send the request without them first and then again.
QNetworkRequest toNetworkRequest(const WireRequest &request);

/// Status and headers of a reply whose metadata have arrived.
ResponseHead toResponseHead(const QNetworkReply &reply);

/// The end of an exchange by QNAM's error and the phase it came in. A status of 4xx or 5xx is a clean end.
/// `message` is QNAM's text; it is dropped for clean ends, where it would hold the URL's query.
WireEnd toWireEnd(QNetworkReply::NetworkError error, ExchangePhase phase, const QString &message);

} // namespace weir
