// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/credentials.h"

#include "base/secretreference.h"

#include <QRegularExpression>
#include <QUrlQuery>

#include <algorithm>
#include <array>

namespace weir {

namespace {

/// Names that end in "key" and are none: they tell requests, shards or connections apart.
bool isOtherKey(QStringView name)
{
    static const QRegularExpression other(
        QStringLiteral(
            "(idempotency|cache|surrogate|partition|routing|shard|sort|public|websocket)[-_]?key\\z"),
        QRegularExpression::CaseInsensitiveOption);
    return other.match(name).hasMatch();
}

/// A reference in place of the secret, and what has been taken out already, are no secrets.
bool isSecretValue(const QString &value)
{
    return !value.trimmed().isEmpty() && value != redactedText && !holdsSecretReference(value);
}

/// `https://TOKEN@host`: a user without a password that no person would choose as a name.
bool isTokenUser(const QString &user)
{
    constexpr qsizetype shortestToken = 16;
    const auto isDigit = [](QChar c) { return c.isDigit(); };
    const auto isLetter = [](QChar c) { return c.isLetter(); };
    return looksLikeKey(user) ||
           (user.size() >= shortestToken && std::any_of(user.begin(), user.end(), isDigit) &&
            std::any_of(user.begin(), user.end(), isLetter));
}

/// The URL without its credentials; nothing when it holds none.
std::optional<QUrl> cleaned(QUrl url)
{
    bool isChanged = false;
    if (isSecretValue(url.password(QUrl::FullyDecoded))) {
        url.setPassword(redactedText.toString());
        isChanged = true;
    } else if (url.password().isEmpty() && isSecretValue(url.userName(QUrl::FullyDecoded)) &&
               isTokenUser(url.userName(QUrl::FullyDecoded))) {
        url.setUserName(redactedText.toString());
        isChanged = true;
    }
    QUrlQuery query(url);
    QList<std::pair<QString, QString>> items = query.queryItems(QUrl::FullyDecoded);
    bool isQueryChanged = false;
    for (auto &[name, value] : items) {
        if (!isSecretValue(value) || (!isCredentialQueryItem(name) && !looksLikeKey(value)))
            continue;
        value = redactedText.toString();
        isQueryChanged = true;
    }
    if (isQueryChanged) {
        query.setQueryItems(items);
        url.setQuery(query);
    }
    return isChanged || isQueryChanged ? std::optional(url) : std::nullopt;
}

} // namespace

bool isCredentialHeader(QStringView name)
{
    // At the end of the name: "X-Auth-Token" carries one, "X-Max-Tokens" does not.
    static const QRegularExpression credential(
        QStringLiteral("((authorization|cookie|password|passwd|secret|token|credential|signature|"
                       "apikey|accesskey|secretkey)|((\\A|[-_.])(auth|key)))\\z"),
        QRegularExpression::CaseInsensitiveOption);
    return credential.match(name).hasMatch() && !isOtherKey(name);
}

bool isCredentialQueryItem(QStringView name)
{
    constexpr std::array<QStringView, 2> ofUrlsOnly{u"code", u"sig"};
    return isCredentialHeader(name) ||
           std::any_of(ofUrlsOnly.begin(), ofUrlsOnly.end(),
                       [name](QStringView known) { return name.compare(known, Qt::CaseInsensitive) == 0; });
}

bool looksLikeKey(const QString &value)
{
    // Keys of model vendors and hosting services, JSON web tokens, and the schemes of the Authorization
    // header.
    static const QRegularExpression key(QStringLiteral(
        "(\\b(sk|pk|rk|gsk|hf|ghp|gho|ghs|xai|pplx|glpat|github_pat|xox[abprs])[-_][A-Za-z0-9_-]{12,})|"
        "(\\bAKIA[A-Z0-9]{16}\\b)|(\\bAIza[A-Za-z0-9_-]{30,})|"
        "(\\beyJ[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]{8,})|(\\A(Bearer|Basic)\\s+\\S{8,})"));
    return key.match(value).hasMatch();
}

bool looksLikeSecret(const QString &headerName, const QString &value)
{
    return isSecretValue(value) && (isCredentialHeader(headerName) || looksLikeKey(value));
}

bool holdsCredentials(const QUrl &url)
{
    return cleaned(url).has_value();
}

QUrl withoutCredentials(const QUrl &url)
{
    return cleaned(url).value_or(url);
}

} // namespace weir
