// SPDX-License-Identifier: GPL-3.0-or-later
#include "imports/curlcommand.h"

#include "imports/curloptions.h"
#include "imports/importnumber.h"
#include "imports/importtime.h"
#include "imports/requestmapper.h"
#include "imports/shellwords.h"
#include "imports/variables.h"
#include "scenario/limits.h"

#include <QRegularExpression>
#include <QUrl>

#include <algorithm>

namespace weir {

namespace {

bool isCurl(const QString &word)
{
    const QString name = word.section(QRegularExpression(QStringLiteral("[/\\\\]")), -1).toLower();
    return name == u"curl" || name == u"curl.exe";
}

/// Options whose value may be a secret.
bool isPrivate(const QString &option)
{
    return option.contains(u"pass") || option.contains(u"user") || option.contains(u"header") ||
           option.contains(u"cookie") || option == u"--proxy-cert";
}

/// The words of one command, as requests.
class CurlReader
{
public:
    CurlReader(const ShellCommand &command, qsizetype first, ImportDraft &draft)
        : m_command(command), m_at(first), m_draft(draft)
    {
    }

    void read()
    {
        bool onlyUrls = false;
        while (m_at < m_command.words.size()) {
            const QString word = m_command.words.at(m_at++);
            if (onlyUrls || !word.startsWith(u'-') || word == u"-")
                m_urls.append(word);
            else if (word == u"--")
                onlyUrls = true;
            else if (word.startsWith(u"--"))
                takeLong(word.mid(2));
            else
                takeLetters(word.mid(1));
        }
        endRequest();
        for (const QString &rest : m_command.ignored)
            m_draft.leftOut(rest, {},
                            WEIR_TEXT("import.shell_rest", "What a shell does with an answer is no part of a "
                                                           "request."));
    }

private:
    void takeLong(const QString &written)
    {
        std::optional<CurlSwitch> found = curlSwitch(written);
        if (!found && written.contains(u'=')) {
            // curl has no such form, people write it all the same.
            found = curlSwitch(written.section(u'=', 0, 0));
            if (found && found->takesValue) {
                take(*found, written.section(u'=', 1));
                return;
            }
        }
        if (!found) {
            unknown(QStringLiteral("--") + written);
            return;
        }
        take(*found, found->takesValue ? nextWord() : QString());
    }

    /// "-sSXPOST": letters in one word, the rest of which is the value of one that takes it.
    void takeLetters(const QString &letters)
    {
        for (qsizetype i = 0; i < letters.size(); ++i) {
            const std::optional<CurlSwitch> found = curlSwitch(letters.at(i));
            if (!found) {
                unknown(QStringLiteral("-") + letters.at(i));
                continue;
            }
            if (!found->takesValue) {
                take(*found, {});
                continue;
            }
            take(*found, i + 1 < letters.size() ? letters.mid(i + 1) : nextWord());
            return;
        }
    }

    QString nextWord() { return m_at < m_command.words.size() ? m_command.words.at(m_at++) : QString(); }

    void unknown(const QString &option)
    {
        m_draft.leftOut(option, {}, WEIR_TEXT("import.curl_unknown", "curl has no such option."));
    }

    void take(const CurlSwitch &found, const QString &value)
    {
        if (takeWhatIsSent(found, value) || takeWire(found, value))
            return;
        switch (found.option) {
        case CurlOption::Url:
            m_urls.append(value);
            break;
        case CurlOption::Next:
            endRequest();
            break;
        case CurlOption::Compressed:
            m_draft.leftOut(
                found.name, {},
                WEIR_TEXT("import.no_compression",
                          "Weir asks for answers that are not compressed, since a compressed stream "
                          "hides when a token came."));
            break;
        case CurlOption::Redirects:
            m_draft.leftOut(found.name, value,
                            WEIR_TEXT("import.no_redirects",
                                      "Weir follows no redirect; an answer that is one "
                                      "counts as an error."));
            break;
        case CurlOption::Unbuffered:
            m_draft.leftOut(
                found.name, value,
                WEIR_TEXT("import.always_unbuffered", "Weir reads each event as it comes, always."));
            break;
        case CurlOption::Output:
            m_draft.leftOut(found.name, value,
                            WEIR_TEXT("import.curl_output",
                                      "It tells what curl shows or keeps; a run keeps its "
                                      "figures in its run file."));
            break;
        default:
            m_draft.leftOut(found.name, isPrivate(found.name) ? QString() : value,
                            WEIR_TEXT("import.curl_no_place", "Weir has nothing like this option of curl."));
            break;
        }
    }

