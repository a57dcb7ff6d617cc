// SPDX-License-Identifier: GPL-3.0-or-later
// What a count of output tokens rests on, where a server tells usage that can't be true, and what is done
// with answers that came in one piece.
#include "core/metrics/recordscript.h"
#include "metrics/slo.h"

#include <QTest>

using namespace weir;
using namespace weir::test;
using namespace std::chrono_literals;

namespace {

/// `chunks` chunks of `bytes` bytes each, 10 ms apart.
RequestRecord streamOf(int chunks, int bytes, OutcomeClass outcome = OutcomeClass::Success)
{
    QStringList items;
    for (int i = 0; i < chunks; ++i)
        items << QStringLiteral("c%1:%2").arg(50 + 10 * i).arg(bytes);
    RequestRecord record = scripted(items.join(u' '));
    record.outcome.outcome = outcome;
    return record;
}

} // namespace

class TestTokenCount : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theUsageOfAServerCounts()
    {
        RequestRecord record = streamOf(4, 5);
        QVERIFY(countTokens(record) == (TokenCount{4, 4, TokenSource::Chunks, UsageFault::None}));
        record.usage.output = 9;
        QVERIFY(countTokens(record) == (TokenCount{9, 9, TokenSource::Usage, UsageFault::None}));
        record.usage.reasoning = 3; // none of it was streamed
        QVERIFY(countTokens(record) == (TokenCount{9, 6, TokenSource::Usage, UsageFault::None}));
    }

    void aTokenizerCountsWhereUsageDoesNot()
    {
        RequestRecord record = streamOf(4, 5);
        record.counted = {7, 6};
        QVERIFY(countTokens(record) == (TokenCount{6, 6, TokenSource::Tokenizer, UsageFault::None}));
        QCOMPARE(inputTokens(record), std::optional<quint64>(7));
        QVERIFY(spreadTokens(record) == (std::vector<quint64>{2, 2, 1, 1})); // by text, as usage is
        QCOMPARE(derive(record).tokensPerChunk, 1.5);
        // Usage that can't be true falls to the tokenizer, usage that can be goes before it.
        record.usage.output = 0;
        QVERIFY(countTokens(record) ==
                (TokenCount{6, 6, TokenSource::Tokenizer, UsageFault::ZeroBesideText}));
        record.usage.output = 9;
        record.usage.input = 11;
        QVERIFY(countTokens(record) == (TokenCount{9, 9, TokenSource::Usage, UsageFault::None}));
        QCOMPARE(inputTokens(record), std::optional<quint64>(11));
        // No token beside chunks that bear some: it is not the model's tokenizer.
        record.usage = {};
        record.counted.output = 0;
        QVERIFY(countTokens(record) == (TokenCount{4, 4, TokenSource::Chunks, UsageFault::None}));
    }

    void severalCountsAreMixed()
    {
        using enum TokenSource;
        QVERIFY(commonSource({}) == Chunks);
        QVERIFY(commonSource({{Usage, 3}, {UsageWithReasoning, 1}}) == Usage);
        QVERIFY(commonSource({{Tokenizer, 3}, {Usage, 0}}) == Tokenizer);
        QVERIFY(commonSource({{Tokenizer, 3}, {Chunks, 1}}) == Mixed);
        QVERIFY(commonSource({{Usage, 3}, {Tokenizer, 1}}) == Mixed);
    }

    void zeroBesideTextIsSetAside()
    {
        RequestRecord record = streamOf(19, 5);
        record.usage.output = 0;
        QVERIFY(countTokens(record) == (TokenCount{19, 19, TokenSource::Chunks, UsageFault::ZeroBesideText}));
        RequestRecord empty = streamOf(0, 0);
        empty.usage.output = 0;
        QVERIFY(countTokens(empty) == (TokenCount{0, 0, TokenSource::Usage, UsageFault::None}));
    }

    void reasoningThatWasLeftOutIsAdded()
    {
        // 12 + 2 + 4 = 18: two words, and four tokens of reasoning that nobody saw.
        RequestRecord record = streamOf(2, 1);
        record.usage = {12, std::nullopt, 2, 4, 18};
        QVERIFY(countTokens(record) ==
                (TokenCount{6, 2, TokenSource::UsageWithReasoning, UsageFault::WithoutReasoning}));
        // The same, streamed as four chunks of reasoning before.
        RequestRecord streamed = scripted(QStringLiteral("r10 r20 r30 r40 c50 c60"));
        streamed.usage = record.usage;
        QVERIFY(countTokens(streamed) ==
                (TokenCount{6, 6, TokenSource::UsageWithReasoning, UsageFault::WithoutReasoning}));
        // 12 + 6 = 18: it is in the output already.
        record.usage = {12, std::nullopt, 6, 4, 18};
        QVERIFY(countTokens(record) == (TokenCount{6, 2, TokenSource::Usage, UsageFault::None}));
    }

    void aPlaceholderIsNoCountOfACutAnswer()
    {
        for (OutcomeClass outcome : {OutcomeClass::Abandoned, OutcomeClass::CutByTestEnd,
                                     OutcomeClass::StallTimeout, OutcomeClass::StreamInterrupted}) {
            RequestRecord cut = streamOf(6, 1, outcome);
            cut.usage.output = 1; // of message_start
            QVERIFY(countTokens(cut) == (TokenCount{6, 6, TokenSource::Chunks, UsageFault::Placeholder}));
            cut.usage.output = 24; // told with each chunk, of four tokens
            QVERIFY(countTokens(cut) == (TokenCount{24, 24, TokenSource::Usage, UsageFault::None}));
        }
        RequestRecord unchecked = streamOf(6, 1, OutcomeClass::CheckFailed); // which is whole
        unchecked.usage.output = 5;
        QCOMPARE(countTokens(unchecked).output, quint64{5});
    }

    void wholeAnswersMaySplitATokenOverTwoChunks_data()
    {
        QTest::addColumn<int>("chunks");
        QTest::addColumn<int>("bytes");
        QTest::addColumn<quint64>("usage");
        QTest::addColumn<bool>("stands");
        QTest::addRow("one more") << 21 << 40 << quint64{20} << true;
        QTest::addRow("two a token") << 40 << 40 << quint64{20} << true;
        QTest::addRow("more than two") << 41 << 40 << quint64{20} << false;
        QTest::addRow("each character by itself") << 80 << 1 << quint64{20} << true;
        QTest::addRow("sixteen bytes a token") << 320 << 1 << quint64{20} << true;
        QTest::addRow("seventeen") << 340 << 1 << quint64{20} << false;
        QTest::addRow("a placeholder") << 19 << 5 << quint64{1} << false;
    }
    void wholeAnswersMaySplitATokenOverTwoChunks()
    {
        QFETCH(int, chunks);
        QFETCH(int, bytes);
        QFETCH(quint64, usage);
        QFETCH(bool, stands);
        RequestRecord record = streamOf(chunks, bytes);
        record.usage.output = usage;
        const TokenCount count = countTokens(record);
        QCOMPARE(count.output, stands ? usage : quint64(chunks));
        QVERIFY(count.fault == (stands ? UsageFault::None : UsageFault::BelowStreamed));
    }

    void moreThanTextHoldsIsSetAside_data()
    {
        QTest::addColumn<QString>("chunks");
        QTest::addColumn<quint64>("output");
        QTest::addColumn<quint64>("reasoning"); // 0: not told
        QTest::addColumn<bool>("stands");
        QTest::addRow("a token a byte, and marks") << u"c10:5 c20:5"_qs << quint64{42} << quint64{0} << true;
        QTest::addRow("one more") << u"c10:5 c20:5"_qs << quint64{43} << quint64{0} << false;
        QTest::addRow("a million") << u"c10:5 c20:5"_qs << quint64{1'000'000} << quint64{0} << false;
        QTest::addRow("on one chunk") << u"c10:4"_qs << quint64{1'000'000'000'000'000} << quint64{0} << false;
        QTest::addRow("hidden reasoning, told") << u"c10:5 c20:5"_qs << quint64{1000} << quint64{990} << true;
        QTest::addRow("told, but not enough") << u"c10:5 c20:5"_qs << quint64{1000} << quint64{957} << false;
        QTest::addRow("a summary of reasoning") << u"r10:10 c20:5"_qs << quint64{197} << quint64{0} << true;
        QTest::addRow("no summary is so short") << u"r10:10 c20:5"_qs << quint64{198} << quint64{0} << false;
        QTest::addRow("reasoning told is no summary")
            << u"r10:10 c20:5"_qs << quint64{49} << quint64{1} << false;
    }
    void moreThanTextHoldsIsSetAside()
    {
        QFETCH(const QString, chunks);
        QFETCH(const quint64, output);
        QFETCH(const quint64, reasoning);
        QFETCH(const bool, stands);
        RequestRecord record = scripted(chunks);
        record.usage.output = output;
        if (reasoning > 0)
            record.usage.reasoning = reasoning;
        const TokenCount count = countTokens(record);
        QCOMPARE(count.output, stands ? output : quint64{record.chunkCount});
        QVERIFY(count.fault == (stands ? UsageFault::None : UsageFault::AboveText));
        record.streamed = false;
        QVERIFY(countTokens(record).fault == count.fault);
    }

    void theBodyBoundsTextOfUnknownLength()
    {
        RequestRecord record = streamOf(4, 5);
        record.chunks.clear();
        record.bytesReceived = 500;
        record.usage.output = 532;
        QVERIFY(countTokens(record).fault == UsageFault::None);
        record.usage.output = 533;
        QVERIFY(countTokens(record) == (TokenCount{4, 4, TokenSource::Chunks, UsageFault::AboveText}));
    }

    void aStreamWithoutATokenHasNone()
    {
        RequestRecord empty = streamOf(0, 0, OutcomeClass::EmptyStream);
        empty.usage.output = 128;
        QVERIFY(countTokens(empty) == (TokenCount{0, 0, TokenSource::Chunks, UsageFault::AboveText}));
        empty.usage.reasoning = 128; // it thought, and had nothing to say
        QVERIFY(countTokens(empty) == (TokenCount{128, 0, TokenSource::Usage, UsageFault::None}));
        RequestRecord cut = streamOf(0, 0, OutcomeClass::Abandoned);
        cut.usage.output = 1; // of message_start
        QVERIFY(countTokens(cut) == (TokenCount{0, 0, TokenSource::Chunks, UsageFault::Placeholder}));
        RequestRecord picture = streamOf(0, 0);
        picture.streamed = false;
        picture.usage.output = 1056;
        QCOMPARE(countTokens(picture).output, quint64{1056});
    }

    void whatIsNoCountIsSetAside()
    {
        RequestRecord record = streamOf(4, 5);
        record.usage.unreadable = static_cast<quint8>(UsagePart::Output);
        QVERIFY(countTokens(record) == (TokenCount{4, 4, TokenSource::Chunks, UsageFault::Unreadable}));
        record.usage.unreadable = static_cast<quint8>(UsagePart::Input);
        QVERIFY(countTokens(record).fault == UsageFault::None);
    }

    void cachedTokensArePartOfTheInput()
    {
        Usage usage;
        usage.cachedInput = 7;
        QVERIFY(!cachedTokens(usage) && !isCachedAboveInput(usage));
        usage.input = 7;
        QCOMPARE(cachedTokens(usage), std::optional<quint64>(7));
        usage.input = 6;
        QVERIFY(!cachedTokens(usage) && isCachedAboveInput(usage));
    }

    void spreadingFollowsTheCount()
    {
        RequestRecord record = streamOf(19, 5);
        record.usage.output = 0;
        QVERIFY(spreadTokens(record) == std::vector<quint64>(19, 1));
        QVERIFY(derive(record).tokenSource == TokenSource::Chunks);
    }

    void answersInOnePieceAreCoalesced_data()
    {
        QTest::addColumn<int>("chunks");
        QTest::addColumn<quint32>("tokenReads");
        QTest::addColumn<quint32>("shared");
        QTest::addColumn<bool>("coalesced");
        QTest::addRow("each by itself") << 16 << 16U << 0U << false;
        QTest::addRow("half share") << 16 << 9U << 8U << false;
        QTest::addRow("over half share") << 16 << 8U << 9U << true;
        QTest::addRow("a tenth as many reads") << 20 << 2U << 2U << false;
        QTest::addRow("fewer than a tenth") << 21 << 2U << 2U << true;
        QTest::addRow("two in one read") << 2 << 1U << 2U << true;
        QTest::addRow("two in two") << 2 << 2U << 0U << false;
        QTest::addRow("one has no gap") << 1 << 1U << 0U << false;
        QTest::addRow("reads are not known") << 16 << 0U << 0U << false;
    }
    void answersInOnePieceAreCoalesced()
    {
        QFETCH(int, chunks);
        QFETCH(quint32, tokenReads);
        QFETCH(quint32, shared);
        QFETCH(bool, coalesced);
        RequestRecord record = streamOf(chunks, 1);
        record.tokenReadCount = tokenReads;
        record.sharedChunkCount = shared;
        QCOMPARE(isCoalesced(record), coalesced);
        const DerivedFigures figures = derive(record);
        QCOMPARE(figures.tpot.has_value(), chunks > 1 && !coalesced);
        QCOMPARE(figures.tpotAfterFirst.has_value(), chunks > 1 && !coalesced);
        QCOMPARE(figures.longestGap.has_value(), chunks > 1 && !coalesced);
        QVERIFY(figures.ttft && figures.e2e); // which a buffer does not make up
        int gaps = 0;
        forEachGap(record, [&gaps](Nanoseconds, const ChunkStamp &) { ++gaps; });
        QCOMPARE(gaps, coalesced ? 0 : chunks - 1);
    }

    void aWithheldFigureKeepsNoServiceLevel()
    {
        RequestRecord record = streamOf(4, 1);
        record.tokenReadCount = 1;
        record.sharedChunkCount = 4;
        Slo slo;
        slo.ttft = 1s;
        QVERIFY(slo.isMetBy(derive(record)));
        slo.tpot = 1s;
        QVERIFY(!slo.isMetBy(derive(record)));
    }
};

QTEST_APPLESS_MAIN(TestTokenCount)
#include "tst_tokencount.moc"
