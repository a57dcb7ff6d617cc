// SPDX-License-Identifier: GPL-3.0-or-later
// References to secrets, and their values at run time. Project files hold references only.
#pragma once

#include "base/redaction.h"
#include "base/result.h"

#include <QByteArray>
#include <QFileDevice>
#include <QString>

#include <optional>
#include <vector>

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
/// True for a reference, and for a text with one in it: behind a blank or one of `= : , ; " ' ( < [ {`
/// ("Bearer env:KEY", `token="env:KEY"`).
bool holdsSecretReference(const QString &text);

/// `text` without its references.
QString withoutSecretReferences(QString text);

/// Who may touch a secret's file, as the system tells.
struct SecretFileGuard
{
    QFileDevice::Permissions permissions;
    quint32 owner = 0;       ///< User id.
    bool isReadOnly = false; ///< Of its file system: a container's secret.
};

/// What that means. Containers' secrets are readable for all and belong to root, or are mounted read-only.
enum class SecretFileOpenness
{
    Closed,
    Readable,   ///< By others than its owner: taken with a warning.
    Changeable, ///< By others: refused.
};
SecretFileOpenness opennessOf(const SecretFileGuard &guard);
/// What is to be said of the file of a reference; nothing of a closed one, one that does not exist, or any
/// other text.
std::optional<Message> secretFileWarning(const QString &text);

/// Whether a secret may have several lines, as a private key in PEM form has.
enum class SecretLines
{
    One,
    Several
};

/// The secret's value. Any thread. Fails when it is not there, empty, has NUL or, of one line, a line break
/// inside, or is larger than 64 KiB; a file's last line end is dropped, and a file that others may change is
/// refused. The error never holds the value. From the first call on a crash of the process leaves no core
/// dump. A keychain that is locked asks its user, and the call waits.
Result<QByteArray> resolveSecret(const SecretReference &reference, SecretLines lines = SecretLines::One);
/// The same from the text; fails for what is no reference.
Result<QByteArray> resolveSecret(const QString &reference);

/// A text in pieces: what stands in it, and the values of the references between.
struct ResolvedPiece
{
    QString text;      ///< As it stands; empty for a secret.
    QByteArray secret; ///< Empty for a text.
};
/// `text` in pieces, in their order; `redactor` learns the secrets. Fails as resolveSecret().
Result<std::vector<ResolvedPiece>> resolvedPieces(const QString &text, Redactor &redactor);

/// `text` with each reference in it replaced by its secret's value, which `redactor` learns: the whole of it
/// where it is one reference ("file:/a path"), else each as far as the next blank or one of `, ; " ' ) > ]
/// }`. UTF-8. Any thread. Fails as resolveSecret().
Result<QByteArray> resolveSecretsIn(const QString &text, Redactor &redactor);

} // namespace weir
