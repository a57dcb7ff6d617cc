// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/secretreference.h"

#include <QRegularExpression>

namespace weir {

namespace {

bool namesCredentials(const QString &headerName)
{
    // At the end of the name: "X-Auth-Token" carries one, "X-Max-Tokens" does not.
    static const QRegularExpression name(
        QStringLiteral("(authorization|api-?key|cookie|password|passwd|secret|token)\\z"),
        QRegularExpression::CaseInsensitiveOption);
    return name.match(headerName).hasMatch();
}

} // namespace

bool isSecretReference(const QString &text)
{
    static const QRegularExpression reference(QStringLiteral("\\A(env|file|keychain):\\S"));
    return reference.match(text).hasMatch();
}

bool looksLikeSecret(const QString &headerName, const QString &value)
{
    static const QRegularExpression holdsReference(QStringLiteral("(\\A|\\s)(env|file|keychain):\\S"));
    if (value.trimmed().isEmpty() || holdsReference.match(value).hasMatch())
        return false;
    // Keys of model vendors and hosting services, JSON web tokens, and the schemes of the Authorization
    // header.
    static const QRegularExpression key(
        QStringLiteral("(\\b(sk|pk|rk|gsk|hf|ghp|xai|pplx)[-_][A-Za-z0-9_-]{12,})|(\\bAKIA[A-Z0-9]{16}\\b)|"
                       "(\\beyJ[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]{8,})|(\\A(Bearer|Basic)\\s+\\S{8,})"));
    return namesCredentials(headerName) || key.match(value).hasMatch();
}

} // namespace weir
