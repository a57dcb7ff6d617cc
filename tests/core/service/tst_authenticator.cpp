// SPDX-License-Identifier: GPL-3.0-or-later
// Keys and tokens: who is let in as whom, and what does not get past. Tokens are signed here with Qt's HMAC,
// apart from the library that checks them.
#include "base/random.h"
#include "service/front/authenticator.h"

#include <QMessageAuthenticationCode>
#include <QTest>

#include <algorithm>

using namespace weir;
using namespace std::chrono_literals;

namespace {

constexpr qint64 now = 1'700'000'000;
const QByteArray secret = "a secret of the tests, long enough";
const QByteArray plainClaims = R"({"sub":"ada"})";

QByteArray encoded(const QByteArray &bytes)
{
    return bytes.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
}

QByteArray signedText(const QByteArray &text, const QByteArray &key = secret,
                      QCryptographicHash::Algorithm hash = QCryptographicHash::Sha256)
{
    return text + '.' + encoded(QMessageAuthenticationCode::hash(text, key, hash));
}

QByteArray tokenOf(const QByteArray &payload, const QByteArray &header = R"({"alg":"HS256","typ":"JWT"})",
                   QCryptographicHash::Algorithm hash = QCryptographicHash::Sha256)
{
    return signedText(encoded(header) + '.' + encoded(payload), secret, hash);
}

std::string_view viewOf(const QByteArray &bytes)
{
    return {bytes.constData(), std::size_t(bytes.size())};
}

std::variant<TokenClaims, TokenProblem> checked(const QByteArray &token)
{
    return checkToken(viewOf(token), {secret, "weir", "tests", 5}, now);
}

ApiKeyConfig keyOf(const QString &name, const QString &reference, int priority = 0)
{
    ApiKeyConfig key;
    key.name = name;
    key.key = reference;
    key.priority = priority;
    return key;
}

QByteArray claims(const QByteArray &more)
{
    return R"({"iss":"weir","aud":"tests","sub":"ada")" + more + '}';
}

} // namespace

class TestAuthenticator : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void keys_data();
    void keys();
    void everybodyWithoutKeys();
    void missingSecrets();
    void sharedSecrets();
    void goodTokens_data();
    void goodTokens();
    void badTokens_data();
    void badTokens();
    void attacks_data();
    void attacks();
    void changedTokens();
    void garbage();
    void tokensBesideKeys();
    void tenantsOfTokensAreBounded();
};

void TestAuthenticator::initTestCase()
{
    qputenv("WEIR_TEST_KEY_ONE", "sesame");
    qputenv("WEIR_TEST_KEY_TWO", "open.the.door");
    qputenv("WEIR_TEST_JWT", secret);
}

void TestAuthenticator::keys_data()
{
    QTest::addColumn<QByteArray>("authorization");
    QTest::addColumn<QByteArray>("apiKey");
    QTest::addColumn<int>("tenant"); ///< -1: refused
    QTest::addColumn<QByteArray>("code");
    const QByteArray none;
    const auto refused = [](const char *name, const QByteArray &authorization, const QByteArray &apiKey,
                            const QByteArray &code) {
        QTest::newRow(name) << authorization << apiKey << -1 << code;
    };
    QTest::newRow("bearer") << QByteArray("Bearer sesame") << none << 0 << none;
    QTest::newRow("case of the scheme") << QByteArray("bEARER sesame") << none << 0 << none;
    QTest::newRow("more spaces") << QByteArray("Bearer   sesame") << none << 0 << none;
    QTest::newRow("the other header") << none << QByteArray("open.the.door") << 1 << none;
    QTest::newRow("both headers") << QByteArray("Bearer sesame") << QByteArray("x") << 0 << none;
    QTest::newRow("another scheme beside a key")
        << QByteArray("Basic x") << QByteArray("sesame") << 0 << none;
    refused("none", none, none, "missing_api_key");
    refused("scheme alone", "Bearer ", none, "missing_api_key");
    refused("spaces alone", "Bearer    ", none, "missing_api_key");
    refused("another scheme", "Basic sesame", none, "missing_api_key");
    refused("no scheme", "sesame", none, "missing_api_key");
    refused("wrong", "Bearer Sesame", none, "invalid_api_key");
    refused("longer", "Bearer sesame1", none, "invalid_api_key");
    refused("shorter", "Bearer sesam", none, "invalid_api_key");
    refused("space behind", "Bearer sesame ", none, "invalid_api_key");
    refused("its reference", none, "env:WEIR_TEST_KEY_ONE", "invalid_api_key");
    refused("nul inside", none, QByteArray("sesame\0", 7), "invalid_api_key");
    refused("large", none, QByteArray(1'000'000, 's'), "invalid_api_key");
    refused("a token where none is taken", "Bearer " + tokenOf(plainClaims), none, "invalid_api_key");
}

