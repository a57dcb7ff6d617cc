// SPDX-License-Identifier: GPL-3.0-or-later
// What is asked before a run of a scenario that names no model, and what is made of each answer.
#include "engine/modelfinder.h"
#include "scenario/check.h"
#include "support/scriptedserver.h"

#include <QSignalSpy>
#include <QTest>

using namespace weir;
using namespace weir::test;
using namespace std::chrono_literals;

Q_DECLARE_METATYPE(weir::test::ServerScript)

namespace {

ServerScript answering(int status, const QByteArray &body)
{
    return ServerScript().readRequest().send(httpResponse(status, body)).repeat();
}

Scenario scenarioAt(const QString &url, TransportKind transport = TransportKind::Qt)
{
    Scenario scenario = defaultScenario();
    scenario.targets.front().url = url;
    scenario.targets.front().model.clear();
    scenario.transport = transport;
    return scenario;
}

struct Finding
{
    std::optional<Result<FoundModels>> result;

    explicit Finding(const Scenario &scenario)
    {
        ModelFinder finder;
        QObject::connect(&finder, &ModelFinder::found, &finder,
                         [this](const Result<FoundModels> &found) { result = found; });
        finder.start(scenario, {});
        const bool ended = QTest::qWaitFor([this] { return result.has_value(); }, 20'000);
        Q_UNUSED(ended);
    }
    [[nodiscard]] QString error() const
    {
        return result && !result->ok() ? result->error().text() : QString();
    }
    [[nodiscard]] QString model() const
    {
        return result && result->ok() ? result->value().scenario.targets.front().model : QString();
    }
    [[nodiscard]] QString warning() const
    {
        return result && result->ok() && !result->value().warnings.empty()
                   ? result->value().warnings.front().english()
                   : QString();
    }
};

} // namespace

class TestModelFinder : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theOnlyOneIsTaken_data()
    {
        QTest::addColumn<TransportKind>("transport");
        QTest::newRow("qt") << TransportKind::Qt;
        QTest::newRow("curl") << TransportKind::Curl;
    }
    void theOnlyOneIsTaken()
    {
        QFETCH(const TransportKind, transport);
        qputenv("WEIR_TEST_MODEL_KEY", "swordfish");
        ScriptedServer server(answering(200, "{\"object\":\"list\",\"data\":[{\"id\":\"only/one\"}]}"));
        Scenario scenario = scenarioAt(server.url(QStringLiteral("/v1")).toString(), transport);
        scenario.targets.front().auth.key = QStringLiteral("env:WEIR_TEST_MODEL_KEY");
        scenario.targets.front().auth.scheme = AuthScheme::Vendor;
        scenario.targets.front().headers = {{QStringLiteral("X-Tenant"), QStringLiteral("acme")}};
        const Finding finding(scenario);
        QCOMPARE(finding.model(), QStringLiteral("only/one"));
        QCOMPARE(finding.result->value().taken.size(), std::size_t{1});
        QVERIFY(finding.result->value().taken.front().english().contains(u"only/one"));
        const std::vector<ReceivedRequest> requests = server.requests();
        QCOMPARE(requests.size(), std::size_t{1});
        QVERIFY2(requests.front().head.startsWith("GET /v1/models HTTP/1.1\r\n"),
                 requests.front().head.constData());
        QCOMPARE(requests.front().header("Authorization"), QByteArray("Bearer swordfish"));
        QCOMPARE(requests.front().header("X-Tenant"), QByteArray("acme"));
        QVERIFY(requests.front().body.isEmpty());
    }

    void aKeyIsNoName_data()
    {
        QTest::addColumn<QByteArray>("name");
        QTest::newRow("plain") << QByteArray("swordfish-1234567");
        QTest::newRow("within") << QByteArray("model/swordfish-1234567");
        QTest::newRow("base64") << QByteArray("swordfish-1234567").toBase64();
    }
    void aKeyIsNoName()
    {
        QFETCH(const QByteArray, name);
        qputenv("WEIR_TEST_MODEL_KEY", "swordfish-1234567");
        ScriptedServer server(answering(200, "{\"data\":[{\"id\":\"" + name + "\"}]}"));
        Scenario scenario = scenarioAt(server.url().toString());
        scenario.targets.front().auth.key = QStringLiteral("env:WEIR_TEST_MODEL_KEY");
        scenario.targets.front().auth.scheme = AuthScheme::Vendor;
        const Finding finding(scenario);
        QCOMPARE(finding.model(), QString());
        const QString said = finding.error() + finding.warning();
        QVERIFY2(said.contains(u"holds the key"), qPrintable(said));
        QVERIFY(!said.contains(QString::fromLatin1(name)));
    }

