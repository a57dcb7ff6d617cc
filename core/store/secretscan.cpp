// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/secretscan.h"

#include "scenario/secretreference.h"

#include <QUrl>
#include <QUrlQuery>

#include <functional>

namespace weir {

namespace {

constexpr QStringView redactedText = u"[redacted]";

/// Query items that are known to carry credentials.
bool isCredentialItem(QStringView name)
{
    static constexpr std::array<QStringView, 8> names{u"key",   u"api_key",      u"apikey", u"api-key",
                                                      u"token", u"access_token", u"sig",    u"signature"};
    return std::any_of(names.begin(), names.end(),
                       [name](QStringView known) { return name.compare(known, Qt::CaseInsensitive) == 0; });
}

bool isSecretValue(const QString &value)
{
    return !value.trimmed().isEmpty() && value != redactedText && !isSecretReference(value);
}

/// The URL with its password and the credentials in its query replaced; unchanged when it holds none.
QString cleanUrl(const QString &text)
{
    QUrl url(text);
    bool changed = false;
    if (isSecretValue(url.password(QUrl::FullyDecoded))) {
        url.setPassword(redactedText.toString());
        changed = true;
    }
    QUrlQuery query(url);
    QList<QPair<QString, QString>> items = query.queryItems(QUrl::FullyDecoded);
    for (auto &[name, value] : items) {
        if (!isCredentialItem(name) || !isSecretValue(value))
            continue;
        value = redactedText.toString();
        changed = true;
    }
    if (!changed)
        return text;
    query.setQueryItems(items);
    url.setQuery(query);
    return url.toString();
}

/// Calls `found(path, what, value)` for every secret value; `value` may be changed.
void visitSecretValues(Scenario &scenario,
                       const std::function<void(const QString &, const QString &, QString &)> &found)
{
    for (std::size_t t = 0; t < scenario.targets.size(); ++t) {
        Target &target = scenario.targets[t];
        const QString path = QStringLiteral("/targets/%1").arg(t);
        if (isSecretValue(target.auth.key))
            found(path + u"/auth/key"_qs, QStringLiteral("the key"), target.auth.key);
        for (std::size_t h = 0; h < target.headers.size(); ++h) {
            Header &header = target.headers[h];
            const bool isAuthHeader = header.name.compare(target.auth.header, Qt::CaseInsensitive) == 0;
            const bool carriesKey =
                header.value != redactedText && !header.value.trimmed().isEmpty() &&
                (looksLikeSecret(header.name, header.value) || (isAuthHeader && isSecretValue(header.value)));
            if (carriesKey) {
                found(path + QStringLiteral("/headers/%1/value").arg(h),
                      QStringLiteral("the header %1").arg(header.name), header.value);
            }
        }
        if (cleanUrl(target.url) != target.url)
            found(path + u"/url"_qs, QStringLiteral("the URL"), target.url);
        if (cleanUrl(target.proxy) != target.proxy)
            found(path + u"/proxy"_qs, QStringLiteral("the proxy's URL"), target.proxy);
    }
}

} // namespace

Problems findSecretValues(const Scenario &scenario)
{
    Problems problems;
    Scenario scanned = scenario;
    visitSecretValues(scanned, [&problems](const QString &path, const QString &what, QString &) {
        problems.push_back(
            {Severity::Error, path,
             QStringLiteral("%1 holds a secret's value. Write a reference such as env:API_KEY instead.")
                 .arg(what)});
    });
    return problems;
}

Scenario withoutSecretValues(Scenario scenario)
{
    visitSecretValues(scenario, [](const QString &path, const QString &, QString &value) {
        const bool isUrl = path.endsWith(u"/url"_qs) || path.endsWith(u"/proxy"_qs);
        value = isUrl ? cleanUrl(value) : redactedText.toString();
    });
    return scenario;
}

} // namespace weir
