// SPDX-License-Identifier: GPL-3.0-or-later
// References to secrets, and their values at run time. Project files hold references only.
#pragma once

#include "base/redaction.h"
#include "base/result.h"

#include <QByteArray>
#include <QString>

#include <optional>

namespace weir {

/// Where a secret is.
struct SecretReference
{
    enum class Kind
    {
        Environment,
        File,
        Keychain
    };
    Kind kind = Kind::Environment;
    QString name; ///< Variable, path or keychain entry; never empty.
    friend bool operator==(const SecretReference &, const SecretReference &) = default;
};

/// `env:NAME`, `file:PATH` or `keychain:NAME` with something behind the colon; nothing for any other text.
std::optional<SecretReference> parseSecretReference(const QString &text);
/// True for what parseSecretReference() understands.
bool isSecretReference(const QString &text);
/// True for a reference, and for a text with one among its words ("Bearer env:KEY").
bool holdsSecretReference(const QString &text);

/// The secret's value. Any thread. Fails when it is not there, empty, has a line break or NUL inside, or is
/// larger than 64 KiB; a file's last line end is dropped, and a file that others may read is refused. The
/// error never holds the value.
Result<QByteArray> resolveSecret(const SecretReference &reference);
/// The same from the text; fails for what is no reference.
Result<QByteArray> resolveSecret(const QString &reference);

/// `text` with each reference in it replaced by its secret's value, which `redactor` learns: the whole of it
/// where it is one reference ("file:/a path"), else each word ("Bearer env:KEY"). UTF-8. Any thread. Fails as
/// resolveSecret().
Result<QByteArray> resolveSecretsIn(const QString &text, Redactor &redactor);

} // namespace weir
