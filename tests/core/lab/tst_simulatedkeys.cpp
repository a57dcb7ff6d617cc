// SPDX-License-Identifier: GPL-3.0-or-later
// A gateway with keys and tokens: whom it admits as whom, and how requests are refused, over sockets and in
// virtual time alike.
#include "labrig.h"
#include "support/dialectpresets.h"

#include <QMessageAuthenticationCode>
#include <QTest>

#include <map>

using namespace weir;
using namespace weir::test;
using namespace std::chrono_literals;

namespace {

const QByteArray tokenSecret = "a secret of the tests, long enough";

ApiKeyConfig keyOf(const QString &name, const QString &reference)
{
    ApiKeyConfig key;
    key.name = name;
    key.key = reference;
    return key;
}

/// Two tenants: one may ask twice at once, the other five times, and then neither for a long time.
ServiceConfig twoTenants()
{
    ServiceConfig config = fixedService(5ms, 1ms, 3);
    GatewayConfig &gateway = config.model.gateway;
    gateway.keys = {keyOf(u"blue"_qs, u"env:WEIR_TEST_BLUE"_qs), keyOf(u"red"_qs, u"env:WEIR_TEST_RED"_qs)};
    for (ApiKeyConfig &key : gateway.keys)
        key.limits.requestsPerSecond = 0.001;
    gateway.keys[0].limits.requestBurst = 2;
    gateway.keys[1].limits.requestBurst = 5;
    return config;
}

ServiceConfig withTokens()
{
    ServiceConfig config = fixedService(5ms, 1ms, 3);
    config.model.gateway.jwt.secret = u"env:WEIR_TEST_JWT"_qs;
    config.model.gateway.jwt.leeway = 0s;
    return config;
}

void putToken(const QByteArray &claims)
{
    const auto encoded = [](const QByteArray &bytes) {
        return bytes.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
    };
    const QByteArray text = encoded(R"({"alg":"HS256","typ":"JWT"})") + '.' + encoded(claims);
    const QByteArray mark = QMessageAuthenticationCode::hash(text, tokenSecret, QCryptographicHash::Sha256);
    qputenv("WEIR_TEST_TOKEN", text + '.' + encoded(mark));
}

Auth authWith(AuthScheme scheme, const QString &reference)
{
    Auth auth;
    auth.scheme = scheme;
    auth.key = reference;
    return auth;
}

Scenario users(quint32 count, quint64 requests, const Auth &auth = {})
{
    Scenario scenario = scenarioFor(u"http://127.0.0.1:1"_qs, requests);
    ClosedLoad closed;
    closed.users = count;
    scenario.load.first().model = closed;
    scenario.targets.front().auth = auth;
    return scenario;
}

/// Half of the requests with each key.
Scenario bothTenants(quint32 count, quint64 requests)
{
    Scenario scenario = users(count, requests, authWith(AuthScheme::Bearer, u"env:WEIR_TEST_BLUE"_qs));
    Target red = scenario.targets.front();
    red.name = u"red"_qs;
    red.auth = authWith(AuthScheme::Header, u"env:WEIR_TEST_RED"_qs);
    scenario.targets.push_back(red);
    RequestTemplate ask = scenario.requests.front();
    ask.name = u"as red"_qs;
    ask.target = red.name;
    scenario.requests.push_back(ask);
    return scenario;
}

/// Class and detail of every request.
std::map<quint64, QString> endsOf(const LabRun &run)
{
    std::map<quint64, QString> ends;
    for (const RequestRecord &record : run.records)
        ends[record.request.value()] = QStringLiteral("%1:%2 %3")
                                           .arg(toString(record.outcome.outcome), record.outcome.detail,
                                                record.outcome.message.english());
    return ends;
}

Result<SimulationResult> tried(const Scenario &scenario, const ServiceConfig &service)
{
    SimulationRequest request;
    request.scenario = scenario;
    request.service = service;
    return simulate(request);
}

} // namespace

class TestSimulatedKeys : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void limitsAreOfEachKey();
    void prioritiesAreOfEachKey();
    void refusalsAreTheSame_data();
    void refusalsAreTheSame();
    void faultsRefuseTheSame_data();
    void faultsRefuseTheSame();
    void aWrongKeyMeetsNoFault();
    void tokensExpireInVirtualTime();
    void missingSecretsAreErrors_data();
    void missingSecretsAreErrors();
};

void TestSimulatedKeys::initTestCase()
{
    qputenv("WEIR_TEST_BLUE", "the blue one");
    qputenv("WEIR_TEST_RED", "the red one");
    qputenv("WEIR_TEST_WRONG", "another one");
    qputenv("WEIR_TEST_JWT", tokenSecret);
    putToken(R"({"sub":"ada"})");
}

