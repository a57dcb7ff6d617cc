// SPDX-License-Identifier: GPL-3.0-or-later
// What proves to a service who asks, made for each attempt anew from the request as it will be sent.
#pragma once

#include "base/result.h"

#include <QByteArray>
#include <QByteArrayList>
#include <QDateTime>
#include <QUrl>

#include <utility>
#include <vector>

namespace weir {

/// A request that is complete but for the proof: what is here is what is sent. `Host`, `Content-Length` and
/// the like, which a transport makes of it, are absent. The references live as long as the call.
struct UnsignedRequest
{
    const QByteArray &method;
    const QUrl &url;
    const std::vector<std::pair<QByteArray, QByteArray>> &headers;
    const QByteArray &body;
    quint32 attempt = 1; ///< From 1 on; a retry is an attempt.
    QDateTime wallTime;  ///< UTC, of the clock that the run goes by.
};

/// What is added to the request.
struct Proof
{
    std::vector<std::pair<QByteArray, QByteArray>> headers; ///< Take the place of others of their names.
    /// Credentials in them that the run's Redactor can't know: those made for this attempt, or renewed since
    /// the run was prepared. The attempt's own texts are cleaned of them; they are forgotten with it.
    QByteArrayList secrets;
};

/// How one target's requests prove who sends them. Made when a run is prepared, by then with secrets' values
/// and never with references; every value that it knows at that time is known to the run's Redactor.
///
/// Threads: one object serves all workers. prove() is const and called from any of them at once, in the midst
/// of the load: it computes, and neither waits nor reads files nor asks the network.
///
/// What must be fetched (an OAuth token that expires) is fetched elsewhere: its authorizer holds the token
/// behind an atomic pointer to an immutable value; the first one is there before the run begins, or preparing
/// the run fails; an object of the main thread, which lives as long as the run, asks for the next one in good
/// time and swaps the pointer. prove() takes the newest, tells it in `secrets`, and fails when that has
/// expired.
class Authorizer
{
public:
    Authorizer() = default;
    Authorizer(const Authorizer &) = delete;
    Authorizer &operator=(const Authorizer &) = delete;
    virtual ~Authorizer() = default;

    /// An error ends the attempt as local_error before anything is sent; its words hold no secret.
    [[nodiscard]] virtual Result<Proof> prove(const UnsignedRequest &request) const = 0;
};

} // namespace weir
