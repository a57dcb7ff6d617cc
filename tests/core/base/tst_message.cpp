// SPDX-License-Identifier: GPL-3.0-or-later
// Sentences as data: their places, their two languages, and what files keep of them.
#include "base/message.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>
#include <QTranslator>

using namespace weir;

namespace {

constexpr MessageText lineText = WEIR_TEXT("test.line", "Line %2 of %1.");
constexpr MessageText becauseText = WEIR_TEXT("test.because", "No run, because: %1");

/// Knows one sentence, with its places in another order.
class Translator : public QTranslator
{
public:
    QString translate(const char *context, const char *sourceText, const char *, int) const override
    {
        const bool isKnown =
            qstrcmp(context, lineText.code) == 0 && qstrcmp(sourceText, lineText.english) == 0;
        return isKnown ? QStringLiteral("%1 的第 %2 行。") : QString();
    }
    bool isEmpty() const override { return false; }
};

/// Installed for as long as it lives.
class Installed
{
public:
    Installed() { QCoreApplication::installTranslator(&m_translator); }
    ~Installed() { QCoreApplication::removeTranslator(&m_translator); }
    Q_DISABLE_COPY_MOVE(Installed)

private:
    Translator m_translator;
};

Message lineOf(const QString &file, int line)
{
    return {lineText, file, line};
}

Message nested(int depth)
{
    Message message = lineOf(QStringLiteral("a"), 1);
    for (int i = 0; i < depth; ++i)
        message = Message(becauseText, message);
    return message;
}

} // namespace

