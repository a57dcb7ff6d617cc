// SPDX-License-Identifier: GPL-3.0-or-later
// What stays, what goes and what comes back: policies, ages, warming.
#include "base/random.h"
#include "service/model/promptkeys.h"
#include "service/model/resultcache.h"

#include <QTest>

using namespace weir;
using namespace std::chrono_literals;

namespace {

constexpr TimePoint start{};
constexpr std::array<CachePolicy, 3> policies{CachePolicy::Lru, CachePolicy::Lfu, CachePolicy::Ttl};

ResultCacheConfig configOf(quint32 entries, CachePolicy policy = CachePolicy::Lru, Nanoseconds ttl = 0s)
{
    ResultCacheConfig config;
    config.entries = entries;
    config.policy = policy;
    config.ttl = ttl;
    return config;
}

ResultCacheConfig warmed(CacheWarming warming, quint32 entries, double perSecond = 10)
{
    ResultCacheConfig config = configOf(entries);
    config.warming = warming;
    config.warmingPerSecond = perSecond;
    return config;
}

using Keys = QList<quint64>;

/// A cache that knows prompts named 0, 1, ... from the start.
ResultCache knowing(ResultCacheConfig config, int prompts)
{
    for (int i = 0; i < prompts; ++i)
        config.warmPrompts.push_back(QString::number(i));
    return ResultCache(config, start);
}

quint64 prompt(int number)
{
    return promptKeyOf(std::to_string(number));
}

} // namespace

class TestResultCache : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whoGoesFirst_data();
    void whoGoesFirst();
    void tooOldIsAMiss();
    void sameAnswerAgainIsNew();
    void offHoldsNothing();
    void staysWithinItsBounds();
    void fullWarming();
    void incrementalWarming();
    void warmingPushesNothingOut();
    void warmedEntriesAge();
    void knownPromptsAreBounded();
};

void TestResultCache::whoGoesFirst_data()
{
    // Keys 1, 2, 3 are inserted, then `used` are found, then 4 is inserted into a cache of three.
    QTest::addColumn<CachePolicy>("policy");
    QTest::addColumn<Keys>("used");
    QTest::addColumn<quint64>("gone");
    QTest::newRow("lru, none used") << CachePolicy::Lru << Keys{} << quint64{1};
    QTest::newRow("lru, used stays") << CachePolicy::Lru << Keys{1, 1, 2} << quint64{3};
    QTest::newRow("lru, last use counts") << CachePolicy::Lru << Keys{1, 1, 1, 2, 3} << quint64{1};
    QTest::newRow("lfu, none used") << CachePolicy::Lfu << Keys{} << quint64{1};
    QTest::newRow("lfu, number counts") << CachePolicy::Lfu << Keys{1, 1, 2, 2, 3} << quint64{3};
    QTest::newRow("lfu, equals by last use") << CachePolicy::Lfu << Keys{3, 2, 1} << quint64{3};
    QTest::newRow("ttl, use is nothing") << CachePolicy::Ttl << Keys{1, 1, 1} << quint64{1};
}

void TestResultCache::whoGoesFirst()
{
    QFETCH(CachePolicy, policy);
    QFETCH(Keys, used);
    QFETCH(quint64, gone);
    ResultCache cache(configOf(3, policy), start);
    for (const quint64 key : {1, 2, 3})
        cache.insert(start, key);
    for (const quint64 key : used)
        QVERIFY(cache.find(start, key));
    cache.insert(start, 4);
    QCOMPARE(cache.size(), std::size_t{3});
    for (const quint64 key : {1, 2, 3, 4})
        QCOMPARE(cache.find(start, key), key != gone);
}

void TestResultCache::tooOldIsAMiss()
{
    for (const CachePolicy policy : policies) {
        ResultCache cache(configOf(10, policy, 60s), start);
        cache.insert(start, 1);
        cache.insert(start + 30s, 2);
        QVERIFY(cache.find(start + 60s - 1ns, 1)); // a use makes it no younger
        QVERIFY(!cache.find(start + 60s, 1));
        QVERIFY(cache.find(start + 60s, 2));
        QCOMPARE(cache.size(), std::size_t{1});
        cache.advance(start + 1h);
        QCOMPARE(cache.size(), std::size_t{0});
    }
}

void TestResultCache::sameAnswerAgainIsNew()
{
    ResultCache cache(configOf(2, CachePolicy::Ttl, 60s), start);
    cache.insert(start, 1);
    cache.insert(start + 1s, 2);
    cache.insert(start + 50s, 1);
    QCOMPARE(cache.size(), std::size_t{2});
    cache.insert(start + 51s, 3);
    QVERIFY(!cache.find(start + 51s, 2));
    QVERIFY(cache.find(start + 109s, 1));
}

