// SPDX-License-Identifier: GPL-3.0-or-later
// Rates with bursts, limits of tenants, shares of the second version.
#include "service/model/admission.h"
#include "service/model/tokenbucket.h"

#include <QTest>

#include <cmath>

using namespace weir;
using namespace std::chrono_literals;

namespace {

constexpr TimePoint start{};

ApiKeyConfig keyOf(const QString &name, const RateLimitConfig &limits = {})
{
    ApiKeyConfig key;
    key.name = name;
    key.limits = limits;
    return key;
}

} // namespace

class TestAdmission : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void bucketFillsToItsBurst();
    void bucketKeepsItsRate_data();
    void bucketKeepsItsRate();
    void bucketBounds();
    void refusalsTakeNothing();
    void whichLimit_data();
    void whichLimit();
    void ownLimitsStandInForTheGeneralOnes();
    void promptsAreBounded();
    void unknownTenantsShareOne();
    void sharesHold();
};

void TestAdmission::bucketFillsToItsBurst()
{
    TokenBucket bucket(2, 5);
    QCOMPARE(bucket.level(start + 1h), 5.0);
    bucket.take(4, start + 1h);
    QCOMPARE(bucket.level(start + 1h), 1.0);
    QCOMPARE(bucket.waitFor(1, start + 1h), Nanoseconds(0));
    QCOMPARE(bucket.waitFor(2, start + 1h), Nanoseconds(500ms));
    QCOMPARE(bucket.waitFor(2, start + 1h + 500ms), Nanoseconds(0));
    QCOMPARE(bucket.level(start + 1h + 1s), 3.0);
    QCOMPARE(bucket.level(start + 2h), 5.0);
}

void TestAdmission::bucketKeepsItsRate_data()
{
    QTest::addColumn<double>("perSecond");
    QTest::addColumn<double>("burst");
    QTest::addColumn<double>("amount");
    QTest::newRow("ones") << 10.0 << 1.0 << 1.0;
    QTest::newRow("thirds") << 3.0 << 3.0 << 1.0;
    QTest::newRow("tokens") << 1000.0 << 60'000.0 << 777.0;
    QTest::newRow("more than the burst at once") << 100.0 << 50.0 << 230.0;
    QTest::newRow("slow") << 0.001 << 1.0 << 1.0;
}

void TestAdmission::bucketKeepsItsRate()
{
    QFETCH(double, perSecond);
    QFETCH(double, burst);
    QFETCH(double, amount);
    TokenBucket bucket(perSecond, burst);
    TimePoint now = start;
    constexpr int takes = 1000;
    for (int i = 0; i < takes; ++i) {
        now += bucket.waitFor(amount, now);
        QCOMPARE(bucket.waitFor(amount, now), Nanoseconds(0));
        bucket.take(amount, now);
    }
    // All but the burst had to flow in; what is in debt after the last take still has to.
    const double paid = std::chrono::duration<double>(now - start).count() * perSecond + burst;
    QVERIFY(std::abs(paid + std::max(0.0, amount - burst) - takes * amount) <= 1e-6 * takes * amount);
}

void TestAdmission::bucketBounds()
{
    TokenBucket unlimited(0, 1);
    unlimited.take(1e12, start);
    QCOMPARE(unlimited.waitFor(1e12, start), Nanoseconds(0));
    TokenBucket tiny(1e-300, 1);
    tiny.take(1, start);
    QVERIFY(tiny.waitFor(1, start) > 24h);
    TokenBucket bucket(1, 10);
    bucket.take(10, start + 10s);
    QCOMPARE(bucket.level(start), 0.0); // a time that goes back fills nothing
}

void TestAdmission::refusalsTakeNothing()
{
    GatewayConfig config;
    config.limits.requestsPerSecond = 1;
    config.limits.tokensPerSecond = 10;
    config.limits.tokenBurst = 100;
    Admission admission(config, 1);
    QVERIFY(!admission.admit(0, start, 50, 50));
    for (int i = 0; i < 5; ++i) {
        const std::optional<Admission::Refusal> refusal = admission.admit(0, start, 10, 10);
        QCOMPARE(refusal->reason, RefusalReason::TokenLimit);
        QCOMPARE(*refusal->retryAfter, Nanoseconds(2s));
    }
    QVERIFY(!admission.admit(0, start + 2s, 10, 10));
    QVERIFY(!admission.admit(1, start + 2s, 50, 50)); // another tenant
}