void TestAuthenticator::keys()
{
    QFETCH(QByteArray, authorization);
    QFETCH(QByteArray, apiKey);
    QFETCH(int, tenant);
    QFETCH(QByteArray, code);
    GatewayConfig config;
    config.keys = {keyOf(u"one"_qs, u"env:WEIR_TEST_KEY_ONE"_qs, 4),
                   keyOf(u"two"_qs, u"env:WEIR_TEST_KEY_TWO"_qs, -2)};
    Result<Authenticator> made = Authenticator::make(config);
    QVERIFY2(made.ok(), made ? "" : qPrintable(made.error().text()));
    QVERIFY(!made->isOpen());
    const auto answer = made->authenticate(viewOf(authorization), viewOf(apiKey), now);
    if (tenant >= 0) {
        QVERIFY(std::holds_alternative<Caller>(answer));
        QCOMPARE(std::get<Caller>(answer).tenant, quint32(tenant));
        QCOMPARE(std::get<Caller>(answer).priority, tenant == 0 ? 4 : -2);
        QCOMPARE(made->tenantName(quint32(tenant)), tenant == 0 ? u"one"_qs : u"two"_qs);
        return;
    }
    QVERIFY(std::holds_alternative<AuthRefusal>(answer));
    QCOMPARE(std::get<AuthRefusal>(answer).status, 401);
    QCOMPARE(QByteArray::fromStdString(std::string(std::get<AuthRefusal>(answer).code)), code);
}

void TestAuthenticator::everybodyWithoutKeys()
{
    Result<Authenticator> made = Authenticator::make({});
    QVERIFY(made.ok() && made->isOpen());
    const auto answer = made->authenticate("Bearer whatever", {}, now);
    QCOMPARE(std::get<Caller>(answer).tenant, 0U);
    QCOMPARE(made->tenantName(0), u"all"_qs);
    QCOMPARE(made->tenantName(77), u"all"_qs);
}

void TestAuthenticator::missingSecrets()
{
    GatewayConfig config;
    config.keys = {keyOf(u"one"_qs, u"env:WEIR_TEST_KEY_ONE"_qs), keyOf(u"two"_qs, u"env:WEIR_TEST_NONE"_qs)};
    QCOMPARE(Authenticator::make(config).error().where.english(),
             u"/gateway/keys/1/key, env:WEIR_TEST_NONE"_qs);
    config.keys[1].key = u"pasted-key"_qs;
    const Result<Authenticator> pasted = Authenticator::make(config);
    QVERIFY(!pasted.ok() && !pasted.error().text().contains(u"pasted-key"_qs));
    config.keys.clear();
    config.jwt.secret = u"env:WEIR_TEST_NONE"_qs;
    QCOMPARE(Authenticator::make(config).error().where.english(),
             u"/gateway/jwt/secret, env:WEIR_TEST_NONE"_qs);
}

void TestAuthenticator::sharedSecrets()
{
    qputenv("WEIR_TEST_KEY_AGAIN", "sesame");
    GatewayConfig config;
    config.keys = {keyOf(u"one"_qs, u"env:WEIR_TEST_KEY_ONE"_qs),
                   keyOf(u"two"_qs, u"env:WEIR_TEST_KEY_TWO"_qs),
                   keyOf(u"three"_qs, u"env:WEIR_TEST_KEY_AGAIN"_qs)};
    const Result<Authenticator> made = Authenticator::make(config);
    QVERIFY(!made);
    QCOMPARE(made.error().where.english(), u"/gateway/keys/2/key"_qs);
    QVERIFY2(made.error().what.english().contains(u"/gateway/keys/0/key"),
             qPrintable(made.error().what.english()));
    QVERIFY(!made.error().text().contains(u"sesame"));
}

