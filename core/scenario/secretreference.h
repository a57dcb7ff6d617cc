// SPDX-License-Identifier: GPL-3.0-or-later
// Tells references to secrets from secrets: only the former may stand in a project file.
#pragma once

#include <QString>

namespace weir {

/// True for `env:NAME`, `file:PATH` and `keychain:NAME` with something behind the colon.
bool isSecretReference(const QString &text);

/// True when a header's value seems to be a secret itself: the header's name is one that carries credentials,
/// or the value has the form of a well-known kind of key. A value that holds a reference ("Bearer env:KEY")
/// never is.
bool looksLikeSecret(const QString &headerName, const QString &value);

} // namespace weir
