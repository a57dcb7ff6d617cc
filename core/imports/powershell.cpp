// SPDX-License-Identifier: GPL-3.0-or-later
#include "imports/powershell.h"

#include "imports/importtime.h"
#include "imports/powershellvalues.h"
#include "imports/requestmapper.h"
#include "imports/variables.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QRegularExpression>

#include <algorithm>

namespace weir {

namespace {

const QStringList &requestCommands()
{
    static const QStringList names{QStringLiteral("invoke-webrequest"), QStringLiteral("invoke-restmethod"),
                                   QStringLiteral("iwr"), QStringLiteral("irm")};
    return names;
}

/// Options without a value.
bool isSwitch(const QString &option)
{
    static const QStringList names{QStringLiteral("usebasicparsing"),
                                   QStringLiteral("skipcertificatecheck"),
                                   QStringLiteral("disablekeepalive"),
                                   QStringLiteral("passthru"),
                                   QStringLiteral("skipheadervalidation"),
                                   QStringLiteral("skiphttperrorcheck"),
                                   QStringLiteral("usedefaultcredentials"),
                                   QStringLiteral("allowunencryptedauthentication"),
                                   QStringLiteral("noproxy"),
                                   QStringLiteral("resume"),
                                   QStringLiteral("verbose"),
                                   QStringLiteral("followrellink"),
                                   QStringLiteral("preserveauthorizationonredirect")};
    return names.contains(option);
}

class ScriptReader
{
public:
    ScriptReader(const QString &text, ImportDraft &draft)
        : m_cursor(withoutMarks(text), m_variables), m_draft(draft)
    {
    }

    void read()
    {
        while (true) {
            m_cursor.skipAll();
            if (m_cursor.atEnd())
                return;
            const qsizetype before = m_cursor.place();
            statement();
            m_cursor.skipStatement();
            if (m_cursor.place() == before)
                m_cursor.goTo(before + 1);
        }
    }

private:
    void statement()
    {
        const QString word = m_cursor.word();
        const QString lower = word.toLower();
        if (requestCommands().contains(lower)) {
            request();
        } else if (word.startsWith(u'$')) {
            afterVariable(lower.mid(1));
        } else if (!word.isEmpty()) {
            m_draft.leftOut(word, {},
                            WEIR_TEXT("import.other_command", "This command is none that Weir knows."));
        }
    }

    /// "$name = ...", "$name.Add(...)", "$name["key"] = ...".
    void afterVariable(const QString &path)
    {
        const QString name = path.section(QRegularExpression(QStringLiteral("[.\\[]")), 0, 0);
        const QString member = path.mid(name.size());
        m_cursor.skipBlanks();
        if (m_cursor.here() == u'=') {
            m_cursor.goTo(m_cursor.place() + 1);
            assign(name, member);
        } else if (member == u".add" && m_cursor.here() == u'(') {
            const QJsonArray both = m_cursor.argument().toArray();
            if (both.size() == 2)
                insert(name, powerShellText(both.at(0)), both.at(1));
        } else if (member == u".cookies.add") {
            cookie(name);
        } else if (member == u"[" && (m_cursor.here() == u'"' || m_cursor.here() == u'\'')) {
            const QString key = powerShellText(m_cursor.argument());
            m_cursor.word();
            m_cursor.skipBlanks();
            if (m_cursor.here() == u'=') {
                m_cursor.goTo(m_cursor.place() + 1);
                insert(name, key, m_cursor.expression());
            }
        }
    }

    void assign(const QString &name, const QString &member)
    {
        m_cursor.skipBlanks();
        const qsizetype before = m_cursor.place();
        const QString command = m_cursor.word().toLower();
        if (requestCommands().contains(command)) {
            request();
            return;
        }
        if (command == u"new-object") {
            m_variables.insert(name, QJsonObject());
            return;
        }
        m_cursor.goTo(before);
        const QJsonValue value = m_cursor.expression();
        if (member.isEmpty())
            m_variables.insert(name, value);
        else
            insert(name, member.mid(1), value);
    }

    void insert(const QString &name, const QString &key, const QJsonValue &value)
    {
        QJsonObject object = m_variables.value(name).toObject();
        object.insert(key, value);
        m_variables.insert(name, object);
    }

