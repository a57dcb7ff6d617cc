// SPDX-License-Identifier: GPL-3.0-or-later
// Beginnings of prompts: their hashes, and which blocks a replica still has.
#include "base/random.h"
#include "service/model/prefixcache.h"
#include "service/model/promptkeys.h"

#include <QTest>

#include <algorithm>
#include <set>
#include <string>

using namespace weir;

using Blocks = std::vector<quint64>;

class TestPrefixCache : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void wholeBlocksHaveHashes_data();
    void wholeBlocksHaveHashes();
    void hashesAreChained();
    void matchesFromTheBeginning();
    void leastUsedGoesFirst();
    void lateBlocksGoBeforeEarlyOnes();
    void longPromptKeepsItsBeginning();
    void staysWithinItsCapacity();
};

void TestPrefixCache::wholeBlocksHaveHashes_data()
{
    QTest::addColumn<int>("bytes");
    QTest::addColumn<quint32>("blockTokens");
    QTest::addColumn<int>("blocks");
    QTest::newRow("empty") << 0 << 16U << 0;
    QTest::newRow("a byte short") << 63 << 16U << 0;
    QTest::newRow("one") << 64 << 16U << 1;
    QTest::newRow("one and a rest") << 127 << 16U << 1;
    QTest::newRow("blocks of one token") << 41 << 1U << 10;
    QTest::newRow("blocks of three tokens") << 36 << 3U << 3;
    QTest::newRow("no block size") << 100 << 0U << 0;
    QTest::newRow("huge block size") << 100 << std::numeric_limits<quint32>::max() << 0;
}

void TestPrefixCache::wholeBlocksHaveHashes()
{
    QFETCH(int, bytes);
    QFETCH(quint32, blockTokens);
    const Blocks hashes = prefixHashes(std::string(std::size_t(bytes), 'x'), blockTokens);
    QTEST(int(hashes.size()), "blocks");
    // The same block again is another beginning.
    QCOMPARE(std::set<quint64>(hashes.begin(), hashes.end()).size(), hashes.size());
}

void TestPrefixCache::hashesAreChained()
{
    const std::string text = "the river meets the stone below the bridge and runs on past the old mill";
    const Blocks whole = prefixHashes(text, 3);
    QCOMPARE(whole.size(), std::size_t(6));
    for (std::size_t at = 0; at < text.size(); ++at) {
        std::string changed = text;
        changed[at] = '#';
        const Blocks other = prefixHashes(changed, 3);
        for (std::size_t block = 0; block < whole.size(); ++block)
            QCOMPARE(other[block] == whole[block], block < at / 12);
    }
}

void TestPrefixCache::matchesFromTheBeginning()
{
    PrefixCache cache({160, 16});
    QCOMPARE(cache.match(Blocks{1, 2, 3}), std::size_t{0});
    cache.insert(Blocks{1, 2, 3});
    QCOMPARE(cache.blocks(), std::size_t{3});
    QCOMPARE(cache.match(Blocks{1, 2, 3, 4}), std::size_t{3});
    QCOMPARE(cache.match(Blocks{1, 2, 9, 3}), std::size_t{2});
    QCOMPARE(cache.match(Blocks{2, 3}), std::size_t{2});
    QCOMPARE(cache.match(Blocks{9, 1, 2}), std::size_t{0});
    QCOMPARE(cache.match({}), std::size_t{0});
    cache.clear();
    QCOMPARE(cache.blocks(), std::size_t{0});
    QCOMPARE(cache.match(Blocks{1}), std::size_t{0});
}

void TestPrefixCache::leastUsedGoesFirst()
{
    PrefixCache cache({4 * 16, 16});
    cache.insert(Blocks{1, 2});
    cache.insert(Blocks{5, 6});
    QCOMPARE(cache.match(Blocks{1, 2}), std::size_t{2});
    cache.insert(Blocks{8, 9});
    QCOMPARE(cache.match(Blocks{5}), std::size_t{0});
    QCOMPARE(cache.match(Blocks{1, 2}), std::size_t{2});
    QCOMPARE(cache.match(Blocks{8, 9}), std::size_t{2});
}

void TestPrefixCache::lateBlocksGoBeforeEarlyOnes()
{
    PrefixCache cache({4 * 16, 16});
    cache.insert(Blocks{1, 2, 3, 4});
    cache.insert(Blocks{7});
    QCOMPARE(cache.match(Blocks{1, 2, 3, 4}), std::size_t{3});
    cache.insert(Blocks{8});
    cache.insert(Blocks{9}); // 7 went for 8, as it was used before the others
    QCOMPARE(cache.match(Blocks{1, 2, 3, 4}), std::size_t{2});
}

void TestPrefixCache::longPromptKeepsItsBeginning()
{
    PrefixCache cache({4 * 16 + 15, 16});
    cache.insert(Blocks{3, 2});
    cache.insert(Blocks{1, 2, 3, 4, 5, 6});
    QCOMPARE(cache.blocks(), std::size_t{4});
    QCOMPARE(cache.match(Blocks{1, 2, 3, 4, 5, 6}), std::size_t{4});
    PrefixCache none({0, 16});
    none.insert(Blocks{1});
    QCOMPARE(none.match(Blocks{1}), std::size_t{0});
}

void TestPrefixCache::staysWithinItsCapacity()
{
    PrefixCache cache({100, 1});
    Random random(9);
    for (int i = 0; i < 5000; ++i) {
        Blocks prefix;
        for (quint64 k = 0, count = random.below(150); k < count; ++k)
            prefix.push_back(random.below(400)); // the same block twice, too
        cache.insert(prefix);
        QVERIFY(cache.blocks() <= 100);
        QVERIFY(cache.match(prefix) >= std::min(prefix.size(), std::size_t(100)));
    }
}

QTEST_GUILESS_MAIN(TestPrefixCache)
#include "tst_prefixcache.moc"