    void eachTargetIsAsked()
    {
        ScriptedServer first(answering(200, "{\"data\":[{\"id\":\"a\"}]}"));
        ScriptedServer second(answering(200, "{\"models\":[{\"name\":\"b:1\"}]}"));
        Scenario scenario = scenarioAt(first.url().toString());
        scenario.targets.front().name = QStringLiteral("one");
        Target other = scenario.targets.front();
        other.name = QStringLiteral("two");
        other.url = second.url().toString();
        other.vendor = QStringLiteral("ollama-chat");
        Target named = other;
        named.name = QStringLiteral("three");
        named.model = QStringLiteral("own");
        Target unasked = scenario.targets.front();
        unasked.name = QStringLiteral("four");
        scenario.targets.insert(scenario.targets.end(), {other, named, unasked});
        scenario.requests.front().target = QStringLiteral("one");
        RequestTemplate request = scenario.requests.front();
        request.target = QStringLiteral("two");
        scenario.requests.push_back(request);
        QCOMPARE(targetsWithoutModel(scenario, {}), (std::vector<std::size_t>{0, 1}));
        const Finding finding(scenario);
        QVERIFY2(finding.result && finding.result->ok(), qPrintable(finding.error()));
        const std::vector<Target> &targets = finding.result->value().scenario.targets;
        QCOMPARE(targets[0].model, QStringLiteral("a"));
        QCOMPARE(targets[1].model, QStringLiteral("b:1"));
        QCOMPARE(targets[2].model, QStringLiteral("own"));
        QCOMPARE(targets[3].model, QString());
        QCOMPARE(second.requestCount(), 1);
    }

    void nobodyIsAskedInVain()
    {
        Scenario scenario = scenarioAt(QStringLiteral("builtin:"));
        QVERIFY(targetsWithoutModel(scenario, {}).empty());
        scenario.targets.front().url = QStringLiteral("ws://127.0.0.1:9/ws");
        QVERIFY(targetsWithoutModel(scenario, {}).empty());
        scenario.targets.front().url = QStringLiteral("http://127.0.0.1:9");
        QCOMPARE(targetsWithoutModel(scenario, {}).size(), std::size_t{1});
        scenario.requests.front().body = QStringLiteral("{\"prompt\": \"{{prompt}}\"}");
        QVERIFY(targetsWithoutModel(scenario, {}).empty());
        const Finding finding(scenario);
        QVERIFY(finding.result && finding.result->ok());
        QCOMPARE(finding.result->value().scenario, scenario);
    }