void TestAuthenticator::goodTokens_data()
{
    QTest::addColumn<QByteArray>("token");
    QTest::addColumn<int>("priority"); ///< -99: none
    const QByteArray h384 = R"({"alg":"HS384"})";
    const QByteArray h512 = R"({"typ":"JWT","alg":"HS512"})";
    QTest::newRow("HS256") << tokenOf(claims({})) << -99;
    QTest::newRow("HS384") << tokenOf(claims({}), h384, QCryptographicHash::Sha384) << -99;
    QTest::newRow("HS512") << tokenOf(claims({}), h512, QCryptographicHash::Sha512) << -99;
    QTest::newRow("priority") << tokenOf(claims(R"(,"priority":7)")) << 7;
    QTest::newRow("negative priority") << tokenOf(claims(R"(,"priority":-7)")) << -7;
    QTest::newRow("large priority") << tokenOf(claims(R"(,"priority":18446744073709551615)")) << 1000;
    QTest::newRow("expires later") << tokenOf(claims(R"(,"exp":1700000001)")) << -99;
    QTest::newRow("expired within the leeway") << tokenOf(claims(R"(,"exp":1699999996)")) << -99;
    QTest::newRow("fraction of a second") << tokenOf(claims(R"(,"exp":1699999995.5)")) << -99;
    QTest::newRow("end of time") << tokenOf(claims(R"(,"exp":1e300)")) << -99;
    QTest::newRow("valid since") << tokenOf(claims(R"(,"nbf":1700000000)")) << -99;
    QTest::newRow("valid within the leeway") << tokenOf(claims(R"(,"nbf":1700000005)")) << -99;
    QTest::newRow("several audiences")
        << tokenOf(R"({"iss":"weir","sub":"ada","aud":["x","tests",3]})") << -99;
    QTest::newRow("more claims") << tokenOf(claims(R"(,"x":[{"y":null}],"iat":1)")) << -99;
}

void TestAuthenticator::goodTokens()
{
    QFETCH(QByteArray, token);
    QFETCH(int, priority);
    const auto answer = checked(token);
    QVERIFY(std::holds_alternative<TokenClaims>(answer));
    QCOMPARE(std::get<TokenClaims>(answer).subject, std::string("ada"));
    QCOMPARE(std::get<TokenClaims>(answer).priority.value_or(-99), priority);
}

void TestAuthenticator::badTokens_data()
{
    QTest::addColumn<QByteArray>("token");
    QTest::addColumn<TokenProblem>("problem");
    using P = TokenProblem;
    QTest::newRow("expired") << tokenOf(claims(R"(,"exp":1699999995)")) << P::Expired;
    QTest::newRow("expired before 1970") << tokenOf(claims(R"(,"exp":-1)")) << P::Expired;
    QTest::newRow("exp is a text") << tokenOf(claims(R"(,"exp":"1800000000")")) << P::Times;
    QTest::newRow("exp is null") << tokenOf(claims(R"(,"exp":null)")) << P::Times;
    QTest::newRow("not yet") << tokenOf(claims(R"(,"nbf":1700000006)")) << P::NotYetValid;
    QTest::newRow("nbf is a list") << tokenOf(claims(R"(,"nbf":[])")) << P::Times;
    QTest::newRow("other issuer") << tokenOf(R"({"iss":"x","aud":"tests","sub":"ada"})") << P::Issuer;
    QTest::newRow("issuer is a list") << tokenOf(R"({"iss":["weir"],"aud":"tests","sub":"a"})") << P::Issuer;
    QTest::newRow("no issuer") << tokenOf(R"({"aud":"tests","sub":"ada"})") << P::Issuer;
    QTest::newRow("other audience") << tokenOf(R"({"iss":"weir","aud":"x","sub":"ada"})") << P::Audience;
    QTest::newRow("no audience") << tokenOf(R"({"iss":"weir","sub":"ada"})") << P::Audience;
    QTest::newRow("audiences of others") << tokenOf(R"({"iss":"weir","aud":["x"],"sub":"a"})") << P::Audience;
    QTest::newRow("no subject") << tokenOf(R"({"iss":"weir","aud":"tests"})") << P::Subject;
    QTest::newRow("empty subject") << tokenOf(R"({"iss":"weir","aud":"tests","sub":""})") << P::Subject;
    QTest::newRow("subject is a number") << tokenOf(R"({"iss":"weir","aud":"tests","sub":1})") << P::Subject;
    QTest::newRow("long subject") << tokenOf(R"({"iss":"weir","aud":"tests","sub":")" + QByteArray(257, 'x') +
                                             R"("})")
                                  << P::Subject;
    QTest::newRow("priority is a text") << tokenOf(claims(R"(,"priority":"7")")) << P::Priority;
    QTest::newRow("priority is a fraction") << tokenOf(claims(R"(,"priority":1.5)")) << P::Priority;
    QTest::newRow("payload is a list") << tokenOf("[]") << P::Malformed;
    QTest::newRow("payload is no JSON") << tokenOf("{\"sub\":") << P::Malformed;
    QTest::newRow("payload is not UTF-8") << tokenOf("{\"sub\":\"\xff\xfe\"}") << P::Malformed;
    QTest::newRow("deep payload") << tokenOf(QByteArray(5000, '[')) << P::Malformed;
}

