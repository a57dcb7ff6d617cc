// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/credentials.h"
#include "base/fields/nearestname.h"
#include "base/httptoken.h"
#include "base/inputfile.h"
#include "base/keptinput.h"
#include "base/ownheaders.h"
#include "base/secretreference.h"
#include "metrics/outcome.h"
#include "scenario/channelkind.h"
#include "scenario/checkparts.h"
#include "scenario/limits.h"
#include "scenario/targeturl.h"
#include "scenario/templatetags.h"

#include <QFileInfo>
#include <QHostAddress>
#include <QRegularExpression>
#include <QUrl>
#include <QUrlQuery>

#include <algorithm>

namespace weir {

namespace {

/// A secret inside of a URL would be saved and printed with it. A password may be a reference; one in the
/// query would be sent as it stands.
bool holdsSecret(const QUrl &url)
{
    const QList<std::pair<QString, QString>> items = QUrlQuery(url).queryItems();
    const QString password = url.password(QUrl::FullyDecoded);
    return (!password.isEmpty() && !isSecretReference(password)) || holdsCredentials(url) ||
           std::any_of(items.begin(), items.end(), [](const std::pair<QString, QString> &item) {
               return isSecretReference(item.second);
           });
}

void checkHostUrl(Findings &findings, const QString &key, const QString &text, const QStringList &schemes)
{
    const QUrl url(text, QUrl::StrictMode);
    if (const std::optional<Message> fault = urlFault(text))
        findings.error(key, *fault);
    else if (!schemes.contains(url.scheme()))
        findings.error(key, Message(WEIR_TEXT("scenario.url_scheme_unsupported",
                                              "The scheme \"%1\" is not supported; use one of %2."),
                                    url.scheme(), schemes.join(QStringLiteral(", "))));
    else if (holdsSecret(url))
        findings.error(
            key,
            WEIR_TEXT(
                "scenario.secret_in_url",
                "The URL holds what looks like a secret; use auth or a header instead. Write a reference "
                "(env:NAME, file:PATH or keychain:NAME), so that no secret stands in the file."));
}

void checkUrl(Findings &findings, const QString &url, const CheckContext &context)
{
    const QString key = QStringLiteral("url");
    const QString builtin = QStringLiteral("builtin:");
    if (url.isEmpty()) {
        findings.error(key, WEIR_TEXT("scenario.url_needed", "The target needs a URL."));
    } else if (url.startsWith(builtin)) {
        const QString preset = url.sliced(builtin.size());
        if (!preset.isEmpty() && !context.builtinPresets.contains(preset))
            findings.error(key,
                           Message(WEIR_TEXT("scenario.no_such_service_preset",
                                             "The built-in service has no preset \"%1\"; there are: %2."),
                                   preset, context.builtinPresets.join(QStringLiteral(", "))));
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
    const VendorFacts facts =
        context.vendorFacts ? context.vendorFacts(target.vendor, context.baseFolder) : VendorFacts{};
    if (!facts.isKnown && !context.vendors.contains(target.vendor)) {
        const std::optional<QString> meant = likelyName(target.vendor, context.vendors);
        findings.error(key,
                       meant ? Message(WEIR_TEXT("target.vendor_meant",
                                                 "The vendor \"%1\" is unknown. Did you mean \"%2\"?"),
                                       target.vendor, *meant)
                             : Message(WEIR_TEXT("target.vendor_unknown",
                                                 "The vendor \"%1\" is unknown. weir-cli vendors lists all "
                                                 "that there are; any other is a file NAME.json."),
                                       target.vendor));
        return;
    }
    const QString file = facts.file.isEmpty() ? target.vendor : facts.file;
    for (const Problem &problem : facts.problems) {
        const Message where =
            problem.path.isEmpty()
                ? Message(WEIR_TEXT("target.vendor_file", "In \"%1\": %2"), file, problem.message)
                : Message(WEIR_TEXT("target.vendor_file_at", "In \"%1\" at %2: %3"), file, problem.path,
                          problem.message);
        if (problem.severity == Severity::Error)
            findings.error(key, where);
        else
            findings.warning(key, where);
    }
    if (facts.hidesBuiltin)
        findings.warning(key, Message(WEIR_TEXT("target.vendor_hides",
                                                "\"%1\" means \"%2\" here, which hides the preset of that "
                                                "name that comes with Weir."),
                                      target.vendor, file));
}

void checkAuth(const Auth &auth, Findings findings)
{
    const QString key = QStringLiteral("key");
    if (auth.scheme == AuthScheme::None) {
        if (!auth.key.isEmpty())
            findings.warning(
                key, WEIR_TEXT("scenario.key_not_used", "The key is not used: the scheme is \"none\"."));
    } else if (auth.key.isEmpty() && auth.scheme != AuthScheme::Vendor) {
        findings.error(key, WEIR_TEXT("scenario.auth_needs_key",
                                      "The scheme needs a key. Write a reference (env:NAME, file:PATH or "
                                      "keychain:NAME), so that no secret stands in the file."));
    }
    if (const std::optional<Message> open = secretFileWarning(auth.key))
        findings.warning(key, *open);
    if (!auth.key.isEmpty() && !isSecretReference(auth.key))
        findings.error(key, WEIR_TEXT("scenario.key_is_no_reference",
                                      "The key is not a reference. Write a reference (env:NAME, file:PATH or "
                                      "keychain:NAME), so that no secret stands in the file."));
    if (auth.scheme == AuthScheme::Header && !isHttpToken(auth.header))
        findings.error(
            QStringLiteral("header"),
            Message(WEIR_TEXT("scenario.not_a_header_name", "\"%1\" is not a header's name."), auth.header));
}

void checkHeader(const Header &header, Findings findings)
{
    const QString value = QStringLiteral("value");
    if (!isHttpToken(header.name))
        findings.error(
            QStringLiteral("name"),
            Message(WEIR_TEXT("scenario.not_a_header_name", "\"%1\" is not a header's name."), header.name));
    else if (isOwnHeader(header.name))
        findings.error(
            QStringLiteral("name"),
            Message(WEIR_TEXT("scenario.header_of_weir", "Weir itself sets \"%1\"."), header.name));
    if (const Result<std::vector<TemplateTag>> tags = templateTags(header.value); !tags)
        findings.error(value, Message(WEIR_TEXT("scenario.template_broken", "The template is broken: %1."),
                                      tags.error().message()));
    if (header.value.contains(u'\r') || header.value.contains(u'\n') || header.value.contains(QChar(0)))
        findings.error(value, WEIR_TEXT("scenario.header_value_one_line", "A header's value is one line."));
    else if (const std::optional<Message> open = secretFileWarning(header.value))
        findings.warning(value, *open);
    else if (looksLikeSecret(header.name, header.value))
        findings.error(value,
                       WEIR_TEXT("scenario.secret_in_header",
                                 "The value looks like a secret. Write a reference (env:NAME, file:PATH or "
                                 "keychain:NAME), so that no secret stands in the file."));
}

/// As curl reads no_proxy: names with all below them, addresses, networks like 10.0.0.0/8, and * for all.
bool isWithoutProxy(const QUrl &url, const QString &hosts)
{
    const QHostAddress address(url.host());
    const QStringList entries =
        hosts.split(QRegularExpression(QStringLiteral("[,\\s]+")), Qt::SkipEmptyParts);
    return std::any_of(entries.begin(), entries.end(), [&](const QString &entry) {
        if (entry == u"*" || (!address.isNull() && QHostAddress(entry) == address))
            return true;
        if (!address.isNull() && entry.contains(u'/'))
            return address.isInSubnet(QHostAddress::parseSubnet(entry));
        static const QRegularExpression around(QStringLiteral("^\\*?\\.|:\\d+$"));
        const QString name = QString(entry).remove(around).toLower();
        return !name.isEmpty() && (url.host() == name || url.host().endsWith(u'.' + name));
    });
}

/// A proxy that the environment names takes part in no request: its time would hide in the service's.
void noteUnusedProxy(const Target &target, const CheckContext &context, Findings &findings)
{
    const QUrl url(target.url);
    const bool isHere = url.host() == u"localhost" || url.host() == u"::1" || url.host().startsWith(u"127.");
    const bool isSecure = url.scheme() == u"https" || url.scheme() == u"wss";
    if (url.host().isEmpty() || isHere || isWithoutProxy(url, context.hostsWithoutProxy))
        return;
    for (const QString &name : context.proxyVariables) {
        const bool isForAll = name.startsWith(u"all_", Qt::CaseInsensitive);
        if (isForAll || name.startsWith(u"https_", Qt::CaseInsensitive) == isSecure) {
            findings.warning(QStringLiteral("proxy"),
                             Message(WEIR_TEXT("scenario.proxy_of_environment",
                                               "The environment names a proxy (%1), which Weir does not use. "
                                               "If the service is reached only through it, name it here."),
                                     name));
            return;
        }
    }
}

/// What the file holds is read when a run is prepared: the largest take a second.
void checkTokenizer(const Target &target, const CheckContext &context, Findings &findings)
{
    const QString key = QStringLiteral("tokenizer");
    if (target.tokenizer.isEmpty() || !context.readData || isHandedDown(target.tokenizer))
        return;
    const QString path = inputPath(target.tokenizer, context.baseFolder);
    if (!QFileInfo::exists(path))
        findings.error(key,
                       Message(WEIR_TEXT("scenario.tokenizer_no_file", "There is no file \"%1\"."), path));
    else if (const Message why = whyNoInput(path); !why.isEmpty())
        findings.error(
            key, Message(WEIR_TEXT("scenario.tokenizer_not_readable", "The file \"%1\" can't be read: %2."),
                         path, why));
}

/// Beside what stands in the files: what the members say of each other.
void checkTls(const Target &target, const CheckContext &context, Findings findings)
{
    const TlsFiles &tls = target.tls;
    const QString key = QStringLiteral("key");
    if (tls.key.contains(u"-----BEGIN"))
        findings.error(key, WEIR_TEXT("scenario.tls_key_itself",
                                      "The private key itself stands here. Write the path of its file or a "
                                      "reference (env:NAME, file:PATH or keychain:NAME), so that no secret "
                                      "stands in the file."));
    else if (!tls.key.isEmpty() && tls.certificate.isEmpty())
        findings.error(QStringLiteral("certificate"),
                       WEIR_TEXT("scenario.tls_key_alone",
                                 "A private key is of no use without its certificate. Name that, too."));
    if (!tls.keyPassword.isEmpty() && !isSecretReference(tls.keyPassword))
        findings.error(QStringLiteral("key_password"),
                       WEIR_TEXT("scenario.tls_password_is_no_reference",
                                 "The key's password is not a reference. Write a reference (env:NAME, "
                                 "file:PATH or keychain:NAME), so that no secret stands in the file."));
    else if (const std::optional<Message> open = secretFileWarning(tls.keyPassword))
        findings.warning(QStringLiteral("key_password"), *open);
    const QString scheme = target.url.trimmed().section(u':', 0, 0).toLower();
    if (scheme != u"https" && scheme != u"wss") {
        if (!tls.isEmpty())
            findings.warning({}, WEIR_TEXT("scenario.tls_not_used",
                                           "These settings are not used: the URL is not https or wss."));
        return;
    }
    if (!tls.ca.isEmpty() && !target.verifyTls)
        findings.warning(QStringLiteral("ca"),
                         WEIR_TEXT("scenario.ca_not_used",
                                   "The CA is not used: the certificate of this target is not checked "
                                   "(verify_tls is off)."));
    if (!context.tlsProblems)
        return;
    for (const Problem &problem : context.tlsProblems(tls, context.baseFolder)) {
        if (problem.severity == Severity::Error)
            findings.error(problem.path, problem.message);
        else
            findings.warning(problem.path, problem.message);
    }
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
            findings.error(key, WEIR_TEXT("scenario.timer_above_zero",
                                          "The timer must be above 0, or every request would end at once."));
        else if (time >= timers.deadline && key != u"deadline" && timers.deadline > Nanoseconds{0})
            findings.warning(key, WEIR_TEXT("scenario.timer_after_deadline",
                                            "The deadline comes first, so this timer never ends a request."));
    }
    if (timers.connect > timers.firstToken && timers.firstToken > Nanoseconds{0} &&
        timers.connect < timers.deadline)
        findings.warning(QStringLiteral("connect"),
                         WEIR_TEXT("scenario.connect_after_first_token",
                                   "The connect timer is longer than first_token, which counts from the same "
                                   "moment and so comes first."));
}

void checkRetry(const RetryPolicy &retry, Findings findings)
{
    if (retry.attempts < 1 || retry.attempts > limits::maxAttempts)
        findings.error(QStringLiteral("attempts"), Message(WEIR_TEXT("scenario.attempts_from_to",
                                                                     "Attempts are from 1 (no retry) to %1."),
                                                           limits::maxAttempts));
    if (retry.attempts > 1 && retry.backoff <= Nanoseconds{0})
        findings.error(
            QStringLiteral("backoff"),
            WEIR_TEXT("scenario.retry_without_wait", "Retries without a wait would hammer the service."));
    checkNotTooLong(findings, QStringLiteral("backoff"), retry.backoff);
    if (!(retry.jitter >= 0 && retry.jitter <= 1))
        findings.error(QStringLiteral("jitter"),
                       WEIR_TEXT("scenario.share_from_to", "The share is from 0 to 1."));
    for (qsizetype i = 0; i < retry.on.size(); ++i) {
        const std::optional<OutcomeClass> outcome = outcomeClassFromString(retry.on[i]);
        if (!outcome || standingOf(*outcome) != Standing::Failed)
            findings.at(QStringLiteral("on"), static_cast<std::size_t>(i))
                .error({}, Message(WEIR_TEXT("scenario.not_a_failure", "\"%1\" is not a class of failure."),
                                   retry.on[i]));
    }
    if (retry.attempts > 1 && retry.on.isEmpty())
        findings.warning(QStringLiteral("on"), WEIR_TEXT("scenario.nothing_retried",
                                                         "No class is named, so nothing is ever retried."));
}

} // namespace

void checkTargets(const Scenario &scenario, const CheckContext &context, Findings findings)
{
    const QString targets = QStringLiteral("targets");
    if (scenario.targets.empty())
        findings.error(targets,
                       WEIR_TEXT("scenario.target_needed", "A target is needed: the service to ask."));
    QSet<QString> names;
    for (std::size_t i = 0; i < scenario.targets.size(); ++i) {
        const Target &target = scenario.targets[i];
        Findings here = findings.at(targets, i);
        checkName(here, target.name, names);
        checkUrl(here, target.url, context);
        checkVendor(target, context, here);
        checkTokenizer(target, context, here);
        if (!target.model.isEmpty() && target.model.trimmed().isEmpty())
            here.error(QStringLiteral("model"),
                       WEIR_TEXT("scenario.model_of_blanks",
                                 "The model's name is of blanks alone: write the name, or leave it out."));
        checkAuth(target.auth, here.at(QStringLiteral("auth")));
        for (std::size_t h = 0; h < target.headers.size(); ++h)
            checkHeader(target.headers[h], here.at(QStringLiteral("headers"), h));
        if (target.proxy.isEmpty())
            noteUnusedProxy(target, context, here);
        else
            checkHostUrl(here, QStringLiteral("proxy"), target.proxy,
                         {QStringLiteral("http"), QStringLiteral("socks5"), QStringLiteral("socks5h")});
        checkTls(target, context, here.at(QStringLiteral("tls")));
        checkTimers(target.timers, here.at(QStringLiteral("timers")));
        checkRetry(target.retry, here.at(QStringLiteral("retry")));
    }
}

} // namespace weir