    /// Method, headers and body.
    bool takeWhatIsSent(const CurlSwitch &found, const QString &value)
    {
        switch (found.option) {
        case CurlOption::Header:
            addHeader(value);
            return true;
        case CurlOption::UserAgent:
            m_request.headers.push_back({QStringLiteral("User-Agent"), value});
            return true;
        case CurlOption::Referer:
            m_request.headers.push_back({QStringLiteral("Referer"), value});
            return true;
        case CurlOption::Cookie:
            takeCookie(found.name, value);
            return true;
        case CurlOption::Data:
        case CurlOption::DataBinary:
        case CurlOption::Json:
            addData(found, value);
            return true;
        case CurlOption::DataRaw:
            join(value, u"&");
            return true;
        case CurlOption::DataUrlEncode:
        case CurlOption::Form:
            m_request.isForm = true;
            join(value, u"&");
            return true;
        case CurlOption::Request:
            m_request.method = value;
            return true;
        case CurlOption::Head:
        case CurlOption::Get:
            m_request.method =
                found.option == CurlOption::Head ? QStringLiteral("HEAD") : QStringLiteral("GET");
            return true;
        case CurlOption::User:
            m_request.user = value.section(u':', 0, 0);
            m_request.password = value.section(u':', 1);
            return true;
        case CurlOption::Bearer:
            m_request.bearer = value;
            m_request.bearerPlace = found.name;
            return true;
        default:
            return false;
        }
    }

    /// How it is sent.
    bool takeWire(const CurlSwitch &found, const QString &value)
    {
        switch (found.option) {
        case CurlOption::Insecure:
            m_request.verifyTls = false;
            return true;
        case CurlOption::CaFile:
            m_request.tls.ca = shownVariables(value);
            return true;
        case CurlOption::Certificate:
            m_request.tls.certificate = shownVariables(value.section(u':', 0, 0));
            m_request.tls.keyPassword = value.section(u':', 1);
            return true;
        case CurlOption::Key:
            m_request.tls.key = shownVariables(value);
            return true;
        case CurlOption::KeyPassword:
            m_request.tls.keyPassword = value;
            return true;
        case CurlOption::Proxy:
            m_request.proxy = value;
            return true;
        case CurlOption::SocksProxy:
            m_request.proxy = QStringLiteral("socks5://") + value;
            return true;
        case CurlOption::SocksHostProxy:
            m_request.proxy = QStringLiteral("socks5h://") + value;
            return true;
        case CurlOption::ProxyUser:
            m_proxyUser = value;
            return true;
        case CurlOption::Http2:
        case CurlOption::Http1:
            m_request.http2 = found.option == CurlOption::Http2;
            return true;
        case CurlOption::ConnectTimeout:
        case CurlOption::MaxTime:
            takeTime(found, value);
            return true;
        case CurlOption::Retry:
            m_request.attempts =
                quint32(
                    numberOf(m_draft, found.name, value, {0, limits::maxAttempts - 1, true}).value_or(0)) +
                1;
            return true;
        default:
            return false;
        }
    }

    void takeTime(const CurlSwitch &found, const QString &value)
    {
        const std::optional<Nanoseconds> time = timeOf(value, std::chrono::seconds{1});
        if (!time || time->count() == 0)
            m_draft.leftOut(found.name, value,
                            WEIR_TEXT("import.no_time", "This is no number of seconds that Weir can wait."));
        else if (found.option == CurlOption::MaxTime)
            m_request.deadline = time;
        else
            m_request.connectTimeout = time;
    }

    void addHeader(const QString &text)
    {
        if (text.startsWith(u'@')) {
            m_draft.leftOut(QStringLiteral("--header"), text,
                            WEIR_TEXT("import.headers_of_file",
                                      "Headers out of a file are not read. Write them "
                                      "into the target."));
            return;
        }
        const qsizetype colon = text.indexOf(u':');
        if (colon < 0) {
            // "Name;" sends a header without a value.
            m_draft.leftOut(QStringLiteral("--header"), text,
                            WEIR_TEXT("import.no_header", "This is no header with a value of one line."));
            return;
        }
        const QString value = text.mid(colon + 1).trimmed();
        if (value.isEmpty())
            m_draft.leftOut(QStringLiteral("--header"), text,
                            WEIR_TEXT("import.header_taken_off",
                                      "It takes a header of curl's own off; Weir sends "
                                      "its own."));
        else
            m_request.headers.push_back({text.left(colon).trimmed(), value});
    }

    void takeCookie(const QString &option, const QString &value)
    {
        if (value.contains(u'='))
            m_request.headers.push_back({QStringLiteral("Cookie"), value});
        else
            m_draft.leftOut(option, value,
                            WEIR_TEXT("import.cookies_of_file", "Cookies out of a file are not read."));
    }