void TestAdmission::whichLimit_data()
{
    // After one admitted request of 100 tokens from a full bucket of 100, at 1 request/s and 50 tokens/s.
    QTest::addColumn<quint32>("tokens");
    QTest::addColumn<RefusalReason>("reason");
    QTest::addColumn<qint64>("waitMs");
    QTest::newRow("no tokens") << quint32{0} << RefusalReason::RequestLimit << qint64{1000};
    QTest::newRow("requests wait longer") << quint32{25} << RefusalReason::RequestLimit << qint64{1000};
    QTest::newRow("both as long") << quint32{50} << RefusalReason::RequestLimit << qint64{1000};
    QTest::newRow("tokens wait longer") << quint32{75} << RefusalReason::TokenLimit << qint64{1500};
    QTest::newRow("more than the bucket") << quint32{500} << RefusalReason::TokenLimit << qint64{2000};
}

void TestAdmission::whichLimit()
{
    QFETCH(quint32, tokens);
    QFETCH(qint64, waitMs);
    GatewayConfig config;
    config.limits = {1, 1, 50, 100};
    Admission admission(config, 1);
    QVERIFY(!admission.admit(0, start, 60, 40));
    const std::optional<Admission::Refusal> refusal = admission.admit(0, start, tokens, 0);
    QVERIFY(refusal.has_value());
    QTEST(refusal->reason, "reason");
    QCOMPARE(*refusal->retryAfter, Nanoseconds(std::chrono::milliseconds(waitMs)));
}

void TestAdmission::ownLimitsStandInForTheGeneralOnes()
{
    GatewayConfig config;
    config.limits = {1, 0, 0, 0};
    config.keys = {keyOf(u"plain"_qs), keyOf(u"large"_qs, {3, 0, 0, 0}), keyOf(u"tokens"_qs, {0, 0, 1, 0})};
    Admission admission(config, 1);
    const auto admitted = [&](quint32 tenant, quint32 tokens) {
        int count = 0;
        while (count < 1000 && !admission.admit(tenant, start, tokens, 0))
            ++count;
        return count;
    };
    QCOMPARE(admitted(0, 1000), 1);
    QCOMPARE(admitted(1, 1000), 3); // a burst of one second's worth
    QCOMPARE(admitted(2, 30), 1);   // the general limit of requests holds beside
    QCOMPARE(admission.admit(2, start + 1s, 59, 0)->reason,
             RefusalReason::TokenLimit); // 31 of a minute's 60 are left
    QVERIFY(!admission.admit(2, start + 1s, 31, 0));
}

void TestAdmission::promptsAreBounded()
{
    GatewayConfig config;
    config.mostPromptTokens = 1000;
    Admission admission(config, 1);
    QVERIFY(!admission.admit(0, start, 1000, 1'000'000));
    const std::optional<Admission::Refusal> refusal = admission.admit(0, start, 1001, 1);
    QCOMPARE(refusal->reason, RefusalReason::PromptTooLong);
    QVERIFY(!refusal->retryAfter);
    QVERIFY(!Admission({}, 1).admit(0, start, std::numeric_limits<quint32>::max(), 1));
}

void TestAdmission::unknownTenantsShareOne()
{
    GatewayConfig config;
    config.limits.requestsPerSecond = 1;
    config.keys = {keyOf(u"a"_qs)};
    Admission admission(config, 1);
    QVERIFY(!admission.admit(20'000U, start, 1, 1));
    QVERIFY(admission.admit(4'000'000'000U, start, 1, 1));
    QVERIFY(!admission.admit(19'999, start, 1, 1));
}

void TestAdmission::sharesHold()
{
    constexpr int requests = 10'000;
    GatewayConfig config;
    config.canary.share = 0.1;
    config.canary.errorShare = 0.4;
    const Admission admission(config, 3);
    const Admission again(config, 3);
    int canary = 0;
    int errors = 0;
    for (quint64 key = 0; key < requests; ++key) {
        QCOMPARE(again.isCanary(key), admission.isCanary(key));
        canary += admission.isCanary(key) ? 1 : 0;
        errors += admission.isCanary(key) && admission.isCanaryError(key) ? 1 : 0;
    }
    const auto isNear = [](int count, double share) {
        return std::abs(count - requests * share) <= 5 * std::sqrt(requests * share * (1 - share));
    };
    QVERIFY(isNear(canary, 0.1));
    QVERIFY(isNear(errors, 0.04)); // the two draws don't lean on each other
    config.canary.share = 0;
    QVERIFY(!Admission(config, 3).isCanary(5));
    config.canary.share = 1;
    QVERIFY(Admission(config, 3).isCanary(5));
}

QTEST_GUILESS_MAIN(TestAdmission)
#include "tst_admission.moc"
