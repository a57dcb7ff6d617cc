// SPDX-License-Identifier: GPL-3.0-or-later
// Whole answers of every dialect, embeddings among them.
#include "support/dialecttools.h"

#include <QTest>
#include <QtEndian>

#include <cmath>

using namespace weir;
using namespace weir::test;

class TestDialectAnswers : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void wholes_data();
    void wholes();
    void withoutUsage_data();
    void withoutUsage();
    void embeddings();
    void idsAreOfOneLength();
};

void TestDialectAnswers::wholes_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArrayList>("expected"); ///< "POINTER=VALUE"
    QTest::newRow("chat") << QByteArray("/v1/chat/completions")
                          << QByteArrayList{"/object=chat.completion",
                                            "/model=mo\"del",
                                            "/choices/0/message/content= one two six",
                                            "/choices/0/message/reasoning_content= think hard",
                                            "/choices/0/finish_reason=stop",
                                            "/usage/total_tokens=17",
                                            "/timings/predicted_ms=3"};
    QTest::newRow("completions") << QByteArray("/v1/completions")
                                 << QByteArrayList{"/choices/0/text= think hard one two six",
                                                   "/choices/0/finish_reason=stop",
                                                   "/usage/prompt_tokens=12"};
    QTest::newRow("responses") << QByteArray("/v1/responses")
                               << QByteArrayList{"/object=response", "/status=completed",
                                                 "/output/0/summary/0/text= think hard",
                                                 "/output/1/content/0/text= one two six",
                                                 "/usage/output_tokens_details/reasoning_tokens=2"};
    QTest::newRow("anthropic") << QByteArray("/v1/messages")
                               << QByteArrayList{"/type=message",
                                                 "/content/0/thinking= think hard",
                                                 "/content/1/text= one two six",
                                                 "/stop_reason=end_turn",
                                                 "/usage/input_tokens=8",
                                                 "/usage/cache_read_input_tokens=4",
                                                 "/usage/output_tokens=5"};
    QTest::newRow("ollama chat") << QByteArray("/api/chat")
                                 << QByteArrayList{"/message/content= one two six",
                                                   "/message/thinking= think hard",
                                                   "/done=true",
                                                   "/done_reason=stop",
                                                   "/eval_count=5",
                                                   "/created_at=2023-11-14T22:13:20Z"};
    QTest::newRow("ollama generate") << QByteArray("/api/generate")
                                     << QByteArrayList{"/response= one two six", "/thinking= think hard",
                                                       "/done=true"};
    QTest::newRow("dashscope") << QByteArray("/api/v1/services/aigc/text-generation/generation")
                               << QByteArrayList{"/output/text= think hard one two six",
                                                 "/output/finish_reason=stop", "/usage/total_tokens=17",
                                                 "/request_id=00000000-0000-1234-"};
    QTest::newRow("qianfan") << QByteArray("/rpc/2.0/ai_custom/v1/wenxinworkshop/chat/m")
                             << QByteArrayList{"/result= one two six", "/reasoning_content= think hard",
                                               "/finish_reason=normal", "/is_truncated=false",
                                               "/usage/completion_tokens=5"};
    QTest::newRow("tgi") << QByteArray("/generate")
                         << QByteArrayList{"/generated_text= think hard one two six"};
    QTest::newRow("llama.cpp") << QByteArray("/completion")
                               << QByteArrayList{"/content= think hard one two six", "/stop=true",
                                                 "/stop_type=eos", "/tokens_predicted=5",
                                                 "/timings/queue_ms=1"};
}