void TestSimulatedKeys::limitsAreOfEachKey()
{
    // One after the other, so that it is the same requests that come too late.
    const Scenario scenario = bothTenants(1, 30);
    const LabRun real = live(scenario, twoTenants());
    const LabRun modelled = simulated(scenario, twoTenants());
    std::map<quint32, int> admitted;
    for (const RequestRecord &record : modelled.records)
        admitted[record.target.value()] += record.outcome.outcome == OutcomeClass::Success ? 1 : 0;
    QCOMPARE(admitted, (std::map<quint32, int>{{0, 2}, {1, 5}}));
    QCOMPARE(countOf(modelled, OutcomeClass::RateLimited), quint64(23));
    QVERIFY(endsOf(modelled) == endsOf(real));
}

void TestSimulatedKeys::prioritiesAreOfEachKey()
{
    ServiceConfig service = twoTenants();
    for (ApiKeyConfig &key : service.model.gateway.keys)
        key.limits = {};
    service.model.gateway.keys[1].priority = 7;
    service.model.scheduler.kind = SchedulerKind::None;
    service.model.scheduler.workers = 1;
    service.model.output.tokens = RandomFigure::fixed(1);
    service.model.replicas.hostPerRequest = 60ms;
    const Scenario scenario = bothTenants(12, 12);
    for (const LabRun &run : {simulated(scenario, service), live(scenario, service)}) {
        QCOMPARE(run.summary.requests.succeeded, quint64(12));
        std::vector<RequestRecord> records = run.records;
        std::ranges::sort(records, {}, [](const RequestRecord &record) { return *record.closed; });
        // Whoever came first was served when nobody waited yet.
        QVERIFY(std::is_sorted(records.begin() + 1, records.end(),
                               [](const RequestRecord &a, const RequestRecord &b) {
                                   return a.target.value() > b.target.value();
                               }));
    }
}

void TestSimulatedKeys::refusalsAreTheSame_data()
{
    QTest::addColumn<QString>("vendor");
    QTest::addColumn<int>("scheme");
    QTest::addColumn<QString>("key");
    QTest::addColumn<int>("outcome");
    const auto row = [](const char *name, const QString &vendor, AuthScheme scheme, const QString &key,
                        OutcomeClass outcome) {
        QTest::newRow(name) << vendor << int(scheme) << key << int(outcome);
    };
    using O = OutcomeClass;
    const QString openai = u"openai-chat"_qs;
    row("right", openai, AuthScheme::Bearer, u"env:WEIR_TEST_RED"_qs, O::Success);
    row("right, its own header", openai, AuthScheme::Header, u"env:WEIR_TEST_RED"_qs, O::Success);
    row("wrong", openai, AuthScheme::Bearer, u"env:WEIR_TEST_WRONG"_qs, O::Http4xx);
    row("wrong, its own header", openai, AuthScheme::Header, u"env:WEIR_TEST_WRONG"_qs, O::Http4xx);
    row("none", openai, AuthScheme::None, {}, O::Http4xx);
    row("no token", openai, AuthScheme::Bearer, u"env:WEIR_TEST_TOKEN"_qs, O::Http4xx);
    row("anthropic", u"anthropic"_qs, AuthScheme::None, {}, O::Http4xx);
    row("dashscope", u"dashscope"_qs, AuthScheme::Bearer, u"env:WEIR_TEST_WRONG"_qs, O::Http4xx);
    row("errors in 200", u"qianfan"_qs, AuthScheme::Bearer, u"env:WEIR_TEST_WRONG"_qs, O::ApiError);
}

void TestSimulatedKeys::refusalsAreTheSame()
{
    QFETCH(QString, vendor);
    QFETCH(int, scheme);
    QFETCH(QString, key);
    QFETCH(int, outcome);
    for (const bool stream : {true, false}) {
        Scenario scenario = users(2, 4, authWith(static_cast<AuthScheme>(scheme), key));
        scenario.targets.front().vendor = vendor;
        scenario.requests.front().stream = stream;
        const LabRun modelled = simulated(scenario, twoTenants());
        for (const RequestRecord &record : modelled.records)
            QCOMPARE(toString(record.outcome.outcome), toString(static_cast<OutcomeClass>(outcome)));
        const LabRun real = live(scenario, twoTenants());
        QCOMPARE(endsOf(modelled).size(), std::size_t(4));
        QCOMPARE(endsOf(modelled), endsOf(real));
        QVERIFY(modelled.summary.errorDetails == real.summary.errorDetails);
    }
}

void TestSimulatedKeys::faultsRefuseTheSame_data()
{
    QTest::addColumn<QString>("vendor");
    for (const QString &name : presetsWithDialect())
        QTest::newRow(qPrintable(name)) << name;
}

