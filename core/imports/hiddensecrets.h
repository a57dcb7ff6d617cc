// SPDX-License-Identifier: GPL-3.0-or-later
// Secrets in places where no reference can stand: members of bodies, addresses within other texts.
#pragma once

#include <QByteArrayList>
#include <QString>

namespace weir {

/// What seems to be a secret in a text, by the name of its member or its parameter, by what stands before an
/// "@", or by its own form. A text may be JSON, whose texts may be JSON again, or have addresses in it.
/// Values of fewer than 8 letters are none: they could be any word. Pure; any thread.
QByteArrayList hiddenSecretsIn(const QString &text);

/// True for an option's value that nobody should read in a note: it, or `name`, speaks of a secret.
bool mayBeSecret(const QString &name, const QString &value);

} // namespace weir