    void addData(const CurlSwitch &found, const QString &value)
    {
        m_isJson = m_isJson || found.option == CurlOption::Json;
        const QStringView between = found.option == CurlOption::Json ? QStringView() : QStringView(u"&");
        if (!value.startsWith(u'@')) {
            join(value, between);
            return;
        }
        if (value == u"@-" && !m_command.input.isEmpty()) {
            join(m_command.input, between);
            return;
        }
        const Result<QByteArray> content = m_draft.readFile(shownVariables(value.mid(1)));
        if (content) {
            QString text = withoutMarks(QString::fromUtf8(*content));
            if (found.option == CurlOption::Data)
                text.remove(u'\n').remove(u'\r');
            join(text, between);
            return;
        }
        m_draft.refused(
            found.name, value,
            Message(WEIR_TEXT("import.body_of_file", "The body's file is not here: %1. Put its text in "
                                                     "the place of the file's name."),
                    content.error().what));
    }

    void join(const QString &data, QStringView between)
    {
        m_request.body = m_request.body ? *m_request.body + between.toString() + data : data;
    }

    void endRequest()
    {
        if (!m_proxyUser.isEmpty())
            addProxyUser();
        const bool hasType =
            std::any_of(m_request.headers.begin(), m_request.headers.end(), [](const Header &header) {
                return header.name.compare(u"content-type"_qs, Qt::CaseInsensitive) == 0;
            });
        if (m_request.body && !m_request.isForm && !hasType && !m_isJson)
            m_draft.changed(QStringLiteral("header Content-Type"), {},
                            WEIR_TEXT("import.type_is_json",
                                      "curl would call the body a form, since no type is "
                                      "named; Weir says application/json."));
        for (const QString &url : m_urls) {
            WebRequest request = m_request;
            request.url = url;
            addRequest(m_draft, request);
        }
        if (m_urls.isEmpty())
            m_draft.refused(QStringLiteral("curl"), {},
                            WEIR_TEXT("import.curl_without_url", "The command has no URL."));
        m_urls.clear();
        m_request = {};
        m_proxyUser.clear();
        m_isJson = false;
    }

    void addProxyUser()
    {
        QUrl proxy(m_request.proxy.contains(u"://"_qs) ? m_request.proxy
                                                       : QStringLiteral("http://") + m_request.proxy);
        proxy.setUserName(m_proxyUser.section(u':', 0, 0), QUrl::DecodedMode);
        proxy.setPassword(shownVariables(m_proxyUser.section(u':', 1)), QUrl::DecodedMode);
        if (proxy.isValid() && !proxy.host().isEmpty())
            m_request.proxy = proxy.toString(QUrl::FullyEncoded);
    }

    const ShellCommand &m_command;
    qsizetype m_at;
    ImportDraft &m_draft;
    WebRequest m_request;
    QStringList m_urls;
    QString m_proxyUser;
    bool m_isJson = false;
};

/// Where a command's own words begin: behind a prompt, variables that are set and words like "time".
qsizetype firstWord(const QStringList &words)
{
    static const QRegularExpression setting(QStringLiteral("^[A-Za-z_][A-Za-z0-9_]*="));
    static const QStringList before{QStringLiteral("$"),    QStringLiteral(">"),    QStringLiteral("%"),
                                    QStringLiteral("#"),    QStringLiteral("time"), QStringLiteral("sudo"),
                                    QStringLiteral("exec"), QStringLiteral("&")};
    qsizetype first = 0;
    while (first < words.size() && (before.contains(words.at(first)) || words.at(first).contains(setting)))
        ++first;
    return first;
}

} // namespace

bool looksLikeCurl(const QString &text)
{
    static const QRegularExpression form(
        QStringLiteral("^\\s*(?:[$>%#]\\s+)?(?:[A-Za-z_]\\w*=\\S*\\s+|time\\s+|sudo\\s+)*(?:\\S*[/"
                       "\\\\])?curl(?:\\.exe)?\\s"),
        QRegularExpression::MultilineOption | QRegularExpression::CaseInsensitiveOption);
    return text.contains(form);
}

void readCurl(const QString &text, ImportDraft &draft)
{
    for (const ShellCommand &command : shellCommands(text, shellDialectOf(text))) {
        const qsizetype first = firstWord(command.words);
        if (first < command.words.size() && isCurl(command.words.at(first)))
            CurlReader(command, first + 1, draft).read();
        else
            // Its name alone: it may set a variable to a key.
            draft.leftOut(command.words.value(std::min(first, command.words.size() - 1)).section(u'=', 0, 0),
                          {}, WEIR_TEXT("import.other_command", "This command is none that Weir knows."));
    }
}

} // namespace weir
