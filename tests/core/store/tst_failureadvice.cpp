// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/failureadvice.h"

#include <QTest>

using namespace weir;

class TestFailureAdvice : public QObject
{
    Q_OBJECT

private:
    static Scenario scenarioTo(const QString &url)
    {
        Scenario scenario;
        Target target;
        target.name = QStringLiteral("shop");
        target.url = url;
        scenario.targets = {target};
        return scenario;
    }
    static Summary failing(const QString &key, const QString &words)
    {
        Summary summary;
        summary.errorExamples[key] = {Message::verbatim(words), RequestId{1}, TargetIndex{0}, 1};
        return summary;
    }

private Q_SLOTS:
    void fieldsOfTheirCures()
    {
        Scenario scenario = scenarioTo(QStringLiteral("http://h"));
        const auto fieldOf = [&scenario](const char *key, const char *words) {
            const std::vector<Cure> cures =
                curesOf(failing(QString::fromLatin1(key), QString::fromLatin1(words)), scenario);
            return cures.empty() ? QString() : cures.front().field;
        };
        QCOMPARE(fieldOf("http_4xx:401", "HTTP status 401."), QStringLiteral("/targets/0/auth/key"));
        QCOMPARE(fieldOf("http_4xx:404", "HTTP status 404."), QStringLiteral("/targets/0/url"));
        QCOMPARE(fieldOf("connect_refused", ""), QStringLiteral("/targets/0/url"));
        QCOMPARE(fieldOf("stall_timeout", ""), QString());
        scenario.targets.front().proxy = QStringLiteral("http://proxy:3128");
        QCOMPARE(fieldOf("connect_refused", ""), QStringLiteral("/targets/0/proxy"));
        RequestRecord record;
        record.outcome.outcome = OutcomeClass::ConnectRefused;
        QCOMPARE(cureOf(record, scenario)->field, QStringLiteral("/targets/0/proxy"));
        record.outcome.outcome = OutcomeClass::Success;
        QVERIFY(!cureOf(record, scenario));
    }

    void causes_data()
    {
        QTest::addColumn<QString>("url");
        QTest::addColumn<QString>("key");
        QTest::addColumn<QString>("words");
        QTest::addColumn<QString>("says");
        const auto row = [](const char *name, const char *url, const char *key, const char *words,
                            const char *says) {
            QTest::newRow(name) << QString::fromLatin1(url) << QString::fromLatin1(key)
                                << QString::fromLatin1(words) << QString::fromLatin1(says);
        };
        row("no key", "http://h", "http_4xx:401", "HTTP status 401.",
            "sends none. Name one with --key env:NAME");
        row("wrong address", "http://h", "http_4xx:404", "HTTP status 404.",
            "sent to http://h/v1/chat/completions, which");
        row("wrong method", "http://h", "http_4xx:405", "HTTP status 405.", "http://h/v1/chat/completions");
        row("address beside the preset's", "http://h/api/chat", "http_4xx:404", "HTTP status 404.",
            "sent to http://h/api/chat/v1/chat/completions, which the service does not know. The preset "
            "\"openai-chat\" documents http://h/v1/chat/completions: try that");
        row("whole address beside the preset's", "http://h/api/v3/chat/completions?a=b", "http_4xx:404",
            "HTTP status 404.", "documents http://h/v1/chat/completions");
        row("moved", "http://h", "http_3xx:308", "HTTP status 308.", "elsewhere");
        row("another parameter", "http://h", "http_4xx:400",
            "Unsupported parameter: 'max_tokens'. Use 'max_completion_tokens' instead.", "--max-tokens");
        row("self-signed", "https://h:8443", "tls_failure",
            "SSL certificate problem: self-signed certificate", "name it with --ca FILE");
        row("unknown CA", "https://h:8443", "tls_failure",
            "The certificate of h is signed by a CA that is not trusted here.",
            "signed the certificate of h:8443 with --ca FILE");
        row("expired", "https://h", "tls_failure", "The certificate of h has expired.",
            "this machine's clock");
        row("another host", "https://h", "tls_failure",
            "SSL: no alternative certificate subject name matches target host name 'h'",
            "by a name that stands");
        row("wants the client's", "https://h", "tls_failure",
            "The TLS handshake or the certificate check failed. (tlsv13 alert certificate required)",
            "name one with --cert FILE and --key-file");
        row("no common version", "https://h", "tls_failure",
            "The TLS handshake or the certificate check failed. (no protocols available)", "No TLS session");
        row("no TLS there", "https://h:8000", "tls_failure", "routines::wrong version number",
            "h:8000 does not speak TLS. Try http://h:8000");
        row("TLS there", "http://h:8443", "closed_before_response", "Connection reset by peer",
            "If it speaks HTTPS, try https://h:8443");
        row("TLS there, told", "http://h", "http_4xx:400",
            "HTTP status 400: The plain HTTP request was sent to HTTPS port", "try https://h");
        row("nothing listens", "http://h", "connect_refused", "", "Nothing listens on h:80");
        row("no host", "https://nowhere.example/v1", "dns_failure", "", "the name nowhere.example");
        row("silent host", "https://h", "connect_timeout", "", "h:443 did not answer");
        row("closed over TLS", "https://h", "closed_before_response", "", "");
        row("a fault of the service", "http://h", "http_5xx:500", "HTTP status 500.", "");
        row("another bad request", "http://h", "http_4xx:400", "HTTP status 400.", "");
        row("within the program", "builtin:", "connect_refused", "", "");
    }
    void causes()
    {
        QFETCH(const QString, url);
        QFETCH(const QString, key);
        QFETCH(const QString, words);
        QFETCH(const QString, says);
        const QStringList advice = englishOf(adviceOn(failing(key, words), scenarioTo(url)));
        QCOMPARE(advice.isEmpty(), says.isEmpty());
        QVERIFY2(advice.join(u' ').contains(says), qPrintable(advice.join(u' ')));
    }