class TestMessage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aHostileSentenceStaysSmall()
    {
        QJsonArray arguments{QString(10'000, u'x')};
        const QJsonObject json{{u"code"_qs, u"a.b"_qs},
                               {u"english"_qs, QStringLiteral("%1").repeated(100'000)},
                               {u"arguments"_qs, arguments}};
        QVERIFY(Message::fromJson(json).english().size() < 100'000);
    }

    void placesAreFilled_data();
    void placesAreFilled();
    void emptySaysNothing();
    void wordsFromElsewhereStay();
    void sentencesNest();
    void isTranslatedWhereItIsShown();
    void mapReachesEveryWord();
    void equality();
    void isReadBack_data();
    void isReadBack();
    void jsonIsForAllReaders();
    void hostileTextIsWords_data();
    void hostileTextIsWords();
    void hostileJsonIsNoCrash();
    void anotherVersionsSentenceKeepsItsEnglish();
    void textsOfMany();
};

void TestMessage::placesAreFilled_data()
{
    QTest::addColumn<QString>("pattern");
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("filled");
    const auto row = [](const char *name, const char *pattern, const QStringList &arguments,
                        const char *filled) {
        QTest::newRow(name) << QString::fromUtf8(pattern) << arguments << QString::fromUtf8(filled);
    };
    row("in order", "%1 of %2", {u"3"_qs, u"5"_qs}, "3 of 5");
    row("turned", "%2 of %1", {u"3"_qs, u"5"_qs}, "5 of 3");
    row("twice", "%1, %1", {u"a"_qs}, "a, a");
    row("argument with a place", "%1 then %2", {u"%2"_qs, u"b"_qs}, "%2 then b");
    row("argument that makes a place", "%%12", {u""_qs, u"b"_qs}, "%2");
    row("argument after a per cent sign", "%1", {u"5 %1"_qs}, "5 %1");
    row("no argument for it", "%1 %2", {u"a"_qs}, "a %2");
    row("too many arguments", "%1", {u"a"_qs, u"b"_qs}, "a");
    row("one digit", "%10", {u"a"_qs}, "a0");
    row("nine", "%9", {u"1"_qs, u"2"_qs, u"3"_qs, u"4"_qs, u"5"_qs, u"6"_qs, u"7"_qs, u"8"_qs, u"ninth"_qs},
        "ninth");
    row("no place", "100 %, %0, %a", {u"a"_qs}, "100 %, %0, %a");
    row("at the end", "50 %", {u"a"_qs}, "50 %");
    row("empty argument", "<%1>", {u""_qs}, "<>");
}

void TestMessage::placesAreFilled()
{
    QFETCH(QString, pattern);
    QFETCH(QStringList, arguments);
    QTEST(filledIn(pattern, {arguments.begin(), arguments.end()}), "filled");
}

void TestMessage::emptySaysNothing()
{
    QVERIFY(Message().isEmpty());
    QVERIFY(Message::verbatim(QString()).isEmpty());
    QCOMPARE(Message().text(), QString());
    QCOMPARE(Message().english(), QString());
    QCOMPARE(Message().code(), QByteArray());
    QVERIFY(Message().toJson().isNull());
    QVERIFY(Message().mapped([](const QString &) { return QStringLiteral("x"); }).isEmpty());
}

void TestMessage::wordsFromElsewhereStay()
{
    const Installed translator;
    const Message words = Message::verbatim(QStringLiteral("%1 is überlastet"));
    QCOMPARE(words.text(), QStringLiteral("%1 is überlastet"));
    QCOMPARE(words.english(), words.text());
    QVERIFY(words.code().isEmpty());
    QVERIFY(!words.isEmpty());
}

void TestMessage::sentencesNest()
{
    const Message message(becauseText, lineOf(QStringLiteral("a %1 b"), 7));
    QCOMPARE(message.english(), QStringLiteral("No run, because: Line 7 of a %1 b."));
    QCOMPARE(message.code(), QByteArray("test.because"));
    // A sentence without arguments fills a place by its name alone.
    QCOMPARE(Message(becauseText, WEIR_TEXT("test.full", "The disk is full.")).english(),
             QStringLiteral("No run, because: The disk is full."));
    QCOMPARE(nested(200).english(),
             QStringLiteral("No run, because: ").repeated(200) + QStringLiteral("Line 1 of a."));
}

void TestMessage::isTranslatedWhereItIsShown()
{
    const Message line = lineOf(QStringLiteral("x.json"), 3);
    const Message outer(becauseText, line);
    QCOMPARE(line.text(), QStringLiteral("Line 3 of x.json."));
    {
        const Installed translator;
        QCOMPARE(line.text(), QStringLiteral("x.json 的第 3 行。"));
        QCOMPARE(line.english(), QStringLiteral("Line 3 of x.json."));
        // Each part in what there is of the language.
        QCOMPARE(outer.text(), QStringLiteral("No run, because: x.json 的第 3 行。"));
        QCOMPARE(outer.english(), QStringLiteral("No run, because: Line 3 of x.json."));
        QCOMPARE(Message::fromStored(line.stored()).text(), line.text());
    }
    QCOMPARE(line.text(), QStringLiteral("Line 3 of x.json."));
}

void TestMessage::mapReachesEveryWord()
{
    const auto hide = [](const QString &words) { return QString(words).replace(u"secret"_qs, u"***"_qs); };
    const Message inner = lineOf(QStringLiteral("secret.json"), 3);
    QCOMPARE(Message(becauseText, inner).mapped(hide).english(),
             QStringLiteral("No run, because: Line 3 of ***.json."));
    QCOMPARE(Message::verbatim(u"a secret"_qs).mapped(hide).english(), QStringLiteral("a ***"));
    // What Weir says itself is no word from elsewhere.
    const Message own = WEIR_TEXT("test.own", "A secret is missing.");
    QCOMPARE(own.mapped(hide), own);
}

void TestMessage::equality()
{
    QVERIFY(Message() == Message());
    QVERIFY(!(Message() == Message::verbatim(u"a"_qs)));
    QCOMPARE(lineOf(u"a"_qs, 1), lineOf(u"a"_qs, 1));
    QVERIFY(!(lineOf(u"a"_qs, 1) == lineOf(u"a"_qs, 2)));
    QVERIFY(!(lineOf(u"a"_qs, 1) == Message::verbatim(lineOf(u"a"_qs, 1).english())));
    QCOMPARE(Message(becauseText, lineOf(u"a"_qs, 1)), Message(becauseText, lineOf(u"a"_qs, 1)));
    // Words are words, however they were handed over.
    QCOMPARE(Message(becauseText, Message::verbatim(u"full"_qs)), Message(becauseText, u"full"_qs));
    QCOMPARE(Message(becauseText, Message()), Message(becauseText, QString()));
}

void TestMessage::isReadBack_data()
{
    QTest::addColumn<Message>("message");
    QTest::newRow("empty") << Message();
    QTest::newRow("words") << Message::verbatim(QStringLiteral("no route to host"));
    QTest::newRow("words with a brace") << Message::verbatim(QStringLiteral("{"));
    QTest::newRow("words that are JSON")
        << Message::verbatim(QStringLiteral("{\"error\": {\"code\": 1001}}"));
    QTest::newRow("words that look stored") << Message::verbatim(lineOf(u"a"_qs, 1).stored());
    QTest::newRow("words that look like words") << Message::verbatim(QStringLiteral("{\"words\":\"x\"}"));
    QTest::newRow("wide words") << Message::verbatim(QStringLiteral("过载 \U0001F525"));
    QTest::newRow("no argument") << Message(WEIR_TEXT("test.plain", "The disk is full."));
    QTest::newRow("arguments") << lineOf(QStringLiteral("a \"b\" {c} %1\n过"), 3);
    QTest::newRow("empty argument") << lineOf(QString(), 0);
    QTest::newRow("a place for words") << Message(becauseText, Message::verbatim(u"full"_qs));
    QTest::newRow("nested") << Message(becauseText, lineOf(u"{"_qs, 1));
    QTest::newRow("deep") << nested(100);
}

void TestMessage::isReadBack()
{
    QFETCH(Message, message);
    QCOMPARE(Message::fromStored(message.stored()), message);
    QCOMPARE(Message::fromStored(message.stored()).english(), message.english());
    // A JSON file is text between writing and reading.
    const QByteArray file = QJsonDocument(QJsonArray{message.toJson()}).toJson();
    QCOMPARE(Message::fromJson(QJsonDocument::fromJson(file).array().first()), message);
}

void TestMessage::jsonIsForAllReaders()
{
    QCOMPARE(Message::verbatim(u"full"_qs).toJson(), QJsonValue(u"full"_qs));
    const QJsonValue expected = QJsonObject{{u"code"_qs, u"test.line"_qs},
                                            {u"english"_qs, u"Line %2 of %1."_qs},
                                            {u"arguments"_qs, QJsonArray{u"a.json"_qs, u"3"_qs}}};
    QCOMPARE(lineOf(u"a.json"_qs, 3).toJson(), expected);
    // Words stay words in a column of a table.
    QCOMPARE(Message::verbatim(u"no route to host"_qs).stored(), QStringLiteral("no route to host"));
}

void TestMessage::hostileTextIsWords_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("half an object") << QStringLiteral("{\"code\": \"a.b\"");
    QTest::newRow("another object") << QStringLiteral("{\"error\":\"overloaded\"}");
    QTest::newRow("no code") << QStringLiteral("{\"english\":\"a\"}");
    QTest::newRow("no sentence") << QStringLiteral("{\"code\":\"a.b\"}");
    QTest::newRow("code that is a number") << QStringLiteral("{\"code\":1,\"english\":\"a\"}");
    QTest::newRow("an empty object") << QStringLiteral("{}");
    QTest::newRow("braces without end") << QString(200'000, u'{');
    QTest::newRow("objects without end")
        << QStringLiteral("{\"a\":").repeated(100'000) + QStringLiteral("1") + QString(100'000, u'}');
}

void TestMessage::hostileTextIsWords()
{
    QFETCH(QString, text);
    QCOMPARE(Message::fromStored(text), Message::verbatim(text));
}

void TestMessage::hostileJsonIsNoCrash()
{
    for (const QJsonValue &json :
         {QJsonValue(), QJsonValue(true), QJsonValue(7), QJsonValue(QJsonArray{1, 2})})
        QVERIFY(Message::fromJson(json).isEmpty());
    // Arguments of the wrong kind are empty ones; more than there are places are kept, and said nowhere.
    QJsonObject object{{u"code"_qs, u"test.because"_qs}, {u"english"_qs, u"No run, because: %1"_qs}};
    QCOMPARE(Message::fromJson(object).english(), QStringLiteral("No run, because: %1"));
    object.insert(u"arguments"_qs, QJsonArray{QJsonValue::Null, QJsonArray{}, true, u"x"_qs});
    QCOMPARE(Message::fromJson(object).english(), QStringLiteral("No run, because: "));
    object.insert(u"arguments"_qs, 5);
    QCOMPARE(Message::fromJson(object).english(), QStringLiteral("No run, because: %1"));
    // As deep as Qt's parser goes.
    const Message deep = Message::fromStored(
        QStringLiteral("{\"code\":\"a.b\",\"english\":\"<%1>\",\"arguments\":[").repeated(500) + u'1' +
        QStringLiteral("]}").repeated(500));
    QVERIFY(!deep.isEmpty());
    QVERIFY(deep.english().size() >= 1000);
}

void TestMessage::anotherVersionsSentenceKeepsItsEnglish()
{
    const Installed translator;
    const auto stored = [](const char *code, const char *english) {
        const QJsonObject object{{u"code"_qs, QString::fromUtf8(code)},
                                 {u"english"_qs, QString::fromUtf8(english)},
                                 {u"arguments"_qs, QJsonArray{u"a.json"_qs, u"3"_qs}}};
        return Message::fromStored(QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact)));
    };
    QCOMPARE(stored("test.unknown", "Row %2 of %1.").text(), QStringLiteral("Row 3 of a.json."));
    // The code is known, its words were others when the file was written.
    QCOMPARE(stored("test.line", "In %1, line %2.").text(), QStringLiteral("In a.json, line 3."));
    QCOMPARE(stored("test.line", "Line %2 of %1.").text(), QStringLiteral("a.json 的第 3 行。"));
}

void TestMessage::textsOfMany()
{
    const Messages messages{lineOf(u"a"_qs, 1), Message::verbatim(u"full"_qs)};
    QCOMPARE(englishOf(messages), (QStringList{u"Line 1 of a."_qs, u"full"_qs}));
    const Installed translator;
    QCOMPARE(textsOf(messages), (QStringList{u"a 的第 1 行。"_qs, u"full"_qs}));
    QCOMPARE(englishOf(messages), (QStringList{u"Line 1 of a."_qs, u"full"_qs}));
}

QTEST_GUILESS_MAIN(TestMessage)
#include "tst_message.moc"
