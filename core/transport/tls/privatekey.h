// SPDX-License-Identifier: GPL-3.0-or-later
// Opens the private key of a client's certificate. OpenSSL, since Qt can neither ask whether a key fits nor
// say why it can't be read.
#pragma once

#include "base/problem.h"

#include <QByteArray>
#include <QSsl>

#include <optional>

namespace weir {

/// A key that is unlocked and belongs to its certificate, or why there is none.
struct PrivateKeyReading
{
    QByteArray pem; ///< A secret, not locked: never saved, shown or logged.
    QSsl::KeyAlgorithm algorithm = QSsl::Rsa;
    /// With the key of the member at fault (`key`, `key_password`) as its path.
    std::optional<Problem> problem;
};

/// `keyPem`: PEM with a private key in it, whatever stands beside it. `certificatePem`: the certificate that
/// it has to fit comes first. `password` unlocks it where it is locked. RSA and EC alone: Qt's sockets know
/// no other. Any thread.
PrivateKeyReading openPrivateKey(const QByteArray &keyPem, const QByteArray &certificatePem,
                                 const QByteArray &password);

/// True for a key that is locked with a password, as far as its PEM tells.
bool isLockedKey(const QByteArray &keyPem);

} // namespace weir
