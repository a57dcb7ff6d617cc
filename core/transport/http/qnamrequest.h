// SPDX-License-Identifier: GPL-3.0-or-later
// Pure translations between Weir's wire types and QNetworkAccessManager's: request, proxy, head and error.
#pragma once

#include "transport/wirerequest.h"

#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QNetworkRequest>

#include <optional>

namespace weir {

class WireNotes;

/// The request with every default of QNAM that Weir doesn't want switched off. User and password are taken
/// out of the URL, since QNAM would send the request without them first and then again.
QNetworkRequest toNetworkRequest(const WireRequest &request);

/// Hands the request to the manager, which owns the reply. With `notes` it carries their mark.
QNetworkReply *sendOn(QNetworkAccessManager &manager, const WireRequest &request, const WireNotes *notes);
/// Opens a connection for later requests like this one.
QNetworkReply *connectOn(QNetworkAccessManager &manager, const WireRequest &request);

/// True when the connection behind a clean end may serve the next request (RFC 9112, 9.3).
bool leavesConnectionOpen(const QNetworkReply &reply);

/// True for bytes that begin with the size line of a chunk (RFC 9112, 7.1).
bool beginsChunk(QByteArrayView bytes);

/// Status and headers of a reply whose metadata have arrived.
ResponseHead toResponseHead(const QNetworkReply &reply);

/// True for QNAM's words of a request that an HTTP/2 server did not take before it left (GOAWAY).
bool tellsOfGoodbye(QStringView message);

/// The end of an exchange by QNAM's error and the phase it came in. A status of 4xx or 5xx is a clean end.
/// `message` is QNAM's text; it is dropped for clean ends, where it would hold the URL's query.
WireEnd toWireEnd(QNetworkReply::NetworkError error, ExchangePhase phase, const QString &message);

} // namespace weir
