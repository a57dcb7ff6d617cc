// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/random.h"
#include "store/chunkcodec.h"

#include <QTest>

using namespace weir;

class TestChunkCodec : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void givesBackWhatItGot()
    {
        Random random(7);
        const TimePoint zero = timePointFromNs(123'456'789);
        std::vector<ChunkStamp> chunks;
        TimePoint at = zero;
        for (int i = 0; i < 2000; ++i) {
            at += Nanoseconds{static_cast<qint64>(random.below(40'000'000)) - 1'000'000}; // some go backwards
            const ToldTokens told = i % 2 == 0 ? ToldTokens() : ToldTokens(random.below(100'000));
            chunks.push_back(
                {at, static_cast<quint32>(random.nextWord()), static_cast<ChunkKind>(random.below(4)), told});
        }
        std::vector<ChunkStamp> back;
        QVERIFY(decodeChunks(encodeChunks(chunks, zero), zero, back).ok());
        QVERIFY(back == chunks);
    }

    void isSmall()
    {
        std::vector<ChunkStamp> chunks;
        for (int i = 0; i < 100; ++i)
            chunks.push_back({timePointFromNs(20'000'000LL * i), 5, ChunkKind::Content});
        QVERIFY(encodeChunks(chunks, TimePoint{}).size() <= 600);
    }

    void refusesDamage_data()
    {
        QTest::addColumn<QByteArray>("blob");
        QTest::newRow("cut in a varint") << QByteArray::fromHex("8080");
        QTest::newRow("no length") << QByteArray::fromHex("02");
        QTest::newRow("eleven bytes") << QByteArray::fromHex("8080808080808080808001"
                                                             "00");
        QTest::newRow("65 bits") << QByteArray::fromHex("ffffffffffffffffff03"
                                                        "00");
        QTest::newRow("tokens over 16 bits") << QByteArray::fromHex("02"
                                                                    "808080808080808001");
        QTest::newRow("time too large") << QByteArray::fromHex("feffffffffffffffff01"
                                                               "00");
        QTest::newRow("times add up too large") << QByteArray::fromHex("feffffffffffffff3f"
                                                                       "00"
                                                                       "feffffffffffffff3f"
                                                                       "00"
                                                                       "feffffffffffffff3f"
                                                                       "00");
    }
    void refusesDamage()
    {
        QFETCH(QByteArray, blob);
        std::vector<ChunkStamp> chunks;
        QVERIFY(!decodeChunks(blob, TimePoint{}, chunks).ok());
    }

    void refusesMoreThanARequestKeeps()
    {
        std::vector<ChunkStamp> most;
        QVERIFY(decodeChunks(QByteArray(2 * qsizetype(mostChunkStamps), '\0'), TimePoint{}, most).ok());
        QCOMPARE(most.size(), mostChunkStamps);
        QVERIFY(!decodeChunks(QByteArray(2, '\0'), TimePoint{}, most).ok());
    }

    void survivesRandomBytes()
    {
        Random random(11);
        for (int round = 0; round < 2000; ++round) {
            QByteArray blob;
            for (quint64 i = random.below(60); i > 0; --i)
                blob += static_cast<char>(random.nextWord());
            std::vector<ChunkStamp> chunks;
            [[maybe_unused]] const Result<void> decoded = decodeChunks(blob, TimePoint{}, chunks);
            QVERIFY(chunks.size() <= static_cast<std::size_t>(blob.size()) / 2);
        }
    }
};

QTEST_GUILESS_MAIN(TestChunkCodec)
#include "tst_chunkcodec.moc"