void TestAuthenticator::badTokens()
{
    QFETCH(QByteArray, token);
    const auto answer = checked(token);
    QVERIFY(std::holds_alternative<TokenProblem>(answer));
    QTEST(std::get<TokenProblem>(answer), "problem");
}

void TestAuthenticator::attacks_data()
{
    QTest::addColumn<QByteArray>("token");
    QTest::addColumn<TokenProblem>("problem");
    using P = TokenProblem;
    const QByteArray payload = encoded(claims({}));
    const auto header = [](const QByteArray &json) { return encoded(json) + '.'; };
    QTest::newRow("alg none") << header(R"({"alg":"none"})") + payload + '.' << P::Algorithm;
    QTest::newRow("alg None") << header(R"({"alg":"None"})") + payload + '.' << P::Algorithm;
    QTest::newRow("alg none, signed") << tokenOf(claims({}), R"({"alg":"none"})") << P::Algorithm;
    QTest::newRow("alg RS256 with the HMAC secret")
        << tokenOf(claims({}), R"({"alg":"RS256"})") << P::Algorithm;
    QTest::newRow("alg ES512") << tokenOf(claims({}), R"({"alg":"ES512"})") << P::Algorithm;
    QTest::newRow("alg in small letters") << tokenOf(claims({}), R"({"alg":"hs256"})") << P::Algorithm;
    QTest::newRow("alg is a number") << tokenOf(claims({}), R"({"alg":256})") << P::Algorithm;
    QTest::newRow("alg is a list") << tokenOf(claims({}), R"({"alg":["HS256"]})") << P::Algorithm;
    QTest::newRow("alg is empty") << tokenOf(claims({}), R"({"alg":""})") << P::Algorithm;
    QTest::newRow("no alg") << tokenOf(claims({}), R"({"typ":"JWT"})") << P::Algorithm;
    QTest::newRow("last alg counts") << tokenOf(claims({}), R"({"alg":"HS256","alg":"none"})")
                                     << P::Algorithm;
    QTest::newRow("another hash than alg says") << tokenOf(claims({}), R"({"alg":"HS512"})") << P::Signature;
    QTest::newRow("key in the header")
        << signedText(header(R"({"alg":"HS256","jwk":{"kty":"oct","k":"eA"}})") + payload, "x")
        << P::Signature;
    QTest::newRow("empty key") << signedText(header(R"({"alg":"HS256"})") + payload, {}) << P::Signature;
    QTest::newRow("no signature") << header(R"({"alg":"HS256"})") + payload + '.' << P::Signature;
    QTest::newRow("critical extension")
        << tokenOf(claims({}), R"({"alg":"HS256","crit":["x"],"x":1})") << P::Critical;
    QTest::newRow("header is a list") << tokenOf(claims({}), "[]") << P::Malformed;
    QTest::newRow("header is no JSON") << tokenOf(claims({}), "{") << P::Malformed;
    QTest::newRow("giant") << tokenOf(claims(R"(,"x":")" + QByteArray(9000, 'x') + '"')) << P::TooLong;
    QTest::newRow("giant header") << tokenOf(claims({}),
                                             R"({"alg":"HS256","x":")" + QByteArray(9000, 'x') + "\"}")
                                  << P::TooLong;
    QTest::newRow("dots") << QByteArray("..") << P::Malformed;
    QTest::newRow("dots in plenty") << QByteArray(8000, '.') << P::Malformed;
    QTest::newRow("two parts") << header(R"({"alg":"HS256"})") + payload << P::Malformed;
    QTest::newRow("four parts") << tokenOf(claims({})) + ".x" << P::Malformed;
    QTest::newRow("padding") << tokenOf(claims({})) + '=' << P::Malformed;
    QTest::newRow("high bytes") << QByteArray("\xff\xfe.\x80\x81.\xff") << P::Malformed;
    QTest::newRow("nul bytes") << QByteArray(3, '\0') + '.' + QByteArray(3, '\0') + '.' << P::Malformed;
    QTest::newRow("empty") << QByteArray() << P::Malformed;
}

void TestAuthenticator::attacks()
{
    badTokens();
}

void TestAuthenticator::changedTokens()
{
    const QByteArray whole = tokenOf(claims({}));
    QVERIFY(std::holds_alternative<TokenClaims>(checked(whole)));
    for (qsizetype at = 0; at < whole.size(); ++at) {
        QVERIFY(std::holds_alternative<TokenProblem>(checked(whole.first(at))));
        if (at == whole.size() - 1)
            continue; // the last letter's low bits belong to no byte
        QByteArray changed = whole;
        changed[at] = changed[at] == 'A' ? 'B' : 'A';
        QVERIFY(std::holds_alternative<TokenProblem>(checked(changed)));
    }
}

