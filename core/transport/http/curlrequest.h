// SPDX-License-Identifier: GPL-3.0-or-later
// Pure translations between Weir's wire types and libcurl's: options of a request, and how a transfer ended.
#pragma once

#include "transport/http/curlhandles.h"
#include "transport/wirerequest.h"

namespace weir {

/// Sets what is the same for every request: libcurl's own ideas (redirects, cookies, .netrc, proxies of the
/// environment, signals, HTTP/0.9, sessions of TLS) switched off, small buffers, an easy abort. False when
/// libcurl takes an option not, which only a libcurl built without HTTP does.
bool setFixedOptions(CURL *easy);

/// The request's headers as libcurl wants them: those that libcurl would add by itself are taken away unless
/// the request has them.
CurlList toCurlHeaders(const WireRequest &request);

/// Sets everything that depends on the request; nothing of an earlier request on the handle is left.
/// `headers` and the request's body must live until the transfer has ended. False when libcurl takes an
/// option not.
bool setRequestOptions(CURL *easy, const WireRequest &request, curl_slist *headers);

/// True when streams of that request share connections (HTTP/2).
bool multiplexes(const WireRequest &request);

/// What is known of a transfer that libcurl says has ended.
struct CurlOutcome
{
    CURLcode code = CURLE_OK;
    ExchangePhase phase = ExchangePhase::Connecting;
    long systemError = 0; ///< CURLINFO_OS_ERRNO: of a failed connect.
    bool byProxy = false;
    QString text; ///< libcurl's own words.
};

/// The end of an exchange.
WireEnd toWireEnd(const CurlOutcome &outcome);

} // namespace weir
