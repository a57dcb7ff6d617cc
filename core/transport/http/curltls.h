// SPDX-License-Identifier: GPL-3.0-or-later
// What OpenSSL knows of libcurl's TLS sessions and libcurl does not tell.
#pragma once

#include "transport/http/curlhandles.h"
#include "transport/tls/tlsfailure.h"
#include "transport/tls/tlssetting.h"

#include <QString>

#include <memory>
#include <optional>

struct ssl_ctx_st;

namespace weir {

/// Of one connection, as long as it lives. libcurl gives up a request whose sending fails without reading
/// what the other side has said: hearPeer() does.
struct TlsWitness
{
    QString alert; ///< The last fatal one of the other side, as in OpenSSL's words: "alert unknown ca".
    std::optional<TlsFinding> finding; ///< Of the check of the service's certificate.
};

/// Reads what the other side has said and nobody has read yet, so that the witness hears of an alert. `easy`
/// runs on a connection, and is not inside one of OpenSSL's calls.
void hearPeer(CURL *easy);

/// Sets a new session up: it trusts what `setting` says (null, or no roots in it: what libcurl has set), and
/// tells the witness. `context`: the SSL_CTX of CURLOPT_SSL_CTX_FUNCTION. Null where OpenSSL has no memory.
std::shared_ptr<const TlsWitness> witnessOf(ssl_ctx_st *context, const TlsSetting *setting);

} // namespace weir