void TestAuthenticator::garbage()
{
    Random random(8);
    for (int i = 0; i < 5000; ++i) {
        // Of all bytes, and of those that get as far as the parser.
        QByteArray token;
        for (quint64 k = 0, size = random.below(60); k < size; ++k)
            token += i % 2 == 0 ? char(random.below(256)) : "abcDEF0123-_.."[random.below(14)];
        QVERIFY(std::holds_alternative<TokenProblem>(checked(token)));
        QByteArray payload;
        for (quint64 k = 0, size = random.below(30); k < size; ++k)
            payload += "{}[]\":,0e.suba\\"[random.below(15)];
        QVERIFY(std::holds_alternative<TokenProblem>(checked(tokenOf(payload))));
    }
}

void TestAuthenticator::tokensBesideKeys()
{
    GatewayConfig config;
    config.keys = {keyOf(u"one"_qs, u"env:WEIR_TEST_KEY_ONE"_qs, 4)};
    config.jwt.secret = u"env:WEIR_TEST_JWT"_qs;
    Result<Authenticator> made = Authenticator::make(config);
    QVERIFY(made.ok());
    const auto as = [&](const QByteArray &credential) {
        return made->authenticate("Bearer " + credential.toStdString(), {}, now);
    };
    QCOMPARE(std::get<Caller>(as("sesame")).tenant, 0U);
    QCOMPARE(std::get<Caller>(as(tokenOf(plainClaims))).tenant, 1U);
    QCOMPARE(std::get<Caller>(as(tokenOf(R"({"sub":"bob","priority":3})"))).tenant, 2U);
    QCOMPARE(std::get<Caller>(as(tokenOf(R"({"sub":"bob","priority":3})"))).priority, 3);
    QCOMPARE(made->tenantName(1), u"ada"_qs);
    // A key's name as the subject is the key's tenant, with its priority unless the token has one.
    QCOMPARE(std::get<Caller>(as(tokenOf(R"({"sub":"one"})"))).tenant, 0U);
    QCOMPARE(std::get<Caller>(as(tokenOf(R"({"sub":"one"})"))).priority, 4);
    QCOMPARE(std::get<Caller>(as(tokenOf(R"({"sub":"one","priority":0})"))).priority, 0);
    QVERIFY(std::get<AuthRefusal>(as("wrong")).code == "invalid_api_key");
    QVERIFY(std::get<AuthRefusal>(as("a.b.c")).code == "invalid_token");
    QVERIFY(std::get<AuthRefusal>(as(tokenOf(R"({"sub":"ada","exp":1})"))).code == "token_expired");

    config.keys.clear();
    Result<Authenticator> tokensOnly = Authenticator::make(config);
    QVERIFY(!tokensOnly->isOpen());
    QVERIFY(std::get<AuthRefusal>(tokensOnly->authenticate("Bearer x", {}, now)).code == "invalid_token");
    QVERIFY(std::get<AuthRefusal>(tokensOnly->authenticate({}, {}, now)).code == "missing_api_key");
    const std::string token = "Bearer " + tokenOf(plainClaims).toStdString();
    QCOMPARE(std::get<Caller>(tokensOnly->authenticate(token, {}, now)).tenant, 0U);
}

void TestAuthenticator::tenantsOfTokensAreBounded()
{
    GatewayConfig config;
    config.jwt.secret = u"env:WEIR_TEST_JWT"_qs;
    Result<Authenticator> made = Authenticator::make(config);
    const auto tenantOf = [&](quint32 number) {
        const QByteArray payload = R"({"sub":"tenant-)" + QByteArray::number(number) + R"("})";
        return std::get<Caller>(made->authenticate({}, viewOf(tokenOf(payload)), now)).tenant;
    };
    for (quint32 number = 0; number < mostTokenTenants; ++number)
        QCOMPARE(tenantOf(number), number);
    QCOMPARE(tenantOf(mostTokenTenants), mostTokenTenants);
    QCOMPARE(tenantOf(mostTokenTenants + 1), mostTokenTenants);
    QCOMPARE(tenantOf(17), 17U);
    QCOMPARE(made->tenantName(17), u"tenant-17"_qs);
    QCOMPARE(made->tenantName(mostTokenTenants), u"others"_qs);
}

QTEST_GUILESS_MAIN(TestAuthenticator)
#include "tst_authenticator.moc"