    /// What isn't streamed may go elsewhere.
    void theAddressIsThatOfTheRequests()
    {
        Scenario scenario = scenarioTo(QStringLiteral("http://h"));
        scenario.targets[0].vendor = QStringLiteral("gemini");
        scenario.targets[0].model = QStringLiteral("m");
        scenario.requests.emplace_back();
        const auto advice = [&scenario] {
            return adviceOn(failing(QStringLiteral("http_4xx:404"), QStringLiteral("HTTP status 404.")),
                            scenario)
                .at(0)
                .english();
        };
        QVERIFY2(advice().contains(u"m:streamGenerateContent"), qPrintable(advice()));
        scenario.requests[0].stream = false;
        QVERIFY2(advice().contains(u"m:generateContent"), qPrintable(advice()));
    }

    void whoShowsACertificateIsToldOfThatOne()
    {
        Scenario scenario = scenarioTo(QStringLiteral("https://h"));
        scenario.targets[0].tls.certificate = QStringLiteral("me.pem");
        const Summary refused =
            failing(QStringLiteral("tls_failure"),
                    QStringLiteral("h refuses the client certificate (TLS alert: unknown ca)."));
        QVERIFY(adviceOn(refused, scenario)
                    .at(0)
                    .english()
                    .contains(u"does not take the client certificate me.pem"));
    }

    void aProxyThatWantsANameIsTold()
    {
        Scenario scenario = scenarioTo(QStringLiteral("https://h"));
        scenario.targets[0].proxy = QStringLiteral("http://me:env:SECRET@proxy:3128");
        for (const QString &key : {QStringLiteral("connect_failed"), QStringLiteral("http_4xx:407")}) {
            const QString advice =
                adviceOn(failing(key, QStringLiteral("CONNECT tunnel failed, response 407")), scenario)
                    .at(0)
                    .english();
            QVERIFY2(advice.contains(u"http://proxy:3128") && advice.contains(u"user and a password"),
                     qPrintable(advice));
        }
    }

    void theKeyIsNamedByItsReference()
    {
        Scenario scenario = scenarioTo(QStringLiteral("http://h"));
        scenario.targets[0].auth.key = QStringLiteral("env:SHOP_KEY");
        const Summary refused = failing(QStringLiteral("http_4xx:401"), {});
        QVERIFY(adviceOn(refused, scenario).at(0).english().contains(u"taken from env:SHOP_KEY"));
        scenario.targets[0].auth.key.clear();
        scenario.targets[0].headers = {{QStringLiteral("X-Key"), QStringLiteral("Token file:/run/key")}};
        const QString header = adviceOn(refused, scenario).at(0).english();
        QVERIFY2(header.contains(u"header X-Key") && header.contains(u"file:/run/key"), qPrintable(header));
    }

    void oneCauseIsToldOnce()
    {
        Summary summary = failing(QStringLiteral("http_4xx:401"), {});
        summary.errorExamples[QStringLiteral("http_4xx:403")] = {Message(), RequestId{2}, TargetIndex{0}, 1};
        summary.errorExamples[QStringLiteral("api_error")] = {Message(), RequestId{3}, TargetIndex{7}, 1};
        QCOMPARE(adviceOn(summary, scenarioTo(QStringLiteral("http://h"))).size(), std::size_t{1});
        QVERIFY(adviceOn(Summary(), scenarioTo(QStringLiteral("http://h"))).empty());
    }
};

QTEST_APPLESS_MAIN(TestFailureAdvice)
#include "tst_failureadvice.moc"
