// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/failureadvice.h"

#include "base/secretreference.h"
#include "protocol/endpoint.h"
#include "protocol/vendorpreset.h"
#include "scenario/channelkind.h"
#include "scenario/checkparts.h"
#include "transport/tls/tlsfailure.h"

#include <QUrl>

#include <algorithm>
#include <map>

namespace weir {

namespace {

/// One kind of failure with the target that it was seen on.
struct Failure
{
    QString className; ///< "http_4xx"
    QString detail;    ///< "401"
    QString words;     ///< What the service or the library said, in lower case.
    const Target &target;
    QUrl url; ///< That of the target, not joined.
    bool isBuiltin = false;
    bool isStreamed = true; ///< Whether any of the requests to the target is.
};

bool isStatus(const Failure &failure, QStringView status)
{
    return failure.detail.section(u':', 0, 0) == status;
}

bool isHttp(const QUrl &url)
{
    return channelOf(url.scheme()) == ChannelKind::Http;
}

bool isSecure(const QUrl &url)
{
    return url.scheme() == u"https" || url.scheme() == u"wss";
}

/// "http://h:80/x" for "https://h:80/x" and the other way round.
QString withOtherScheme(const QUrl &url)
{
    QUrl other = url;
    const QString scheme = url.scheme();
    other.setScheme(isSecure(url) ? scheme.chopped(1) : scheme + u's');
    return other.toDisplayString();
}

/// HOST:PORT, as it was connected to.
QString placeOf(const QUrl &url)
{
    return QStringLiteral("%1:%2").arg(url.host()).arg(url.port(isSecure(url) ? 443 : 80));
}

/// Where requests go whose target has the URL `base`; `base` where nothing is known of the vendor.
QString endpointAt(const QUrl &base, const Failure &failure, const Result<VendorPreset> &vendor)
{
    QUrl sent = base;
    if (vendor && isHttp(base)) {
        const Result<Endpoints> endpoints = endpointsOf(
            base.toString(QUrl::FullyEncoded), {vendor->path, vendor->wholePath}, failure.target.model);
        if (endpoints)
            sent = failure.isStreamed && vendor->streams() ? endpoints->streamed : endpoints->whole;
    }
    return sent.toDisplayString(QUrl::RemoveUserInfo);
}

/// The address that requests are sent to, as far as it can be told without the run.
QString addressOf(const Failure &failure)
{
    return endpointAt(failure.url, failure, findVendor(failure.target.vendor));
}

/// The address that the preset documents, without what the URL has beside the host.
QString documentedAddress(const Failure &failure, const Result<VendorPreset> &vendor)
{
    return endpointAt(failure.url.adjusted(QUrl::RemovePath | QUrl::RemoveQuery | QUrl::RemoveFragment),
                      failure, vendor);
}

std::optional<Message> keyAdvice(const Failure &failure)
{
    if (!isStatus(failure, u"401") && !isStatus(failure, u"403"))
        return std::nullopt;
    if (failure.target.auth.usesKey() && isSecretReference(failure.target.auth.key))
        return Message(
            WEIR_TEXT("advice.key_refused",
                      "The service refuses the key of target \"%1\", which was taken from %2. Check "
                      "that it holds the key of this service, and that the key may use the model."),
            failure.target.name, failure.target.auth.key);
    const auto header = std::find_if(failure.target.headers.begin(), failure.target.headers.end(),
                                     [](const Header &one) { return holdsSecretReference(one.value); });
    if (header != failure.target.headers.end())
        return Message(WEIR_TEXT("advice.header_refused",
                                 "The service refuses what the header %1 of target \"%2\" says, which was "
                                 "taken from %3. Check what that holds."),
                       header->name, failure.target.name, header->value);
    return Message(WEIR_TEXT("advice.no_key",
                             "The service wants a key, and target \"%1\" sends none. Name one with --key "
                             "env:NAME, or as the key of the target."),
                   failure.target.name);
}

std::optional<Message> addressAdvice(const Failure &failure)
{
    if (!isStatus(failure, u"404") && !isStatus(failure, u"405"))
        return std::nullopt;
    if (failure.words.contains(u"model") && !failure.target.model.isEmpty())
        return Message(
            WEIR_TEXT("advice.no_such_model",
                      "The service was asked at %1 for the model \"%2\". If it has no model of this "
                      "name, name another with --model; if it has no such address, mend the URL."),
            addressOf(failure), failure.target.model);
    const Result<VendorPreset> vendor = findVendor(failure.target.vendor);
    const QString likely = documentedAddress(failure, vendor);
    if (vendor && isHttp(failure.url) && likely != addressOf(failure))
        return Message(
            WEIR_TEXT(
                "advice.other_address",
                "Requests were sent to %1, which the service does not know. The preset \"%2\" documents "
                "%3: try that as --url, or the path that the service documents."),
            addressOf(failure), vendor->name, likely);
    return Message(WEIR_TEXT("advice.no_such_address",
                             "Requests were sent to %1, which the service does not know. Give --url with the "
                             "path that it documents, or the --vendor whose path fits."),
                   addressOf(failure));
}

std::optional<Message> redirectAdvice(const Failure &failure)
{
    if (failure.className != u"http_3xx")
        return std::nullopt;
    return Message(
        WEIR_TEXT("advice.redirect",
                  "The service sends requests to %1 elsewhere, and Weir doesn't follow, since that "
                  "would be another measurement. Give the address that it names as the URL."),
        addressOf(failure));
}

std::optional<Message> parameterAdvice(const Failure &failure)
{
    if (!failure.words.contains(u"max_completion_tokens"))
        return std::nullopt;
    return Message(
        WEIR_TEXT("advice.max_completion_tokens",
                  "The service takes max_completion_tokens in place of max_tokens. Leave out "
                  "--max-tokens (max_tokens of the request), or give the request a body of its own "
                  "that has max_completion_tokens."));
}

/// What to do about a certificate of the service that this machine does not take.
std::optional<Message> certificateAdvice(const Failure &failure, TlsFault fault)
{
    const QString place = placeOf(failure.url);
    switch (fault) {
    case TlsFault::NoRoot:
        return Message(WEIR_TEXT("advice.no_root",
                                 "Put the missing certificate, and those above it up to the root, into the "
                                 "file of --ca (tls.ca of the target)."));
    case TlsFault::UnknownIssuer:
    case TlsFault::UnknownCa:
        return Message(
            WEIR_TEXT("advice.unknown_ca",
                      "Name the CA that signed the certificate of %1 with --ca FILE (tls.ca of the "
                      "target), or put it among those that the system trusts. --insecure asks "
                      "without a check."),
            place);
    case TlsFault::SelfSigned:
        return Message(WEIR_TEXT("advice.self_signed",
                                 "%1 signed its certificate itself. If it is the service that you mean, "
                                 "save that certificate and name it with --ca FILE (tls.ca of the target; "
                                 "\"Try once\" in the window does both). --insecure asks without a check."),
                       place);
    case TlsFault::Expired:
    case TlsFault::NotYetValid:
        return Message(WEIR_TEXT("advice.certificate_time",
                                 "Check this machine's clock; if it is right, %1 needs another certificate."),
                       place);
    case TlsFault::WrongHost:
        return Message(WEIR_TEXT("advice.certificate_host",
                                 "Ask for %1 by a name that stands in its certificate, or have one made that "
                                 "names this host."),
                       place);
    default:
        return std::nullopt;
    }
}

/// What to do about a handshake that the service ends.
std::optional<Message> refusedHandshakeAdvice(const Failure &failure, TlsFault fault)
{
    const bool showsCertificate = !failure.target.tls.certificate.isEmpty();
    if (fault == TlsFault::CertificateRefused ||
        (showsCertificate && (fault == TlsFault::CertificateWanted || fault == TlsFault::HandshakeRefused)))
        return Message(
            WEIR_TEXT("advice.certificate_refused",
                      "%1 does not take the client certificate %2. Check that it is signed by a CA "
                      "that the service trusts, is meant for clients and has not expired; the "
                      "certificates between it and the CA stand behind it in the file."),
            placeOf(failure.url), failure.target.tls.certificate);
    if (fault == TlsFault::CertificateWanted || fault == TlsFault::HandshakeRefused)
        return Message(WEIR_TEXT("advice.client_certificate",
                                 "If %1 wants a client certificate, name one with --cert FILE and --key-file "
                                 "FILE (tls.certificate and tls.key of the target)."),
                       placeOf(failure.url));
    if (fault == TlsFault::NoTls)
        return Message(WEIR_TEXT("advice.no_tls_there", "%1 does not speak TLS. Try %2."),
                       placeOf(failure.url), withOtherScheme(failure.url));
    return std::nullopt;
}

std::optional<Message> tlsAdvice(const Failure &failure)
{
    if (failure.className != u"tls_failure")
        return std::nullopt;
    if (const std::optional<TlsFault> fault = tlsFaultIn(failure.words)) {
        if (std::optional<Message> advice = certificateAdvice(failure, *fault))
            return advice;
        if (std::optional<Message> advice = refusedHandshakeAdvice(failure, *fault))
            return advice;
    }
    return Message(WEIR_TEXT("advice.tls_failed",
                             "No TLS session came about with %1. Check the port; if the service speaks plain "
                             "HTTP there, try %2."),
                   placeOf(failure.url), withOtherScheme(failure.url));
}

/// HTTP 407, of a proxy that has the last word (http) or opens no tunnel (https).
std::optional<Message> proxyUserAdvice(const Failure &failure)
{
    return Message(
        WEIR_TEXT("advice.proxy_user",
                  "The proxy %1 of target \"%2\" wants a user and a password, or other ones. Write "
                  "them into its URL, the password as a reference: "
                  "http://USER:env:NAME@HOST:PORT."),
        QUrl(failure.target.proxy).toDisplayString(QUrl::RemoveUserInfo), failure.target.name);
}

std::optional<Message> networkAdvice(const Failure &failure)
{
    const bool wantsUser = isStatus(failure, u"407") || failure.words.contains(u"response 407") ||
                           failure.words.contains(u"proxy wants to know who asks");
    if (!failure.target.proxy.isEmpty() && wantsUser)
        return proxyUserAdvice(failure);
    if (!failure.target.proxy.isEmpty() && failure.className.startsWith(u"connect_"))
        return Message(
            WEIR_TEXT("advice.proxy", "Requests of target \"%1\" go through the proxy %2. Check it."),
            failure.target.name, QUrl(failure.target.proxy).toDisplayString(QUrl::RemoveUserInfo));
    if (failure.className == u"connect_refused")
        return Message(WEIR_TEXT("advice.nothing_listens",
                                 "Nothing listens on %1. Start the service, or check host and port."),
                       placeOf(failure.url));
    if (failure.className == u"dns_failure")
        return Message(
            WEIR_TEXT("advice.no_such_host", "No host has the name %1. Check the URL, and the DNS."),
            failure.url.host());
    if (failure.className == u"connect_timeout")
        return Message(
            WEIR_TEXT("advice.no_connection",
                      "%1 did not answer. Check host and port, and whether a firewall is between."),
            placeOf(failure.url));
    return std::nullopt;
}

/// An http URL whose port speaks TLS: servers close at once, or say so in a 400.
std::optional<Message> plainHttpAdvice(const Failure &failure)
{
    if (isSecure(failure.url))
        return std::nullopt;
    const bool isTold = isStatus(failure, u"400") && failure.words.contains(u"https");
    if (!isTold && failure.className != u"closed_before_response" &&
        failure.className != u"unexpected_response" && failure.className != u"malformed_stream")
        return std::nullopt;
    if (failure.className == u"malformed_stream" || failure.className == u"unexpected_response") {
        // The first bytes of a TLS alert are no HTTP.
        if (!failure.words.contains(u"http/0.9") && !failure.words.contains(u"unsupported protocol"))
            return std::nullopt;
    }
    if (failure.className == u"malformed_stream" || failure.className == u"unexpected_response")
        return Message(WEIR_TEXT("advice.no_http_there",
                                 "What %1 answers is no HTTP. Check the port; if it speaks HTTPS, try %2."),
                       placeOf(failure.url), withOtherScheme(failure.url));
    return Message(
        WEIR_TEXT("advice.tls_expected", "%1 closed without an answer. If it speaks HTTPS, try %2."),
        placeOf(failure.url), withOtherScheme(failure.url));
}

std::optional<Message> adviceOn(const Failure &failure)
{
    for (const auto advise : {parameterAdvice, keyAdvice, addressAdvice, redirectAdvice}) {
        if (std::optional<Message> advice = advise(failure))
            return advice;
    }
    if (failure.isBuiltin || failure.url.host().isEmpty())
        return std::nullopt;
    for (const auto advise : {tlsAdvice, networkAdvice, plainHttpAdvice}) {
        if (std::optional<Message> advice = advise(failure))
            return advice;
    }
    return std::nullopt;
}

/// The member of a target that the advice is about; null where that is no member of a target.
QString memberOf(const QByteArray &code)
{
    static const std::map<QByteArray, QString> members{
        {"advice.key_refused", QStringLiteral("/auth/key")},
        {"advice.no_key", QStringLiteral("/auth/key")},
        {"advice.header_refused", QStringLiteral("/headers")},
        {"advice.no_such_model", QStringLiteral("/model")},
        {"advice.unknown_ca", QStringLiteral("/tls/ca")},
        {"advice.no_root", QStringLiteral("/tls/ca")},
        {"advice.self_signed", QStringLiteral("/tls/ca")},
        {"advice.client_certificate", QStringLiteral("/tls/certificate")},
        {"advice.certificate_refused", QStringLiteral("/tls/certificate")},
        {"advice.certificate_host", QStringLiteral("/url")},
        {"advice.proxy_user", QStringLiteral("/proxy")},
        {"advice.proxy", QStringLiteral("/proxy")},
        {"advice.no_such_address", QStringLiteral("/url")},
        {"advice.other_address", QStringLiteral("/url")},
        {"advice.redirect", QStringLiteral("/url")},
        {"advice.no_tls_there", QStringLiteral("/url")},
        {"advice.tls_failed", QStringLiteral("/url")},
        {"advice.nothing_listens", QStringLiteral("/url")},
        {"advice.no_such_host", QStringLiteral("/url")},
        {"advice.no_connection", QStringLiteral("/url")},
        {"advice.no_http_there", QStringLiteral("/url")},
        {"advice.tls_expected", QStringLiteral("/url")}};
    const auto found = members.find(code);
    return found == members.end() ? QString() : found->second;
}

/// The first request template that goes to the target.
QString requestTo(const Scenario &scenario, std::size_t target)
{
    for (std::size_t i = 0; i < scenario.requests.size(); ++i) {
        if (targetOf(scenario, scenario.requests[i]) == &scenario.targets[target])
            return QStringLiteral("/requests/%1").arg(i);
    }
    return {};
}

/// Also where no request is known.
bool asksForStreams(const Scenario &scenario, const Target &target)
{
    const std::vector<RequestTemplate> &all = scenario.requests;
    return all.empty() || std::any_of(all.begin(), all.end(), [&](const RequestTemplate &request) {
               return request.stream && targetOf(scenario, request) == &target;
           });
}

QString fieldOf(const Message &advice, const Scenario &scenario, std::size_t target)
{
    const QString request = requestTo(scenario, target);
    if (advice.code() == "advice.max_completion_tokens" && !request.isEmpty())
        return request + u"/max_tokens"_qs;
    return QStringLiteral("/targets/%1").arg(target) + memberOf(advice.code());
}

/// What failed, on which target, and what was said.
std::optional<Cure> cureOf(const QString &key, const Message &said, std::size_t index,
                           const Scenario &scenario, bool isSimulated)
{
    if (index >= scenario.targets.size())
        return std::nullopt;
    const Target &target = scenario.targets[index];
    const QString place = target.url.trimmed();
    const Failure failure{key.section(u':', 0, 0),
                          key.section(u':', 1),
                          said.english().toLower(),
                          target,
                          QUrl(place),
                          isSimulated || place.startsWith(u"builtin:"),
                          asksForStreams(scenario, target)};
    const std::optional<Message> advice = adviceOn(failure);
    return advice ? std::optional(Cure{*advice, fieldOf(*advice, scenario, index)}) : std::nullopt;
}

} // namespace

std::vector<Cure> curesOf(const Summary &summary, const Scenario &scenario)
{
    std::vector<Cure> all;
    for (const auto &[key, example] : summary.errorExamples) {
        const std::optional<Cure> cure =
            cureOf(key, example.message, example.target.value(), scenario, summary.simulated);
        const bool isNew = cure && std::none_of(all.begin(), all.end(), [&cure](const Cure &known) {
                               return known.advice == cure->advice;
                           });
        if (isNew)
            all.push_back(*cure);
    }
    return all;
}

std::optional<Cure> cureOf(const RequestRecord &record, const Scenario &scenario)
{
    if (standingOf(record.outcome.outcome) != Standing::Failed)
        return std::nullopt;
    return cureOf(record.outcome.key(), record.outcome.message, record.target.value(), scenario, false);
}

Messages adviceOn(const Summary &summary, const Scenario &scenario)
{
    Messages all;
    for (const Cure &cure : curesOf(summary, scenario))
        all.push_back(cure.advice);
    return all;
}

} // namespace weir
