// SPDX-License-Identifier: GPL-3.0-or-later
// Walks every sentence that Weir says as data, in both languages: each code stands for one sentence, and the
// Chinese file has each, with its places, in Chinese.
#include "base/message.h"
#include "messagesources.h"
#include "support/translationfile.h"

#include <QRegularExpression>
#include <QTest>
#include <QTranslator>

#include <algorithm>
#include <map>

using namespace weir;

namespace {

/// Sentences that are the same in both languages, or have no word of Chinese; each with its reason.
const QStringList sameInChinese = {
    QStringLiteral("error.then_advice"),           // two whole sentences; Chinese has no blank between them
    QStringLiteral("problem.one_after_the_other"), // a line each
    QStringLiteral("chart.tokens_per_second"),     // a unit
    QStringLiteral("service_chart.tokens_per_second"), // a unit
    QStringLiteral("provenance.joined"),               // a dot between
    QStringLiteral("chart.series_cdf"),                // CDF
    QStringLiteral("service_chart.series_gpu"),        // GPU
};

struct Chinese
{
    QString english;
    QString text;
    bool finished = false;
};

bool isChinese(QChar c)
{
    const char16_t code = c.unicode();
    return c.script() == QChar::Script_Han || (code >= 0x3000 && code <= 0x303f) ||
           (code >= 0xff00 && code <= 0xffef);
}

bool hasChinese(const QString &text)
{
    return std::any_of(text.begin(), text.end(), isChinese);
}

QString lines(const QStringList &complaints)
{
    return QStringLiteral("%1:\n%2").arg(complaints.size()).arg(complaints.join(u'\n'));
}

} // namespace

#define WEIR_VERIFY_NONE(complaints) QVERIFY2((complaints).isEmpty(), qPrintable(lines(complaints)))

class TestMessages : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void sourcesAreRead();
    void everySentenceIsALiteral();
    void codesAreWellFormed();
    void aCodeStandsForOneSentence();
    void placesAreCountedFromOne();
    void everySentenceIsTranslated();
    void noTranslationIsLeftOver();
    void placesAreKept();
    void chineseReadsAsChinese();
    void textFollowsTheWindow();

private:
    WrittenMessages m_written;
    std::map<QString, QString> m_english; ///< By code.
    std::map<QString, Chinese> m_chinese; ///< By code.
};

void TestMessages::initTestCase()
{
    const QString root = QStringLiteral(WEIR_SOURCE);
    m_written = messagesOfTree(root, {QStringLiteral("core"), QStringLiteral("app"), QStringLiteral("ui")});
    QVERIFY(m_written.messages.size() > 100);
    for (const WrittenMessage &message : m_written.messages)
        m_english.emplace(message.code, message.english);
    for (const TranslatedText &text :
         readTranslations(root + QStringLiteral("/resources/translations/messages_zh_CN.ts")))
        m_chinese.emplace(text.context, Chinese{text.source, text.texts.value(0), text.finished});
}

void TestMessages::sourcesAreRead()
{
    WrittenMessages found;
    collectMessages(
        QStringLiteral(
            "// WEIR_TEXT(\"a.b\", \"c\")\n"
            "/* WEIR_TEXT(\"a.b\", \"c\") */ #define\n"
            "#define WEIR_TEXT(code, english) {code, english}\n"
            "const char *url = \"http://x\"; WEIR_TEXT(\"a.one\", \"A \\\"%1\\\" \"\n"
            "    \"and \\\\ // no comment\")\n"
            "f(WEIR_TEXT( \"a.two\" , \"B (c).\" ), 1'000, '\"', WEIR_TEXT(\"a.three\", words));\n"),
        QStringLiteral("f.cpp"), found);
    QCOMPARE(found.messages.size(), std::size_t{2});
    QCOMPARE(found.messages[0].place, QStringLiteral("f.cpp:4"));
    QCOMPARE(found.messages[0].code, QStringLiteral("a.one"));
    QCOMPARE(found.messages[0].english, QStringLiteral("A \"%1\" and \\ // no comment"));
    QCOMPARE(found.messages[1].code, QStringLiteral("a.two"));
    QCOMPARE(found.messages[1].english, QStringLiteral("B (c)."));
    QCOMPARE(found.unreadable, QStringList{QStringLiteral("f.cpp:6")});
}

void TestMessages::everySentenceIsALiteral()
{
    WEIR_VERIFY_NONE(m_written.unreadable);
}

void TestMessages::codesAreWellFormed()
{
    static const QRegularExpression form(
        QStringLiteral("^[a-z][a-z0-9]*(_[a-z0-9]+)*\\.[a-z0-9]+(_[a-z0-9]+)*$"));
    QStringList complaints;
    for (const WrittenMessage &message : m_written.messages) {
        if (!form.match(message.code).hasMatch())
            complaints << QStringLiteral("%1: %2").arg(message.place, message.code);
    }
    WEIR_VERIFY_NONE(complaints);
}