void TestSimulatedKeys::faultsRefuseTheSame()
{
    QFETCH(QString, vendor);
    ServiceConfig service = fixedService(5ms, 1ms, 3);
    service.faults = {{FaultKind::RateLimit, 0.3}, {FaultKind::Http500, 0.3}, {FaultKind::BusinessCode, 0.3}};
    service.model.gateway.limits.requestsPerSecond = 0.001;
    service.model.gateway.limits.requestBurst = 1;
    Scenario scenario = users(1, 30);
    scenario.targets.front().vendor = vendor;
    const LabRun real = live(scenario, service);
    const LabRun modelled = simulated(scenario, service, real.summary.run.right(10));
    QCOMPARE(modelled.summary.requests.failed, real.summary.requests.failed);
    QCOMPARE(endsOf(modelled), endsOf(real));
}

void TestSimulatedKeys::aWrongKeyMeetsNoFault()
{
    ServiceConfig service = twoTenants();
    service.faults = {{FaultKind::ResetOnAccept, 0.5}, {FaultKind::Http500, 0.5}};
    const Scenario scenario = users(1, 20, authWith(AuthScheme::Bearer, u"env:WEIR_TEST_WRONG"_qs));
    for (const LabRun &run : {simulated(scenario, service), live(scenario, service)})
        QCOMPARE(countOf(run, OutcomeClass::Http4xx), quint64(20));
}

void TestSimulatedKeys::tokensExpireInVirtualTime()
{
    Scenario scenario = users(1, 3, authWith(AuthScheme::Bearer, u"env:WEIR_TEST_TOKEN"_qs));
    for (const LabRun &run : {simulated(scenario, withTokens()), live(scenario, withTokens())})
        QCOMPARE(run.summary.requests.succeeded, quint64(3));

    OpenLoad open;
    open.rate = 1;
    scenario.load.first().model = open;
    scenario.load.first().requests.reset();
    scenario.load.first().duration = 1h;
    const qint64 end = QDateTime::currentSecsSinceEpoch() + 600;
    putToken(R"({"sub":"ada","exp":)" + QByteArray::number(end) + '}');
    const LabRun late = simulated(scenario, withTokens());
    QCOMPARE(late.records.size(), std::size_t(3600));
    const quint64 succeeded = late.summary.requests.succeeded;
    QVERIFY2(succeeded > 560 && succeeded <= 601, qPrintable(QString::number(succeeded)));
    QCOMPARE(late.summary.errorDetails.at(u"http_4xx:401"_qs), 3600 - succeeded);
}

void TestSimulatedKeys::missingSecretsAreErrors_data()
{
    QTest::addColumn<QString>("serviceKey");
    QTest::addColumn<QString>("targetKey");
    QTest::addColumn<QString>("header");
    QTest::addColumn<QString>("where");
    const QString there = u"env:WEIR_TEST_BLUE"_qs;
    const QString missing = u"env:WEIR_TEST_NO_SUCH"_qs;
    QTest::newRow("none") << there << there << there << QString();
    QTest::newRow("the service's") << missing << there << there << u"/gateway/keys/0/key"_qs;
    QTest::newRow("the target's") << there << missing << there << u"/targets/0/auth/key"_qs;
    QTest::newRow("a header's") << there << there << missing << u"/targets/0/headers/0/value"_qs;
}

void TestSimulatedKeys::missingSecretsAreErrors()
{
    QFETCH(QString, serviceKey);
    QFETCH(QString, targetKey);
    QFETCH(QString, header);
    QFETCH(QString, where);
    Scenario scenario = users(1, 1, authWith(AuthScheme::Bearer, targetKey));
    scenario.targets.front().headers = {{u"X-Secret"_qs, header}};
    ServiceConfig service = twoTenants();
    service.model.gateway.keys[0].key = serviceKey;
    const Result<SimulationResult> result = tried(scenario, service);
    QCOMPARE(result.ok(), where.isEmpty());
    if (where.isEmpty())
        return;
    QCOMPARE(result.error().where.english(), where + u", env:WEIR_TEST_NO_SUCH"_qs);
    QVERIFY2(result.error().what.english().contains(u"WEIR_TEST_NO_SUCH"_qs),
             qPrintable(result.error().what.english()));
    QVERIFY(result.error().advice.english().contains(u"gateway.keys"_qs));
    // Who is asked for no key needs none.
    QVERIFY(tried(scenario, fixedService(5ms, 1ms, 3)).ok());
}

QTEST_GUILESS_MAIN(TestSimulatedKeys)
#include "tst_simulatedkeys.moc"