void TestDialectAnswers::wholes()
{
    QFETCH(QByteArray, path);
    QFETCH(QByteArrayList, expected);
    const QJsonObject object = wholeObject(path, sampleFacts(), sampleWhole(FinishReason::Stop));
    for (const QByteArray &entry : expected) {
        const QByteArray pointer = entry.left(entry.indexOf('='));
        const QByteArray wanted = entry.mid(entry.indexOf('=') + 1);
        const QByteArray value = at(object, pointer).toVariant().toString().toUtf8();
        // Only the beginning of an id is the same for all.
        QVERIFY2(pointer == "/request_id" ? value.startsWith(wanted) && value.size() == 36 : value == wanted,
                 (entry + " is " + value).constData());
    }
    // A truncated answer has no finish reason and is JSON all the same.
    WholeText cut = sampleWhole(FinishReason::Stop);
    cut.reason.reset();
    cut.stages = nullptr;
    QVERIFY(!wholeObject(path, sampleFacts(), cut).isEmpty());
    AnswerFacts details = sampleFacts();
    details.asked.form = 1;
    if (path == "/generate") {
        const QJsonObject tgi = wholeObject(path, details, sampleWhole(FinishReason::Stop));
        QCOMPARE(at(tgi, "/details/generated_tokens").toInt(), 5);
        QCOMPARE(at(tgi, "/details/tokens").toArray().size(), 5);
        QCOMPARE(at(tgi, "/details/tokens/4/text").toString(), QStringLiteral(" six"));
    }
}

void TestDialectAnswers::withoutUsage_data()
{
    QTest::addColumn<QByteArray>("path");
    for (const QByteArray &path : dialectPaths())
        QTest::newRow(path.constData()) << path;
}

void TestDialectAnswers::withoutUsage()
{
    QFETCH(QByteArray, path);
    AnswerFacts facts = sampleFacts();
    facts.usage = false;
    KeptEvents events;
    if (const std::unique_ptr<StreamWriter> writer = dialectAt(path).streamWriter(facts))
        writeSample(*writer, events, FinishReason::Stop, nullptr);
    WholeText text = sampleWhole(FinishReason::Stop);
    text.stages = nullptr;
    const QByteArray written =
        events.framed(Framing::Lines) + QByteArray::fromStdString(dialectAt(path).whole(facts, text));
    for (const char *word :
         {"usage\":{", "eval_count", "tokens_predicted", "generated_tokens", "input_length"})
        QVERIFY2(!written.contains(word), word);
}

void TestDialectAnswers::embeddings()
{
    AnswerFacts facts = sampleFacts();
    facts.asked.embedding = true;
    facts.asked.inputs = 2;
    facts.asked.dimensions = 8;
    facts.asked.promptHash = 99;
    const QJsonObject numbers = wholeObject("/v1/embeddings", facts, sampleWhole(FinishReason::Stop));
    QCOMPARE(at(numbers, "/data").toArray().size(), 2);
    QCOMPARE(at(numbers, "/data/1/index").toInt(), 1);
    QVERIFY(at(numbers, "/data/0/embedding") != at(numbers, "/data/1/embedding"));
    QCOMPARE(at(numbers, "/usage/total_tokens").toInt(), 12);
    facts.asked.form = 1;
    facts.key = 5; // another request for the same texts gets the same vectors
    const QJsonObject coded = wholeObject("/v1/embeddings", facts, sampleWhole(FinishReason::Stop));
    for (int index : {0, 1}) {
        const QByteArray place = "/data/" + QByteArray::number(index) + "/embedding";
        const QByteArray bytes = QByteArray::fromBase64(at(coded, place).toString().toLatin1());
        QCOMPARE(bytes.size(), 8 * 4);
        double squares = 0;
        for (int i = 0; i < 8; ++i) {
            const float number = qFromLittleEndian<float>(bytes.constData() + i * 4);
            QCOMPARE(number, float(at(numbers, place).toArray().at(i).toDouble()));
            squares += double(number) * double(number);
        }
        QVERIFY(std::abs(squares - 1) < 1e-5);
    }
}

void TestDialectAnswers::idsAreOfOneLength()
{
    AnswerFacts small = sampleFacts();
    AnswerFacts large = sampleFacts();
    small.key = 1;
    large.key = std::numeric_limits<quint64>::max();
    for (const QByteArray &path : dialectPaths())
        QCOMPARE(dialectAt(path).whole(small, sampleWhole(FinishReason::Stop)).size(),
                 dialectAt(path).whole(large, sampleWhole(FinishReason::Stop)).size());
}

QTEST_GUILESS_MAIN(TestDialectAnswers)
#include "tst_dialectanswers.moc"
