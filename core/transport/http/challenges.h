// SPDX-License-Identifier: GPL-3.0-or-later
// Answers that QNAM would keep to itself.
//
// QNAM holds back a response of status 401 or 407, head and body, until it has ended (Qt 6.4 to 6.8:
// QHttpNetworkReplyPrivate::shouldEmitSignals()), since it might ask again with a password, which Weir never
// lets it. A body without end then fills the memory, one that is cut tells no status, and nobody hears of
// either. No option switches that off. So the status is changed on its way from the socket to QNAM, to what
// is none (-01, -07: QNAM reads numbers with a sign), and changed back where Weir takes the head over. Over
// TLS no one but QNAM sees the head, so there it stays as it was.
#pragma once

#include <cstddef>

namespace weir {

/// Changes the status of a response that begins with `bytes`, interim heads before it skipped, where QNAM
/// would hold that back; a status with a sign, which is none, loses it. A head whose status line comes in
/// several reads stays as it is. True when something was changed.
bool hideChallenge(char *bytes, std::size_t size);
/// The status that was sent, of one that QNAM has told of a response that came past hideChallenge().
int sentStatus(int told);

} // namespace weir