void TestResultCache::offHoldsNothing()
{
    ResultCacheConfig config = configOf(0);
    config.warming = CacheWarming::Full;
    ResultCache cache = knowing(config, 1);
    cache.insert(start, prompt(0));
    QVERIFY(!cache.isOn());
    QVERIFY(!cache.find(start, prompt(0)));
    QCOMPARE(cache.size(), std::size_t{0});
}

void TestResultCache::staysWithinItsBounds()
{
    for (const CachePolicy policy : policies) {
        ResultCacheConfig config = configOf(50, policy, 2s);
        config.warming = CacheWarming::Incremental;
        config.warmingPerSecond = 30;
        ResultCache cache(config, start);
        Random random(3);
        TimePoint now = start;
        int hits = 0;
        for (int i = 0; i < 20'000; ++i) {
            now += Nanoseconds(random.below(10'000'000));
            const quint64 key = random.below(80);
            if (cache.find(now, key))
                ++hits;
            else
                cache.insert(now, key);
            if (i % 5000 == 4999)
                cache.flush(now);
            QVERIFY(cache.size() <= 50);
        }
        QVERIFY(hits > 2000 && hits < 19'000);
    }
}

void TestResultCache::fullWarming()
{
    ResultCache cache = knowing(warmed(CacheWarming::Full, 3), 2);
    QVERIFY(cache.find(start, prompt(0)) && cache.find(start, prompt(1)));
    for (int i = 0; i < 5; ++i)
        QVERIFY(!cache.find(start, 3));
    for (int i = 0; i < 4; ++i)
        QVERIFY(!cache.find(start, 4));
    // Known are 3 (five times), 4 (four times), the prompts known before (twice): three have room, and of
    // equals the one known first.
    cache.flush(start + 1s);
    QCOMPARE(cache.size(), std::size_t{3});
    cache.insert(start + 1s, 5); // pushes out the least asked one
    QVERIFY(cache.find(start + 1s, 3) && cache.find(start + 1s, 4) && cache.find(start + 1s, 5));
    QVERIFY(!cache.find(start + 1s, prompt(0)) && !cache.find(start + 1s, prompt(1)));

    ResultCache unwarmed = knowing(configOf(3), 1);
    QVERIFY(!unwarmed.find(start, prompt(0)));
}

void TestResultCache::incrementalWarming()
{
    ResultCache cache = knowing(warmed(CacheWarming::Incremental, 10, 2), 3);
    for (int i = 0; i < 3; ++i)
        QVERIFY(!cache.find(start, prompt(1)));
    cache.flush(start + 10s);
    QCOMPARE(cache.size(), std::size_t{0});
    cache.advance(start + 10s + 500ms - 1ns);
    QCOMPARE(cache.size(), std::size_t{0});
    QVERIFY(cache.find(start + 10s + 500ms, prompt(1))); // the most asked one first
    QVERIFY(!cache.find(start + 10s + 999ms, prompt(0)));
    QVERIFY(cache.find(start + 11s, prompt(0)));
    QVERIFY(!cache.find(start + 11s, prompt(2)));
    QVERIFY(cache.find(start + 1h, prompt(2)));
    QCOMPARE(cache.size(), std::size_t{3});
}

void TestResultCache::warmingPushesNothingOut()
{
    ResultCache cache = knowing(warmed(CacheWarming::Incremental, 2, 1), 2);
    cache.insert(start, 8);
    cache.insert(start, 9);
    cache.advance(start + 10s);
    QVERIFY(cache.find(start + 10s, 8) && cache.find(start + 10s, 9));
    QVERIFY(!cache.find(start + 10s, prompt(0)));
}

void TestResultCache::warmedEntriesAge()
{
    ResultCacheConfig config = warmed(CacheWarming::Incremental, 5, 1);
    config.ttl = 10s;
    ResultCache cache = knowing(config, 2);
    cache.advance(start + 11s +
                  1ms); // nobody called before: the first came back after one second and is too old again
    QCOMPARE(cache.size(), std::size_t{1});
    QVERIFY(cache.find(start + 12s - 1ns, prompt(1)));
    QVERIFY(!cache.find(start + 12s, prompt(1)));
}

void TestResultCache::knownPromptsAreBounded()
{
    KnownPrompts known(100);
    for (int i = 0; i < 40; ++i)
        known.note(7);
    for (quint64 key = 1000; key < 11'000; ++key) {
        known.note(key);
        if (key % 10 == 0)
            known.note(7);
        QVERIFY(known.size() <= 100);
    }
    QCOMPARE(known.mostAsked(1), std::vector<quint64>{7});
    QCOMPARE(known.mostAsked(1000).size(), known.size());
    KnownPrompts none(0);
    none.note(1);
    QCOMPARE(none.size(), std::size_t(0));
}

QTEST_GUILESS_MAIN(TestResultCache)
#include "tst_resultcache.moc"
