// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/credentials.h"
#include "base/httptoken.h"
#include "base/secretreference.h"
#include "metrics/outcome.h"
#include "scenario/channelkind.h"
#include "scenario/checkparts.h"
#include "scenario/limits.h"

#include <QUrl>
#include <QUrlQuery>

namespace weir {

namespace {

QString referenceAdvice()
{
    return QStringLiteral(
        "Write a reference (env:NAME, file:PATH or keychain:NAME), so that no secret stands in the file.");
}

/// A secret inside of a URL would be saved and printed with it; a reference there would be sent as it stands.
bool holdsSecret(const QUrl &url)
{
    const QList<std::pair<QString, QString>> items = QUrlQuery(url).queryItems();
    return !url.password().isEmpty() || holdsCredentials(url) ||
           std::any_of(items.begin(), items.end(), [](const std::pair<QString, QString> &item) {
               return isSecretReference(item.second);
           });
}

void checkHostUrl(Findings &findings, const QString &key, const QString &text, const QStringList &schemes)
{
    const QUrl url(text, QUrl::StrictMode);
    if (!url.isValid() || url.host().isEmpty())
        findings.error(key,
                       QStringLiteral("This is not a URL with a host, like https://api.example.com/v1."));
    else if (!schemes.contains(url.scheme()))
        findings.error(key, QStringLiteral("The scheme \"%1\" is not supported; use %2.")
                                .arg(url.scheme(), schemes.join(QStringLiteral(" or "))));
    else if (holdsSecret(url))
        findings.error(
            key, QStringLiteral("The URL holds what looks like a secret; use auth or a header instead. ") +
                     referenceAdvice());
}

void checkUrl(Findings &findings, const QString &url, const CheckContext &context)
{
    const QString key = QStringLiteral("url");
    const QString builtin = QStringLiteral("builtin:");
    if (url.isEmpty()) {
        findings.error(key, QStringLiteral("The target needs a URL."));
    } else if (url.startsWith(builtin)) {
        const QString preset = url.sliced(builtin.size());
        if (!preset.isEmpty() && !context.builtinPresets.contains(preset))
            findings.error(key, QStringLiteral("The built-in service has no preset \"%1\"; there are: %2.")
                                    .arg(preset, context.builtinPresets.join(QStringLiteral(", "))));
    } else {
        const QUrl given(url, QUrl::StrictMode);
        const Result<void> channel = checkChannel(given.scheme());
        if (given.isValid() && !given.host().isEmpty() && !channel)
            findings.error(key, channel.error().message());
        else
            checkHostUrl(findings, key, url, channelSchemes());
    }
}

void checkVendor(const Target &target, const CheckContext &context, Findings &findings)
{
    const QString key = QStringLiteral("vendor");
    if (namesVendorFile(target.vendor) && context.vendorFacts) {
        for (const Problem &problem : context.vendorFacts(target.vendor, context.baseFolder).problems)
            findings.error(key, problem.path.isEmpty()
                                    ? Message(WEIR_TEXT("target.vendor_file", "In \"%1\": %2"), target.vendor,
                                              problem.message)
                                    : Message(WEIR_TEXT("target.vendor_file_at", "In \"%1\" at %2: %3"),
                                              target.vendor, problem.path, problem.message));
    } else if (!context.vendors.contains(target.vendor)) {
        findings.error(
            key, Message(WEIR_TEXT("target.vendor_unknown", "The vendor \"%1\" is unknown; there are: %2."),
                         target.vendor, context.vendors.join(QStringLiteral(", "))));
    }
}

void checkAuth(const Auth &auth, Findings findings)
{
    const QString key = QStringLiteral("key");
    if (auth.scheme == AuthScheme::None) {
        if (!auth.key.isEmpty())
            findings.warning(key,
                             WEIR_TEXT("target.key_unused", "The key is not used: the scheme is \"none\"."));
    } else if (auth.key.isEmpty() && auth.scheme != AuthScheme::Vendor) {
        findings.error(key, QStringLiteral("The scheme needs a key. ") + referenceAdvice());
    }
    if (!auth.key.isEmpty() && !isSecretReference(auth.key))
        findings.error(key, QStringLiteral("The key is not a reference. ") + referenceAdvice());
    if (auth.scheme == AuthScheme::Header && !isHttpToken(auth.header))
        findings.error(QStringLiteral("header"),
                       QStringLiteral("\"%1\" is not a header's name.").arg(auth.header));
}

void checkHeader(const Header &header, Findings findings)
{
    static const QStringList own{QStringLiteral("content-length"), QStringLiteral("transfer-encoding"),
                                 QStringLiteral("connection")};
    const QString value = QStringLiteral("value");
    if (!isHttpToken(header.name))
        findings.error(QStringLiteral("name"),
                       QStringLiteral("\"%1\" is not a header's name.").arg(header.name));
    else if (own.contains(header.name.toLower()))
        findings.error(QStringLiteral("name"), QStringLiteral("Weir itself sets \"%1\".").arg(header.name));
    if (header.value.contains(u'\r') || header.value.contains(u'\n') || header.value.contains(QChar(0)))
        findings.error(value, QStringLiteral("A header's value is one line."));
    else if (looksLikeSecret(header.name, header.value))
        findings.error(value, QStringLiteral("The value looks like a secret. ") + referenceAdvice());
}

void checkTimers(const StreamTimers &timers, Findings findings)
{
    const std::pair<QString, Nanoseconds> all[] = {{QStringLiteral("connect"), timers.connect},
                                                   {QStringLiteral("first_token"), timers.firstToken},
                                                   {QStringLiteral("stall"), timers.stall},
                                                   {QStringLiteral("deadline"), timers.deadline}};
    for (const auto &[key, time] : all) {
        checkNotTooLong(findings, key, time);
        if (time <= Nanoseconds{0})
            findings.error(key,
                           QStringLiteral("The timer must be above 0, or every request would end at once."));
        else if (time >= timers.deadline && key != u"deadline" && timers.deadline > Nanoseconds{0})
            findings.warning(key,
                             QStringLiteral("The deadline comes first, so this timer never ends a request."));
    }
    if (timers.connect > timers.firstToken && timers.firstToken > Nanoseconds{0} &&
        timers.connect < timers.deadline)
        findings.warning(QStringLiteral("connect"),
                         QStringLiteral("It is longer than first_token, which counts from the same moment."));
}

void checkRetry(const RetryPolicy &retry, Findings findings)
{
    if (retry.attempts < 1 || retry.attempts > limits::maxAttempts)
        findings.error(QStringLiteral("attempts"),
                       QStringLiteral("Attempts are from 1 (no retry) to %1.").arg(limits::maxAttempts));
    if (retry.attempts > 1 && retry.backoff <= Nanoseconds{0})
        findings.error(QStringLiteral("backoff"),
                       QStringLiteral("Retries without a wait would hammer the service."));
    checkNotTooLong(findings, QStringLiteral("backoff"), retry.backoff);
    if (!(retry.jitter >= 0 && retry.jitter <= 1))
        findings.error(QStringLiteral("jitter"), QStringLiteral("The share is from 0 to 1."));
    for (qsizetype i = 0; i < retry.on.size(); ++i) {
        const std::optional<OutcomeClass> outcome = outcomeClassFromString(retry.on[i]);
        if (!outcome || standingOf(*outcome) != Standing::Failed)
            findings.at(QStringLiteral("on"), static_cast<std::size_t>(i))
                .error({}, QStringLiteral("\"%1\" is not a class of failure.").arg(retry.on[i]));
    }
    if (retry.attempts > 1 && retry.on.isEmpty())
        findings.warning(QStringLiteral("on"),
                         QStringLiteral("No class is named, so nothing is ever retried."));
}

} // namespace

void checkTargets(const Scenario &scenario, const CheckContext &context, Findings findings)
{
    const QString targets = QStringLiteral("targets");
    if (scenario.targets.empty())
        findings.error(targets, QStringLiteral("A target is needed: the service to ask."));
    QSet<QString> names;
    for (std::size_t i = 0; i < scenario.targets.size(); ++i) {
        const Target &target = scenario.targets[i];
        Findings here = findings.at(targets, i);
        checkName(here, target.name, names);
        checkUrl(here, target.url, context);
        checkVendor(target, context, here);
        checkAuth(target.auth, here.at(QStringLiteral("auth")));
        for (std::size_t h = 0; h < target.headers.size(); ++h)
            checkHeader(target.headers[h], here.at(QStringLiteral("headers"), h));
        if (!target.proxy.isEmpty())
            checkHostUrl(here, QStringLiteral("proxy"), target.proxy,
                         {QStringLiteral("http"), QStringLiteral("socks5"), QStringLiteral("socks5h")});
        checkTimers(target.timers, here.at(QStringLiteral("timers")));
        checkRetry(target.retry, here.at(QStringLiteral("retry")));
    }
}

} // namespace weir