    /// $session.Cookies.Add((New-Object System.Net.Cookie("name", "value", "/", "host")))
    void cookie(const QString &session)
    {
        static const QRegularExpression form(
            QStringLiteral("\\G\\s*\\(\\(?\\s*New-Object\\s+System\\.Net\\.Cookie\\s*\\(\\s*\"([^\"]*)\"\\s*,"
                           "\\s*\"([^\"]*)\""),
            QRegularExpression::CaseInsensitiveOption);
        const QRegularExpressionMatch match = form.match(m_cursor.text(), m_cursor.place());
        if (!match.hasMatch())
            return;
        const QString known = m_variables.value(session).toObject().value(u"cookie").toString();
        const QString pair = match.captured(1) + u'=' + match.captured(2);
        insert(session, QStringLiteral("cookie"),
               known.isEmpty() ? pair : known + QStringLiteral("; ") + pair);
    }

    void request()
    {
        WebRequest request;
        m_contentType.clear();
        while (true) {
            m_cursor.skipBlanks();
            if (m_cursor.atEnd() || QStringView(u"\n;|)}").contains(m_cursor.here()))
                break;
            const qsizetype before = m_cursor.place();
            if (m_cursor.here() == u'-')
                option(request, m_cursor.word().mid(1));
            else if (request.url.isEmpty())
                request.url = powerShellText(m_cursor.expression());
            if (m_cursor.place() == before)
                m_cursor.goTo(before + 1);
        }
        if (!m_contentType.isEmpty())
            request.headers.push_back({QStringLiteral("Content-Type"), m_contentType});
        addRequest(m_draft, request);
    }

    void option(WebRequest &request, const QString &written)
    {
        const QString name = written.section(u':', 0, 0).toLower();
        const QString shown = u'-' + written;
        if (isSwitch(name)) {
            request.verifyTls = request.verifyTls && name != u"skipcertificatecheck";
            if (name != u"skipcertificatecheck")
                m_draft.leftOut(shown, {},
                                WEIR_TEXT("import.powershell_no_place",
                                          "Weir has nothing like this option of PowerShell."));
            return;
        }
        const QJsonValue value = m_cursor.argument();
        const QString text = powerShellText(value);
        if (name == u"uri")
            request.url = text;
        else if (name == u"method" || name == u"custommethod")
            request.method = text;
        else if (name == u"headers")
            takeHeaders(request, value.toObject());
        else if (name == u"body")
            takeBody(request, value);
        else if (name == u"contenttype")
            m_contentType = text;
        else if (name == u"useragent")
            request.headers.push_back({QStringLiteral("User-Agent"), text});
        else if (name == u"websession")
            takeSession(request, value.toObject());
        else if (name == u"proxy")
            request.proxy = text;
        else if (name == u"timeoutsec" && text.toDouble() > 0)
            request.deadline = timeOf(text, std::chrono::seconds{1});
        else if (name == u"token")
            request.bearer = text;
        else if (name == u"form")
            request.isForm = true;
        else if (name != u"authentication")
            m_draft.leftOut(
                shown, {},
                WEIR_TEXT("import.powershell_no_place", "Weir has nothing like this option of PowerShell."));
    }

    static void takeHeaders(WebRequest &request, const QJsonObject &headers)
    {
        // Browsers write down HTTP/2's own without their colons.
        static const QStringList ofHttp2{QStringLiteral("authority"), QStringLiteral("method"),
                                         QStringLiteral("path"), QStringLiteral("scheme")};
        const bool hasThem = std::all_of(ofHttp2.begin(), ofHttp2.end(),
                                         [&headers](const QString &name) { return headers.contains(name); });
        for (auto header = headers.begin(); header != headers.end(); ++header) {
            if (!hasThem || !ofHttp2.contains(header.key()))
                request.headers.push_back({header.key(), powerShellText(header.value())});
        }
    }

    /// A hash table is sent as a form, unless it was made JSON before.
    static void takeBody(WebRequest &request, const QJsonValue &value)
    {
        request.isForm = value.isObject();
        request.body = powerShellText(value);
    }

    static void takeSession(WebRequest &request, const QJsonObject &session)
    {
        for (const auto &[key, header] :
             {std::pair(QStringLiteral("useragent"), QStringLiteral("User-Agent")),
              std::pair(QStringLiteral("cookie"), QStringLiteral("Cookie"))}) {
            if (session.contains(key))
                request.headers.push_back({header, session.value(key).toString()});
        }
    }

    PowerShellVariables m_variables;
    PowerShellCursor m_cursor;
    ImportDraft &m_draft;
    QString m_contentType;
};

} // namespace

bool looksLikePowerShell(const QString &text)
{
    static const QRegularExpression form(
        QStringLiteral("(?:^|[=(]\\s*|\\n\\s*)(?:Invoke-WebRequest|Invoke-RestMethod|iwr|irm)\\s"),
        QRegularExpression::CaseInsensitiveOption);
    return text.contains(form);
}

void readPowerShell(const QString &text, ImportDraft &draft)
{
    ScriptReader(text, draft).read();
}

} // namespace weir
