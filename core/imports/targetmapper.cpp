// SPDX-License-Identifier: GPL-3.0-or-later
#include "imports/targetmapper.h"

#include "base/credentials.h"
#include "base/httptoken.h"
#include "base/secretreference.h"
#include "imports/variables.h"
#include "protocol/vendorlibrary.h"

#include <QUrlQuery>

#include <algorithm>

namespace weir {

namespace {

/// One request's way into a target.
class TargetMapper
{
public:
    TargetMapper(ImportDraft &draft, const WebRequest &request, const ImportedPlace &place,
                 const QString &vendor)
        : m_draft(draft), m_request(request), m_place(place)
    {
        m_target.vendor = vendor;
        const std::optional<VendorEntry> entry = vendorEntry(vendor, {});
        m_vendorAuth = entry ? entry->reading.preset.auth : Auth();
    }

    Target map()
    {
        takeUrl();
        takeUser();
        if (!m_request.bearer.isEmpty())
            takeBearer(m_request.bearer, m_request.bearerPlace);
        for (const Header &header : m_request.headers)
            takeHeader(header);
        takeWire();
        return m_target;
    }

private:
    void takeUrl()
    {
        if (holdsVariable(m_request.url)) {
            m_target.url = shownVariables(m_request.url);
            m_draft.leftOut(
                QStringLiteral("URL"), m_target.url,
                WEIR_TEXT("import.variable_in_url",
                          "The URL holds a variable, whose value nobody knows here. Write it into the "
                          "target's URL."));
            return;
        }
        QUrl url = m_place.url;
        url.setFragment({});
        if (!url.password().isEmpty())
            setPassword(url, url.userName(QUrl::FullyDecoded), url.password(QUrl::FullyDecoded));
        takeQuery(url);
        m_target.url = url.toString(QUrl::FullyEncoded);
    }

    void setPassword(QUrl &url, const QString &user, const QString &password)
    {
        url.setUserName(user, QUrl::DecodedMode);
        url.setPassword(
            m_draft.referenceFor(password, QStringLiteral("PASSWORD"), QStringLiteral("password")),
            QUrl::DecodedMode);
    }

    /// A key in the query goes where the vendor takes it, too.
    void takeQuery(QUrl &url)
    {
        QUrlQuery query(url);
        QList<std::pair<QString, QString>> kept;
        const QList<std::pair<QString, QString>> items = query.queryItems(QUrl::FullyDecoded);
        for (const auto &[name, value] : items) {
            if (value.isEmpty() || (!isCredentialQueryItem(name) && !looksLikeKey(value))) {
                kept.append({name, value});
                continue;
            }
            const QString place = QStringLiteral("URL ?%1=").arg(name);
            if (m_vendorAuth.usesKey() && m_target.auth.key.isEmpty() && m_place.vendor.preset != nullptr &&
                !hasOwnKey()) {
                m_target.auth.key = m_draft.referenceFor(value, m_place.vendor.keyVariable, place);
                m_draft.changed(
                    place, {},
                    WEIR_TEXT("import.key_out_of_url",
                              "The key goes in the vendor's header instead, so that it stands in no "
                              "URL."));
                continue;
            }
            m_draft.referenceFor(value, name, place); // so that it is known, and taken out of every text
            m_draft.leftOut(place, {},
                            WEIR_TEXT("import.key_in_url_lost",
                                      "A key in a URL would be saved with it, and there is no reference in a "
                                      "query. Send it as a header, if the service takes it there."));
        }
        if (kept.size() == items.size())
            return;
        query.setQueryItems(kept);
        url.setQuery(query.isEmpty() ? QString() : query.toString(QUrl::FullyEncoded));
    }

    /// The request proves by a header who asks: no key of the URL can go there.
    [[nodiscard]] bool hasOwnKey() const
    {
        const QString header = m_vendorAuth.scheme == AuthScheme::Header ? m_vendorAuth.header.toLower()
                                                                         : QStringLiteral("authorization");
        return !m_request.bearer.isEmpty() ||
               std::any_of(m_request.headers.begin(), m_request.headers.end(), [&header](const Header &own) {
                   const QString name = own.name.trimmed().toLower();
                   return name == header || name == u"authorization";
               });
    }