void TestMessages::aCodeStandsForOneSentence()
{
    QStringList complaints;
    for (const WrittenMessage &message : m_written.messages) {
        if (m_english.at(message.code) != message.english)
            complaints << QStringLiteral("%1: %2: \"%3\" and \"%4\"")
                              .arg(message.place, message.code, message.english, m_english.at(message.code));
    }
    WEIR_VERIFY_NONE(complaints);
}

void TestMessages::placesAreCountedFromOne()
{
    QStringList complaints;
    for (const WrittenMessage &message : m_written.messages) {
        QStringList places = placeholdersOf(message.english);
        places.removeDuplicates();
        for (qsizetype i = 0; i < places.size(); ++i) {
            if (places[i] != QStringLiteral("%%1").arg(i + 1))
                complaints << QStringLiteral("%1: %2: %3").arg(message.place, message.code, message.english);
        }
    }
    WEIR_VERIFY_NONE(complaints);
}

void TestMessages::everySentenceIsTranslated()
{
    QStringList complaints;
    for (const auto &[code, english] : m_english) {
        const auto chinese = m_chinese.find(code);
        if (chinese == m_chinese.end())
            complaints << QStringLiteral("%1 is missing: %2").arg(code, english);
        else if (!chinese->second.finished || chinese->second.text.trimmed().isEmpty())
            complaints << QStringLiteral("%1 is not finished: %2").arg(code, english);
        else if (chinese->second.english != english)
            complaints << QStringLiteral("%1 translates other words: %2").arg(code, chinese->second.english);
    }
    WEIR_VERIFY_NONE(complaints);
}

void TestMessages::noTranslationIsLeftOver()
{
    QStringList complaints;
    for (const auto &[code, chinese] : m_chinese) {
        if (m_english.count(code) == 0)
            complaints << QStringLiteral("%1: %2").arg(code, chinese.english);
    }
    WEIR_VERIFY_NONE(complaints);
}

void TestMessages::placesAreKept()
{
    QStringList complaints;
    for (const auto &[code, chinese] : m_chinese) {
        if (chinese.finished && placeholdersOf(chinese.text) != placeholdersOf(chinese.english))
            complaints << QStringLiteral("%1: %2").arg(code, chinese.text);
    }
    WEIR_VERIFY_NONE(complaints);
}

void TestMessages::chineseReadsAsChinese()
{
    static const QRegularExpression latinMark(
        QStringLiteral("[.,;:?!]$|[\\x{4e00}-\\x{9fff}\\x{3000}-\\x{303f}\\x{ff00}-\\x{ffef}][.,;:?!]"));
    QStringList complaints;
    for (const auto &[code, chinese] : m_chinese) {
        if (!chinese.finished || sameInChinese.contains(code))
            continue;
        if (!hasChinese(chinese.text))
            complaints << QStringLiteral("%1 has no Chinese: %2").arg(code, chinese.text);
        if (latinMark.match(chinese.text).hasMatch())
            complaints << QStringLiteral("%1 has a Latin mark: %2").arg(code, chinese.text);
        if (chinese.english.endsWith(u'.') != chinese.text.endsWith(u'。'))
            complaints << QStringLiteral("%1 ends otherwise than the English: %2").arg(code, chinese.text);
    }
    WEIR_VERIFY_NONE(complaints);
}

void TestMessages::textFollowsTheWindow()
{
    std::vector<QString> arguments;
    for (char16_t letter = u'a'; letter <= u'i'; ++letter)
        arguments.push_back(QString(2, letter));
    const auto messageOf = [&arguments](const QByteArray &code, const QByteArray &english) {
        return Message(MessageText{code.constData(), english.constData()}, arguments[0], arguments[1],
                       arguments[2], arguments[3], arguments[4], arguments[5], arguments[6], arguments[7],
                       arguments[8]);
    };
    QTranslator translator;
    QVERIFY(translator.load(QStringLiteral("messages_zh_CN"), QStringLiteral(WEIR_TRANSLATIONS)));
    QStringList complaints;
    for (const auto &[codeText, englishText] : m_english) {
        const QByteArray code = codeText.toUtf8();
        const QByteArray english = englishText.toUtf8();
        const Message message = messageOf(code, english);
        const QString inEnglish = filledIn(englishText, arguments);
        const bool wasEnglish = message.text() == inEnglish && message.english() == inEnglish;
        QCoreApplication::installTranslator(&translator);
        const auto chinese = m_chinese.find(codeText);
        const QString expected =
            chinese == m_chinese.end() ? QString() : filledIn(chinese->second.text, arguments);
        const bool isChinese = message.text() == expected && !expected.isEmpty();
        const bool staysEnglish = message.english() == inEnglish;
        QCoreApplication::removeTranslator(&translator);
        if (!wasEnglish || !isChinese || !staysEnglish)
            complaints << QStringLiteral("%1: %2").arg(codeText, message.text());
    }
    WEIR_VERIFY_NONE(complaints);
}

QTEST_GUILESS_MAIN(TestMessages)
#include "tst_messages.moc"
