// SPDX-License-Identifier: GPL-3.0-or-later
// Every kind of check on answers that hold it, answers that do not, and answers that can't be decided.
#include "protocol/answerchecks.h"
#include "scenario/enumnames.h"

#include <QTest>

using namespace weir;

namespace {

Check check(const char *kind, const char *text, quint64 count = 0, const char *name = "",
            const char *schema = "")
{
    Check made;
    made.kind = static_cast<Check::Kind>(enumNames<Check::Kind>().indexOf(QString::fromLatin1(kind)));
    made.text = QString::fromUtf8(text);
    made.count = count;
    made.name = QString::fromUtf8(name);
    made.schema.text = QString::fromUtf8(schema);
    return made;
}

Check ofBody(Check check)
{
    check.of = Check::Subject::Body;
    return check;
}

QString keyOf(const std::optional<Outcome> &failure)
{
    return failure ? failure->key() : QStringLiteral("holds");
}

const ResponseHead &sampleHead()
{
    static const ResponseHead head{
        200, {{"Content-Type", "application/json"}, {"X-Region", "eu-1"}, {"x-region", "eu-2"}}};
    return head;
}

} // namespace

Q_DECLARE_METATYPE(weir::Check)

class TestAnswerChecks : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void kinds_data()
    {
        QTest::addColumn<Check>("given");
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("key");
        const QString holds = QStringLiteral("holds");
        const auto fails = [](const char *kind) {
            return QStringLiteral("check_failed:%1").arg(QLatin1String(kind));
        };
        const auto row = [](const char *name, const Check &given, const QByteArray &text,
                            const QString &key) { QTest::newRow(name) << given << text << key; };
        row("contains", check("contains", "wäre"), "es wäre", holds);
        row("contains not", check("contains", "wäre"), "es war", fails("contains"));
        row("not contains", check("not_contains", "wäre"), "es war", holds);
        row("not contains, but does", check("not_contains", "wäre"), "es wäre", fails("not_contains"));
        row("matches", check("matches", "^\\d+ m$"), "12 m", holds);
        row("matches not", check("matches", "^\\d+ m$"), "12 km", fails("matches"));
        row("not matches", check("not_matches", "(?i)as an ai"), "A river.", holds);
        row("not matches, but does", check("not_matches", "(?i)as an ai"), "As an AI", fails("not_matches"));
        row("gives up", check("matches", "^(a+)+$"), QByteArray(5000, 'a') + '!',
            QStringLiteral("local_error:check_limit"));
        row("enough characters", check("min_characters", "", 3), "äöü", holds);
        row("too few characters", check("min_characters", "", 4), "äöü", fails("min_characters"));
        row("few enough characters", check("max_characters", "", 3), "äöü", holds);
        row("too many characters", check("max_characters", "", 2), "äöü", fails("max_characters"));
        row("JSON", check("json", ""), " {\"a\": 1}\n", holds);
        row("JSON of one value", check("json", ""), "42", holds);
        row("no JSON", check("json", ""), "```json\n{}\n```", fails("json"));
        row("two values", check("json", ""), "1, 2", fails("json"));
        row("closes what it did not open", check("json", ""), "1], [2", fails("json"));
        row("nothing", check("json", ""), "", fails("json"));
        row("an escape that JSON lacks", check("json", ""), "\"\\x\"", fails("json"));
        row("place", check("json_pointer", "", 0, "/a/0"), "{\"a\": [null]}", holds);
        row("no place", check("json_pointer", "", 0, "/a/1"), "{\"a\": [null]}", fails("json_pointer"));
        row("value", check("json_pointer", "3", 0, "/n"), "{\"n\": 3.0}", holds);
        row("text", check("json_pointer", "3", 0, "/n"), "{\"n\": \"3\"}", holds);
        row("object", check("json_pointer", "{\"x\": [1]}", 0, "/n"), "{\"n\": {\"x\":[1]}}", holds);
        row("other value", check("json_pointer", "3", 0, "/n"), "{\"n\": 4}", fails("json_pointer"));
        row("whole", check("json_pointer", "true", 0, ""), "true", holds);
        const Check schema = check("json_schema", "", 0, "", "{\"required\": [\"a\"]}");
        row("schema", schema, "{\"a\": 1}", holds);
        row("against the schema", schema, "{\"b\": 1}", fails("json_schema"));
        row("too deep for the schema", schema, QByteArray(500, '[') + QByteArray(500, ']'),
            QStringLiteral("local_error:check_limit"));
        row("no JSON for the schema", schema, "{\"a\"", fails("json_schema"));
    }
    void kinds()
    {
        QFETCH(const Check, given);
        QFETCH(const QByteArray, text);
        QFETCH(const QString, key);
        for (const Check &one : {given, ofBody(given)}) {
            const Result<AnswerChecks> checks = AnswerChecks::compile({one});
            QVERIFY(checks.ok());
            const bool ofAnswer = one.of == Check::Subject::Answer;
            QCOMPARE(checks->wantsText(), ofAnswer);
            QCOMPARE(checks->wantsBody(), !ofAnswer);
            FinishedAnswer answer;
            (ofAnswer ? answer.text : answer.body).bytes = text;
            answer.head = &sampleHead();
            const std::optional<Outcome> failure = checks->failure(answer);
            QCOMPARE(keyOf(failure), key);
            QVERIFY(!failure || !failure->message.isEmpty());
        }
    }

    void tokensAndHeads_data()
    {
        QTest::addColumn<Check>("given");
        QTest::addColumn<bool>("holds");
        QTest::newRow("enough tokens") << check("min_output_tokens", "", 3) << true;
        QTest::newRow("too few tokens") << check("min_output_tokens", "", 4) << false;
        QTest::newRow("few enough tokens") << check("max_output_tokens", "", 3) << true;
        QTest::newRow("too many tokens") << check("max_output_tokens", "", 2) << false;
        QTest::newRow("reason") << check("finish_reason", "stop") << true;
        QTest::newRow("other reason") << check("finish_reason", "length") << false;
        QTest::newRow("status") << check("status", "", 200) << true;
        QTest::newRow("other status") << check("status", "", 201) << false;
        QTest::newRow("header") << check("header", "", 0, "content-type") << true;
        QTest::newRow("header with") << check("header", "json", 0, "content-type") << true;
        QTest::newRow("the second of that name") << check("header", "eu-2", 0, "X-REGION") << true;
        QTest::newRow("header with other") << check("header", "us", 0, "x-region") << false;
        QTest::newRow("no header") << check("header", "", 0, "x-none") << false;
    }
    void tokensAndHeads()
    {
        QFETCH(const Check, given);
        QFETCH(const bool, holds);
        const Result<AnswerChecks> checks = AnswerChecks::compile({given});
        QVERIFY(checks.ok());
        QVERIFY(!checks->wantsText());
        QVERIFY(!checks->wantsBody());
        FinishedAnswer answer;
        answer.head = &sampleHead();
        answer.outputTokens = 3;
        answer.finishReason = QStringLiteral("stop");
        QCOMPARE(keyOf(checks->failure(answer)),
                 holds ? QStringLiteral("holds") : QStringLiteral("check_failed:") + enumName(given.kind));
    }

    void whatIsCutCantBeDecided_data()
    {
        QTest::addColumn<Check>("given");
        QTest::addColumn<QString>("key");
        const QString limit = QStringLiteral("local_error:check_limit");
        QTest::newRow("found") << check("contains", "river") << QStringLiteral("holds");
        QTest::newRow("not found") << check("contains", "weir") << limit;
        QTest::newRow("found, not wanted")
            << check("not_contains", "river") << QStringLiteral("check_failed:not_contains");
        QTest::newRow("not found, not wanted") << check("not_contains", "weir") << limit;
        QTest::newRow("expression") << check("matches", "river$") << limit;
        QTest::newRow("long enough") << check("min_characters", "", 5) << QStringLiteral("holds");
        QTest::newRow("perhaps long enough") << check("min_characters", "", 6) << limit;
        QTest::newRow("too long") << check("max_characters", "", 4)
                                  << QStringLiteral("check_failed:max_characters");
        QTest::newRow("perhaps too long") << check("max_characters", "", 5) << limit;
        QTest::newRow("JSON") << check("json", "") << limit;
    }
    void whatIsCutCantBeDecided()
    {
        QFETCH(const Check, given);
        QFETCH(const QString, key);
        const Result<AnswerChecks> checks = AnswerChecks::compile({given});
        QVERIFY(checks.ok());
        FinishedAnswer answer;
        answer.text = {"river", true};
        QCOMPARE(keyOf(checks->failure(answer)), key);
    }

    void theFirstFailureCounts()
    {
        const Result<AnswerChecks> checks = AnswerChecks::compile(
            {check("contains", "a"), check("min_output_tokens", "", 2), check("finish_reason", "stop")});
        QVERIFY(checks.ok());
        FinishedAnswer answer;
        answer.text.bytes = "a";
        answer.outputTokens = 1;
        QCOMPARE(keyOf(checks->failure(answer)), QStringLiteral("check_failed:min_output_tokens"));
    }

    void simulationsHaveNoWire()
    {
        const Result<AnswerChecks> checks = AnswerChecks::compile(
            {check("header", "", 0, "x-none"), check("status", "", 204), ofBody(check("contains", "a"))});
        QVERIFY(checks.ok());
        QCOMPARE(keyOf(checks->failure(FinishedAnswer())), QStringLiteral("holds"));
    }

    void refused_data()
    {
        QTest::addColumn<Check>("given");
        QTest::addColumn<QString>("where");
        QTest::newRow("expression") << check("matches", "a(") << QStringLiteral("/checks/1/text");
        QTest::newRow("pointer") << check("json_pointer", "", 0, "a") << QStringLiteral("/checks/1/name");
        QTest::newRow("schema") << check("json_schema", "", 0, "", "{") << QStringLiteral("/checks/1/schema");
        QTest::newRow("no schema") << check("json_schema", "", 0, "", "")
                                   << QStringLiteral("/checks/1/schema");
    }
    void refused()
    {
        QFETCH(const Check, given);
        QFETCH(const QString, where);
        const Result<AnswerChecks> checks = AnswerChecks::compile({check("json", ""), given});
        QVERIFY(!checks.ok());
        QVERIFY2(checks.error().where.english().startsWith(where), qPrintable(checks.error().text()));
    }
};

QTEST_GUILESS_MAIN(TestAnswerChecks)
#include "tst_answerchecks.moc"
