// SPDX-License-Identifier: GPL-3.0-or-later
#include "imports/hiddensecrets.h"

#include "base/credentials.h"
#include "base/redaction.h"
#include "base/secretreference.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QUrl>
#include <QUrlQuery>

#include <algorithm>

namespace weir {

namespace {

constexpr qsizetype shortest = 8;
constexpr int deepest = 64;

/// "secrets", too.
bool namesSecret(QString name)
{
    if (name.endsWith(u's', Qt::CaseInsensitive))
        return isCredentialHeader(name.chopped(1)) && !name.endsWith(u"tokens", Qt::CaseInsensitive);
    return isCredentialHeader(name);
}

class Search
{
public:
    QByteArrayList found;

    void text(const QString &text, bool isNamed, int depth)
    {
        if (depth > deepest || text.size() < shortest)
            return;
        const QString start = text.trimmed().left(1);
        if (start == u"{" || start == u"[") {
            const QJsonDocument inner = QJsonDocument::fromJson(text.toUtf8());
            if (inner.isObject())
                return value(inner.object(), isNamed, depth + 1);
            if (inner.isArray())
                return value(inner.array(), isNamed, depth + 1);
        }
        if (isNamed)
            named(text);
        addresses(text);
    }

private:
    void value(const QJsonValue &value, bool isNamed, int depth)
    {
        if (depth > deepest)
            return;
        if (value.isString())
            return text(value.toString(), isNamed, depth);
        for (const QJsonValue &element : value.toArray())
            this->value(element, isNamed, depth + 1);
        const QJsonObject object = value.toObject();
        for (QJsonObject::const_iterator member = object.begin(); member != object.end(); ++member)
            this->value(member.value(), namesSecret(member.key()), depth + 1);
    }

    /// "Bearer KEY" is hidden by its key; "</s>", a text of several words and a reference are none.
    void named(const QString &text)
    {
        constexpr qsizetype surelyKey = 16; // of letters and digits mixed
        const QString word = text.trimmed().section(u' ', -1);
        const bool isOneWord = !text.trimmed().contains(u' ') || looksLikeKey(text);
        const bool isOther = word.startsWith(u'<') || word.startsWith(u'$') || word.contains(u"{{");
        const bool hasDigit = std::any_of(word.begin(), word.end(), [](QChar c) { return c.isDigit(); });
        if (isOneWord && word != redactedText && (!isOther || (word.size() >= surelyKey && hasDigit)))
            add(word);
    }

    void addresses(const QString &text)
    {
        static const QRegularExpression form(
            QStringLiteral("(?<![A-Za-z0-9+.-])[A-Za-z][A-Za-z0-9+.-]*://[^\\s\"'<>]+"));
        for (QRegularExpressionMatchIterator all = form.globalMatch(text); all.hasNext();) {
            const QUrl url(all.next().captured());
            if (!holdsCredentials(url))
                continue;
            add(url.password(QUrl::FullyDecoded));
            if (url.password().isEmpty())
                add(url.userName(QUrl::FullyDecoded));
            for (const auto &[name, value] : QUrlQuery(url).queryItems(QUrl::FullyDecoded)) {
                if (isCredentialQueryItem(name))
                    add(value);
            }
        }
    }

    void add(const QString &secret)
    {
        if (secret.size() >= shortest && !isSecretReference(secret))
            found.append(secret.toUtf8());
    }
};

} // namespace

QByteArrayList hiddenSecretsIn(const QString &text)
{
    Search search;
    search.text(text, false, 0);
    return search.found;
}

bool mayBeSecret(const QString &name, const QString &value)
{
    static const QRegularExpression words(
        QStringLiteral("key|token|secret|passw|auth|bearer|cookie|credential"),
        QRegularExpression::CaseInsensitiveOption);
    bool isNumber = false;
    value.toDouble(&isNumber);
    if (value.isEmpty() || isNumber)
        return false;
    // A word that nobody would write: letters and digits mixed.
    static const QRegularExpression mixed(
        QStringLiteral("\\A(?=\\S*[0-9])(?=\\S*[A-Za-z])[A-Za-z0-9_-]{12,}\\z"));
    return words.match(value).hasMatch() || words.match(name).hasMatch() || mixed.match(value).hasMatch();
}

} // namespace weir
