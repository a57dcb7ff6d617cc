// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/secretscan.h"

#include "base/credentials.h"
#include "base/secretreference.h"

#include <QUrl>

#include <functional>

namespace weir {

namespace {

/// An auth key that is no reference.
bool isSecretValue(const QString &value)
{
    return !value.trimmed().isEmpty() && value != redactedText && !isSecretReference(value);
}

/// The URL with its credentials replaced; unchanged, to the letter, when it holds none.
QString cleanUrl(const QString &text)
{
    const QUrl url(text);
    return holdsCredentials(url) ? withoutCredentials(url).toString() : text;
}

/// Calls `found(path, problem, value)` for every secret value; `value` may be changed.
void visitSecretValues(Scenario &scenario,
                       const std::function<void(const QString &, const Message &, QString &)> &found)
{
    for (std::size_t t = 0; t < scenario.targets.size(); ++t) {
        Target &target = scenario.targets[t];
        const QString path = QStringLiteral("/targets/%1").arg(t);
        if (isSecretValue(target.auth.key))
            found(path + u"/auth/key"_qs,
                  WEIR_TEXT("secret.in_key", "The key holds a secret's value. Write a reference such as "
                                             "env:API_KEY instead."),
                  target.auth.key);
        if (target.tls.key.contains(u"-----BEGIN"))
            found(path + u"/tls/key"_qs,
                  WEIR_TEXT("secret.in_tls_key", "The private key itself stands here. Write the path of its "
                                                 "file, or a reference such as env:CLIENT_KEY, instead."),
                  target.tls.key);
        if (isSecretValue(target.tls.keyPassword))
            found(path + u"/tls/key_password"_qs,
                  WEIR_TEXT("secret.in_tls_password", "The password of the private key stands here. Write a "
                                                      "reference such as env:KEY_PASSWORD instead."),
                  target.tls.keyPassword);
        for (std::size_t h = 0; h < target.headers.size(); ++h) {
            Header &header = target.headers[h];
            const bool isAuthHeader = header.name.compare(target.auth.header, Qt::CaseInsensitive) == 0;
            if (looksLikeSecret(header.name, header.value) || (isAuthHeader && isSecretValue(header.value))) {
                found(path + QStringLiteral("/headers/%1/value").arg(h),
                      Message(WEIR_TEXT("secret.in_header", "The header %1 holds a secret's value. Write a "
                                                            "reference such as env:API_KEY instead."),
                              header.name),
                      header.value);
            }
        }
        if (cleanUrl(target.url) != target.url)
            found(path + u"/url"_qs,
                  WEIR_TEXT("secret.in_url", "The URL holds a secret's value. Write a reference such as "
                                             "env:API_KEY as the key instead."),
                  target.url);
        if (cleanUrl(target.proxy) != target.proxy)
            found(path + u"/proxy"_qs,
                  WEIR_TEXT("secret.in_proxy", "The proxy's URL holds a secret's value. Leave it out."),
                  target.proxy);
    }
}

} // namespace

Problems findSecretValues(const Scenario &scenario)
{
    Problems problems;
    Scenario scanned = scenario;
    visitSecretValues(scanned, [&problems](const QString &path, const Message &problem, QString &) {
        problems.push_back({Severity::Error, path, problem});
    });
    return problems;
}

Scenario withoutSecretValues(Scenario scenario, Texts texts)
{
    visitSecretValues(scenario, [](const QString &path, const Message &, QString &value) {
        const bool isUrl = path.endsWith(u"/url"_qs) || path.endsWith(u"/proxy"_qs);
        value = isUrl ? cleanUrl(value) : redactedText.toString();
    });
    if (texts == Texts::Kept)
        return scenario;
    for (RequestTemplate &request : scenario.requests) {
        ModelParameters &parameters = request.parameters;
        for (QString *text :
             {&request.system, &request.prompt, &request.body, &request.extraBody.text,
              &parameters.reasoningEffort, &parameters.tools.text, &parameters.responseFormat.text})
            *text = withoutKeys(*text);
        for (QStringList *list : {&parameters.stop, &request.images, &request.audio}) {
            for (QString &text : *list)
                text = withoutKeys(text);
        }
    }
    return scenario;
}

} // namespace weir
