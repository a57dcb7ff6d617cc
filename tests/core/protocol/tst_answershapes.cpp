// SPDX-License-Identifier: GPL-3.0-or-later
// The shapes of real answers through decoder and judge alone, cut at every byte.
#include "protocol/judge.h"
#include "support/streamcases.h"

#include <QTest>

#include <map>

using namespace weir;
using namespace weir::test;

namespace {

constexpr qsizetype mostCuts = 4096; ///< Of huge bodies the first ones only.

const DecoderFactory &factoryFor(const StreamCase &shape)
{
    static std::map<std::pair<QString, quint32>, std::shared_ptr<const DecoderFactory>> made;
    std::shared_ptr<const DecoderFactory> &factory = made[{shape.vendor, shape.mostEventMib}];
    if (!factory)
        factory = *DecoderFactory::compile(*findVendor(shape.vendor), quint64{shape.mostEventMib} << 20);
    return *factory;
}

ResponseHead headOf(const StreamCase &shape)
{
    ResponseHead head{shape.status, {}};
    for (const QByteArray &header : shape.headers) {
        const qsizetype colon = header.indexOf(':');
        head.headers.emplace_back(header.left(colon), header.mid(colon + 1).trimmed());
    }
    return head;
}

/// What an attempt would record of the bytes in these pieces.
RequestRecord recorded(const StreamCase &shape, const QByteArrayList &pieces)
{
    const DecoderFactory &factory = factoryFor(shape);
    RequestRecord record;
    record.streamed = shape.stream;
    ResponseFacts facts;
    facts.head = headOf(shape);
    facts.streamed = shape.stream;
    facts.protocolHasTerminator = factory.preset().hasTerminator();
    const std::unique_ptr<Decoder> decoder = factory.decoderFor(*facts.head, shape.stream);
    const Decoder::Sink sink = [&](const StreamEvent &event) {
        if (facts.sawTerminator)
            return;
        facts.note(event);
        record.streamed = record.streamed && !event.isWhole;
        record.chunkCount += event.chunk ? 1 : 0;
        record.finishReason = event.finishReason.value_or(record.finishReason);
        if (event.usage && event.usage->input)
            record.usage.input = event.usage->input;
        if (event.usage && event.usage->output)
            record.usage.output = event.usage->output;
    };
    for (QByteArray piece : pieces) {
        piece.detach();
        if (!facts.sawMalformed)
            decoder->feed(piece, sink);
        piece.fill('#'); // a view that was kept too long shows
    }
    if (!facts.sawMalformed)
        decoder->finish(sink);
    facts.form = decoder->form();
    record.outcome = judge(facts, {}, LocalEnd::None);
    return record;
}

} // namespace

class TestAnswerShapes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyCutGivesTheSame_data()
    {
        QTest::addColumn<int>("index");
        for (std::size_t i = 0; i < streamCases().size(); ++i)
            QTest::newRow(qPrintable(streamCases()[i].vendor + QStringLiteral(": ") + streamCases()[i].name))
                << int(i);
    }
    void everyCutGivesTheSame()
    {
        QFETCH(int, index);
        const StreamCase &shape = streamCases()[std::size_t(index)];
        const QByteArray body = shape.body();
        QCOMPARE(shape.faultOf(recorded(shape, {body})), QString());
        const bool isHuge = body.size() > mostCuts;
        for (qsizetype i = 0; i <= body.size() && i < mostCuts; i += isHuge ? 97 : 1) {
            const QString fault = shape.faultOf(recorded(shape, {body.left(i), body.mid(i)}));
            QVERIFY2(fault.isEmpty(), qPrintable(QStringLiteral("cut at %1: %2").arg(i).arg(fault)));
        }
        if (isHuge)
            return;
        QByteArrayList single;
        for (qsizetype i = 0; i < body.size(); ++i)
            single << body.mid(i, 1);
        QCOMPARE(shape.faultOf(recorded(shape, single)), QString());
    }
};

QTEST_GUILESS_MAIN(TestAnswerShapes)
#include "tst_answershapes.moc"
