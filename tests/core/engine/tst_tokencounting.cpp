// SPDX-License-Identifier: GPL-3.0-or-later
// From an answer's events to a count by the target's tokenizer: only where the server told none, and of the
// whole answer.
#include "core/tokens/smalltokenizers.h"
#include "engine/answertext.h"
#include "engine/tokencounting.h"
#include "handattempt.h"

#include <QFile>
#include <QTemporaryDir>

using namespace weir;
using namespace weir::test;

namespace {

class Ended final : public AttemptObserver
{
public:
    void onAttemptRead(Attempt &, quint64, quint32) override {}
    void onAttemptFirstToken(const RequestRecord &, TimePoint) override {}
    void onAttemptChunk(const RequestRecord &, std::optional<Nanoseconds>) override {}
    void onAttemptEnded(Attempt &attempt) override { record = attempt.takeRecord(); }

    RequestRecord record;
};

QByteArray delta(const char *members)
{
    return QByteArray("data: {\"choices\":[{\"delta\":{") + members + "}}]}\n\n";
}

} // namespace

class TestTokenCounting : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        QFile file(m_folder.filePath(QStringLiteral("tokenizer.json")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(byteLevelJson({QStringLiteral("h e"), QStringLiteral("l l"), QStringLiteral("he ll"),
                                  QStringLiteral("hell o")}));
    }

    void whatTheServerDoesNotTellIsCounted()
    {
        // "hello" and "hell", cut across the tokens; "hello" again of the prompt, and "h|i" before it.
        const RequestRecord record = answered({delta(R"("reasoning_content":"he")"),
                                               delta(R"("content":"llohe")"), delta(R"("content":"ll")")});
        QCOMPARE(record.counted.output, std::optional<quint64>(2));
        QCOMPARE(record.counted.input,
                 std::optional<quint64>(4)); // "hi", the line's end, "hello": h|i|\n|hello
        QVERIFY(!record.uncounted);
    }

    void usageGoesBefore()
    {
        const RequestRecord record =
            answered({delta(R"("content":"hello")"), "data: "
                                                     "{\"choices\":[],\"usage\":{\"prompt_tokens\":9,"
                                                     "\"completion_tokens\":3,\"total_tokens\":12}}\n\n"});
        QVERIFY(record.counted == CountedTokens());
    }

    void usageThatCantBeTrueIsReplaced()
    {
        const RequestRecord record =
            answered({delta(R"("content":"hello")"), "data: "
                                                     "{\"choices\":[],\"usage\":{\"prompt_tokens\":9,"
                                                     "\"completion_tokens\":0,\"total_tokens\":9}}\n\n"});
        QCOMPARE(record.counted.output, std::optional<quint64>(1));
        QCOMPARE(record.counted.input, std::optional<quint64>());
    }

    void aCallOfAToolIsNotCounted()
    {
        const RequestRecord record =
            answered({delta(R"("content":"hello")"),
                      delta(R"("tool_calls":[{"index":0,"function":{"name":"f","arguments":"{}"}}])")});
        QCOMPARE(record.chunkCount, quint32{2});
        QCOMPARE(record.counted.output, std::optional<quint64>());
        QCOMPARE(record.outcome.message.code(), QByteArray("tokens.answer_is_no_text"));
    }

    void aTokenizerThatGivesUpIsTold()
    {
        QFile file(m_folder.filePath(QStringLiteral("tokenizer.json")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(
            "{\"pre_tokenizer\": {\"type\": \"Split\", \"behavior\": \"Isolated\", \"pattern\": {\"Regex\": "
            "\"(?:a|a|aa)+[0-9]$\"}}, \"model\": {\"type\": \"BPE\", \"vocab\": {\"a\": 0}, \"merges\": "
            "[]}}");
        file.close();
        const QByteArray text = "\"content\":\"" + QByteArray(200, 'a') + "1b\"";
        const RequestRecord record = answered({delta(text.constData())});
        QCOMPARE(record.counted.output, std::optional<quint64>());
        QCOMPARE(record.outcome.message.code(), QByteArray("tokens.gave_up"));
    }

    void withoutATokenizerNothingIsKept()
    {
        const RequestRecord record = answered({delta(R"("content":"hello")")}, false);
        QVERIFY(record.counted == CountedTokens() && !record.uncounted);
    }

    void waitingTextsAreBounded()
    {
        const std::shared_ptr<std::atomic<quint64>> waiting = std::make_shared<std::atomic<quint64>>(0);
        RequestRecord record;
        record.chunkCount = 1;
        const auto textOf = [&](const QByteArray &text) {
            AnswerText answer(waiting);
            StreamEvent event;
            event.text = text;
            event.textLength = static_cast<quint32>(text.size());
            answer.add(event);
            return answer.takeFor(record);
        };
        std::shared_ptr<const UncountedText> kept = textOf("hello");
        QCOMPARE(waiting->load(), quint64{5});
        *waiting += mostWaitingText;
        QCOMPARE(textOf("more")->notKept.code(), QByteArray("tokens.no_room"));
        *waiting -= mostWaitingText;
        kept.reset();
        QCOMPARE(waiting->load(), quint64{0});
        QCOMPARE(textOf(QByteArray(longestCountedAnswer + 1, 'a'))->notKept.code(),
                 QByteArray("tokens.answer_is_no_text"));
    }

    void aFileThatIsNoneEndsTheRunBeforeItBegins()
    {
        Scenario scenario = handScenario();
        scenario.targets[0].tokenizer = QStringLiteral("none.json");
        const Result<std::shared_ptr<const RunContext>> context =
            RunContext::prepare(*planRun(scenario, {m_folder.path(), {}, QStringLiteral("test")}),
                                std::make_shared<SystemClock>());
        QVERIFY(!context);
        QVERIFY(context.error().text().contains(u"/targets/0/tokenizer"));
        QVERIFY(context.error().text().contains(u"none.json"));
    }

private:
    RequestRecord answered(const QByteArrayList &events, bool hasTokenizer = true)
    {
        Scenario scenario = handScenario();
        scenario.requests[0].system = QStringLiteral("hi");
        scenario.requests[0].prompt = QStringLiteral("hello");
        if (hasTokenizer)
            scenario.targets[0].tokenizer = QStringLiteral("tokenizer.json");
        const std::shared_ptr<const RunContext> context =
            *RunContext::prepare(*planRun(scenario, {m_folder.path(), {}, QStringLiteral("test")}),
                                 std::make_shared<SystemClock>());
        Ended observer;
        HandAttempt attempt(*context, observer, 0, RequestRecord{});
        RequestChoice choice;
        choice.seed = 1;
        attempt.begin(choice, {});
        attempt.open();
        for (const QByteArray &event : events)
            attempt.noteBytes(context->clock->now(), event);
        attempt.succeed();
        countTokensOf(observer.record, *context);
        return observer.record;
    }

    QTemporaryDir m_folder;
};

QTEST_GUILESS_MAIN(TestTokenCounting)
#include "tst_tokencounting.moc"
