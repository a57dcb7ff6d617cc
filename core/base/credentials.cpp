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

/// Keys of model vendors and hosting services, and JSON web tokens, anywhere in a text.
const QRegularExpression &keyForm()
{
    static const QRegularExpression form(QStringLiteral(
        "(\\b(sk|pk|rk|gsk|hf|ghp|gho|ghu|ghs|ghr|xai|pplx|glpat|github_pat|nvapi|tgp|xox[abeprs])[-_]"
        "[A-Za-z0-9_-]{12,})|"
        "(\\b(AKIA|ASIA)[A-Z0-9]{16}\\b)|(\\bAIza[A-Za-z0-9_-]{30,})|(\\bya29\\.[A-Za-z0-9_-]{20,})|"
        "(\\beyJ[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]{8,}(\\.[A-Za-z0-9_-]*)?)"));
    return form;
}

/// What is left of a text once references and templates' tags, which stand for values, are out.
QString ownWords(const QString &text)
{
    static const QRegularExpression tag(QStringLiteral("\\{\\{.*?\\}\\}+"));
    return withoutSecretReferences(text).remove(tag);
}

/// A reference or a template's tag in place of the secret, and what has been taken out already, are no
/// secrets.
bool isSecretValue(const QString &value)
{
    const QString words = ownWords(value);
    if (words.size() != value.size())
        return looksLikeKey(words);
    return !value.trimmed().isEmpty() && value != redactedText;
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
        QStringLiteral(
            "((authorization|authentication|cookie|password|passwd|passphrase|pwd|secret|token|credentials?|"
            "signature|jwt|(api|app|access|secret|private|auth|subscription|functions|license)key)|"
            "((\\A|[-_.])(auth|key|pat|bearer)))\\z"),
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
    static const QRegularExpression scheme(QStringLiteral("\\A((Bearer|Basic|ApiKey|Api-Key)\\s+\\S{8,}|"
                                                          "(Token|Key)\\s+\\S{16,})"),
                                           QRegularExpression::CaseInsensitiveOption);
    return keyForm().match(value).hasMatch() || scheme.match(value.trimmed()).hasMatch();
}

QString withoutKeys(QString text)
{
    return text.replace(keyForm(), redactedText.toString());
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