    void takeUser()
    {
        if (m_request.user.isEmpty() && m_request.password.isEmpty())
            return;
        QUrl url(m_target.url);
        if (!m_request.password.isEmpty() && !holdsVariable(m_request.user) && url.isValid() &&
            !url.host().isEmpty()) {
            setPassword(url, m_request.user, m_request.password);
            m_target.url = url.toString(QUrl::FullyEncoded);
            return;
        }
        const QString place = QStringLiteral("user");
        if (!m_request.password.isEmpty())
            m_draft.referenceFor(m_request.password, QStringLiteral("PASSWORD"), place);
        const QString pair = shownVariables(m_request.user + u':' + m_request.password);
        m_target.headers.push_back(
            {QStringLiteral("Authorization"),
             QStringLiteral("Basic ") + m_draft.referenceFor(QString::fromLatin1(pair.toUtf8().toBase64()),
                                                             QStringLiteral("BASIC_CREDENTIALS"), place)});
        m_draft.changed(
            place, {},
            WEIR_TEXT("import.basic_user",
                      "The header Authorization takes user and password as one text: the variable "
                      "must hold the Base64 of \"user:password\"."));
    }

    void takeBearer(const QString &token, const QString &place)
    {
        m_target.auth.key = m_draft.referenceFor(token, m_place.vendor.keyVariable, place);
        m_target.auth.scheme =
            m_vendorAuth.scheme == AuthScheme::Bearer ? AuthScheme::Vendor : AuthScheme::Bearer;
    }

    void takeHeader(const Header &header)
    {
        const QString name = header.name.trimmed();
        const QString lower = name.toLower();
        const QString value = header.value.trimmed();
        const QString place = QStringLiteral("header ") + name;
        if (name.startsWith(u':') || name.isEmpty() ||
            (lower == u"content-type" && value == u"application/json"))
            return; // HTTP/2's own, and what is sent anyway
        if (isOfWeir(lower, value, place))
            return;
        static const QString bearer = QStringLiteral("bearer ");
        if (lower == u"authorization" && value.toLower().startsWith(bearer)) {
            takeBearer(value.mid(bearer.size()).trimmed(), place);
            return;
        }
        if (m_vendorAuth.scheme == AuthScheme::Header && lower == m_vendorAuth.header.toLower() &&
            !value.isEmpty()) {
            m_target.auth = {AuthScheme::Vendor,
                             m_draft.referenceFor(value, m_place.vendor.keyVariable, place),
                             m_target.auth.header};
            return;
        }
        if (!isHttpToken(name) || value.contains(u'\n') || value.contains(u'\r')) {
            m_draft.leftOut(place, value,
                            WEIR_TEXT("import.no_header", "This is no header with a value of one line."));
            return;
        }
        m_target.headers.push_back({name, headerValue(name, value, place)});
    }

    /// Headers that Weir sets for each request.
    bool isOfWeir(const QString &lower, const QString &value, const QString &place)
    {
        static const QStringList own{QStringLiteral("content-length"), QStringLiteral("transfer-encoding"),
                                     QStringLiteral("connection"),     QStringLiteral("keep-alive"),
                                     QStringLiteral("expect"),         QStringLiteral("proxy-connection"),
                                     QStringLiteral("host"),           QStringLiteral("accept-encoding")};
        if (!own.contains(lower))
            return false;
        const bool isHost = lower == u"host" && value.compare(m_place.url.host(), Qt::CaseInsensitive) == 0;
        if (lower == u"accept-encoding")
            m_draft.leftOut(
                place, value,
                WEIR_TEXT("import.no_compression",
                          "Weir asks for answers that are not compressed, since a compressed stream "
                          "hides when a token came."));
        else if (!isHost)
            m_draft.leftOut(place, value,
                            WEIR_TEXT("import.header_of_weir", "Weir sets this header itself."));
        return true;
    }