    void whatEndsTheSearch_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QString>("said");
        QTest::newRow("several") << 200 << QByteArray("{\"data\":[{\"id\":\"a\"},{\"id\":\"b\"}]}")
                                 << QStringLiteral("has 2: a, b");
        QByteArray many;
        for (int i = 0; i < 300; ++i)
            many += ",{\"id\":\"m" + QByteArray::number(i) + "\"}";
        QTest::newRow("many") << 200 << "{\"data\":[" + many.sliced(1) + "]}"
                              << QStringLiteral("has 300: m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, …");
        QTest::newRow("none") << 200 << QByteArray("{\"data\":[]}") << QStringLiteral("is empty");
        QTest::newRow("unknown") << 404 << QByteArray("no") << QStringLiteral("status 404. Name one");
        QTest::newRow("no key") << 401 << QByteArray("no")
                                << QStringLiteral("status 401. Give the service's key");
        QTest::newRow("forbidden") << 403 << QByteArray("no") << QStringLiteral("status 403. Give the");
    }
    void whatEndsTheSearch()
    {
        QFETCH(const int, status);
        QFETCH(const QByteArray, body);
        QFETCH(const QString, said);
        ScriptedServer server(answering(status, body));
        const Finding finding(scenarioAt(server.url().toString()));
        QVERIFY(finding.result);
        QVERIFY2(finding.error().contains(said), qPrintable(finding.error()));
        QVERIFY(finding.error().contains(u"--model NAME"));
        QVERIFY(finding.error().startsWith(u"/targets/0/model"));
    }

    void whatTellsNothingIsWarnedOf_data()
    {
        QTest::addColumn<ServerScript>("script");
        QTest::addColumn<QString>("said");
        const auto row = [](const char *name, const ServerScript &script, const char *said) {
            QTest::newRow(name) << script << QString::fromLatin1(said);
        };
        row("another document", answering(200, "{\"ok\": true}"), "is no list of models");
        row("a broken server", answering(500, "{}"), "answered with status 500");
        row("no such method", answering(501, "{}"), "answered with status 501");
        row("a stream without an end",
            ServerScript().readRequest().send(sseHead()).flood(chunk(sse("x")), 10'000'000),
            "is no list of models");
        row("a long document",
            ServerScript()
                .readRequest()
                .send(
                    "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n")
                .flood(chunk(QByteArray(65'536, ' ')), 10'000'000),
            "longer than 1 MiB");
        row("a cut one",
            ServerScript().readRequest().send("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{").close(),
            "gave no list of models");
        row("silence", ServerScript().readRequest(), "within 5 s");
    }
    void whatTellsNothingIsWarnedOf()
    {
        QFETCH(const ServerScript, script);
        QFETCH(const QString, said);
        ScriptedServer server(script);
        const Finding finding(scenarioAt(server.url().toString()));
        QVERIFY(finding.result && finding.result->ok());
        QCOMPARE(finding.model(), QString());
        QVERIFY2(finding.warning().contains(said), qPrintable(finding.warning()));
        QVERIFY(finding.warning().contains(u"--model NAME"));
    }

    void whoIsNotThereIsLeftToTheRun()
    {
        const Finding finding(scenarioAt(QStringLiteral("http://127.0.0.1:1")));
        QVERIFY(finding.result && finding.result->ok());
        QVERIFY(!finding.warning().isEmpty());
    }

    void keysStayOutOfTheWords()
    {
        qputenv("WEIR_TEST_MODEL_KEY", "swordfish-secret");
        ScriptedServer server(answering(404, "no"));
        QUrl url = server.url();
        url.setUserInfo(QStringLiteral("me:swordfish-secret"));
        url.setQuery(QStringLiteral("api_key=swordfish-secret"));
        const Finding finding(scenarioAt(url.toString()));
        QVERIFY(!finding.error().isEmpty());
        QVERIFY2(!finding.error().contains(u"swordfish"), qPrintable(finding.error()));
    }

    void aRefusedKeyIsNamed()
    {
        qputenv("WEIR_TEST_MODEL_KEY", "swordfish");
        ScriptedServer server(answering(401, "no"));
        Scenario scenario = scenarioAt(server.url().toString());
        scenario.targets.front().auth.key = QStringLiteral("env:WEIR_TEST_MODEL_KEY");
        scenario.targets.front().auth.scheme = AuthScheme::Vendor;
        const Finding finding(scenario);
        QVERIFY2(finding.error().contains(u"env:WEIR_TEST_MODEL_KEY"), qPrintable(finding.error()));
        QVERIFY(!finding.error().contains(u"swordfish"));
    }

    void aSecretThatIsNotThereIsAnError()
    {
        qunsetenv("WEIR_TEST_NO_KEY");
        Scenario scenario = scenarioAt(QStringLiteral("http://127.0.0.1:1"));
        scenario.targets.front().auth.key = QStringLiteral("env:WEIR_TEST_NO_KEY");
        scenario.targets.front().auth.scheme = AuthScheme::Vendor;
        const Finding finding(scenario);
        QVERIFY(finding.error().contains(u"WEIR_TEST_NO_KEY"));
    }

    void aCancelledSearchIsNotHeard()
    {
        ScriptedServer server(ServerScript().readRequest());
        ModelFinder finder;
        QSignalSpy found(&finder, &ModelFinder::found);
        finder.start(scenarioAt(server.url().toString()), {});
        QVERIFY(finder.isGoingOn());
        QTRY_COMPARE(server.requestCount(), 1);
        finder.cancel();
        QVERIFY(!finder.isGoingOn());
        QTRY_COMPARE(server.openConnectionCount(), 0);
        ScriptedServer other(answering(200, "{\"data\":[{\"id\":\"m\"}]}"));
        finder.start(scenarioAt(other.url().toString()), {});
        QTRY_COMPARE(found.count(), 1);
    }
};

QTEST_GUILESS_MAIN(TestModelFinder)
#include "tst_modelfinder.moc"
