// SPDX-License-Identifier: GPL-3.0-or-later
// The keychain of the user's desktop: the Secret Service of freedesktop.org (GNOME Keyring, KWallet,
// KeePassXC).
#pragma once

#include "base/result.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

namespace weir {

// All of these wait for the service, and for its user where it is locked. Any thread. They fail when there is
// no such service. Entries are Weir's own, one for each name.

/// The secret of that name. Fails when there is none.
Result<QByteArray> readKeychain(const QString &name);
/// Stores it in the place of what was there. Fails for an empty name or value.
Result<void> writeKeychain(const QString &name, const QByteArray &value);
/// Fails when there is none of that name.
Result<void> removeFromKeychain(const QString &name);
/// Sorted.
Result<QStringList> keychainNames();

} // namespace weir