    QString headerValue(const QString &name, const QString &value, const QString &place)
    {
        const bool isSecret = !holdsSecretReference(value) &&
                              (looksLikeSecret(name, shownVariables(value)) || isCredentialHeader(name));
        if (isSecret && !value.isEmpty()) {
            // "Basic abc", "Token abc": the word in front tells what it is.
            const qsizetype blank = value.indexOf(u' ');
            const bool hasScheme = blank > 0 && value.indexOf(u' ', blank + 1) < 0 &&
                                   isHttpToken(value.left(blank)) &&
                                   name.compare(u"cookie", Qt::CaseInsensitive) != 0;
            const QString scheme = hasScheme ? value.left(blank + 1) : QString();
            return scheme + m_draft.referenceFor(value.mid(scheme.size()), name, place);
        }
        return withVariables(value, [&](const QString &variable) {
            return m_draft.referenceFor(variableMark(variable), variable, place);
        });
    }

    void takeWire()
    {
        m_target.verifyTls = m_request.verifyTls;
        m_target.tls = m_request.tls;
        m_target.http2 = m_request.http2;
        if (!m_target.tls.keyPassword.isEmpty())
            m_target.tls.keyPassword = m_draft.referenceFor(
                m_target.tls.keyPassword, QStringLiteral("KEY_PASSWORD"), QStringLiteral("key password"));
        m_target.timers.connect = m_request.connectTimeout.value_or(m_target.timers.connect);
        takeDeadline();
        m_target.retry.attempts = m_request.attempts;
        takeProxy();
    }

    /// Timers that the deadline would always come before end no request: they wait a little less.
    void takeDeadline()
    {
        if (!m_request.deadline)
            return;
        StreamTimers &timers = m_target.timers;
        timers.deadline = *m_request.deadline;
        for (Nanoseconds *timer : {&timers.connect, &timers.firstToken, &timers.stall}) {
            if (*timer >= timers.deadline)
                *timer = timers.deadline * 9 / 10;
        }
    }

    void takeProxy()
    {
        if (m_request.proxy.isEmpty())
            return;
        const QString text = m_request.proxy.contains(u"://"_qs)
                                 ? m_request.proxy
                                 : QStringLiteral("http://") + m_request.proxy;
        QUrl url(shownVariables(text));
        static const QStringList schemes{QStringLiteral("http"), QStringLiteral("socks5"),
                                         QStringLiteral("socks5h")};
        if (!url.isValid() || !schemes.contains(url.scheme()) || holdsVariable(m_request.proxy)) {
            m_draft.leftOut(QStringLiteral("proxy"), withoutCredentials(url).toString(),
                            WEIR_TEXT("import.proxy_unknown",
                                      "A proxy has a URL that begins with http, socks5 or "
                                      "socks5h. Write it into the target."));
            return;
        }
        if (!url.password().isEmpty())
            url.setPassword(m_draft.referenceFor(url.password(QUrl::FullyDecoded),
                                                 QStringLiteral("PROXY_PASSWORD"), QStringLiteral("proxy")),
                            QUrl::DecodedMode);
        m_target.proxy = url.toString(QUrl::FullyEncoded);
    }

    ImportDraft &m_draft;
    const WebRequest &m_request;
    const ImportedPlace &m_place;
    Auth m_vendorAuth;
    Target m_target;
};

} // namespace

ImportedPlace placeOf(const WebRequest &request)
{
    QString text = request.url.trimmed();
    // A variable that begins it stands for scheme and host.
    if (holdsVariable(text))
        text = withVariables(text, [](const QString &name) { return name; });
    if (!text.contains(u"://"_qs))
        text.prepend(QStringLiteral("http://"));
    const QUrl url(text, QUrl::TolerantMode);
    return {url, vendorAt(url)};
}

Target targetFor(ImportDraft &draft, const WebRequest &request, const ImportedPlace &place,
                 const QString &vendor)
{
    return TargetMapper(draft, request, place, vendor).map();
}

} // namespace weir
