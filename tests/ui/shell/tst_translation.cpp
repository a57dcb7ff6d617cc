// SPDX-License-Identifier: GPL-3.0-or-later
// The Chinese texts: all there, with the placeholders of the English ones, in contexts that the program asks
// for, and one word for one thing in both files. The sentences that all programs share have a file and a test
// of their own: tst_messages.
#include "support/translationfile.h"

#include <QDirIterator>
#include <QFile>
#include <QRegularExpression>
#include <QSet>
#include <QTest>

#include <vector>

using namespace weir;

namespace {

QString sourcePath(const QString &path)
{
    return QStringLiteral(WEIR_SOURCE "/") + path;
}

/// All texts of the file; empty when it can't be read. By itself those of the window.
std::vector<TranslatedText> readTexts(const QString &file = QStringLiteral("weir_zh_CN.ts"))
{
    return readTranslations(sourcePath(QStringLiteral("resources/translations/") + file));
}

/// A Chinese word that stands for nothing here, or not for what the English text is about.
struct WrongTerm
{
    QRegularExpression chinese;
    QRegularExpression english; ///< Empty: of any text.
    QString right;
};

const std::vector<WrongTerm> &wrongTerms()
{
    const auto term = [](const char *chinese, const char *right, const char *english = "") {
        return WrongTerm{
            QRegularExpression(QString::fromUtf8(chinese)),
            QRegularExpression(QString::fromUtf8(english), QRegularExpression::CaseInsensitiveOption),
            QString::fromUtf8(right)};
    };
    static const std::vector<WrongTerm> terms{term("令牌", "Token"),
                                              term("首字延迟|首字前重置", "首 Token 延迟, 首字节前重置"),
                                              term("首答延迟", "首个正文 Token 延迟"),
                                              term("封闭负载|开放负载", "闭环负载, 开环负载"),
                                              term("重放", "回放"),
                                              term("斜坡|升坡", "线性爬升"),
                                              term("浸泡", "长稳"),
                                              term("(?<!事件)循环延迟", "事件循环延迟"),
                                              term("发生器", "发压端"),
                                              term("受限", "节流 (by a quota)"),
                                              term("限流", "节流", "throttl"),
                                              term("节流", "限流, 速率限制", "rate.limit"),
                                              term("指标要求", "达标条件"),
                                              term("达标吞吐量", "有效吞吐量"),
                                              term("取消", "中止"),
                                              term("中止", "中断", "broke off|interrupt"),
                                              term("流计时器", "超时设置"),
                                              term("校验", "检查", "\\bchecks?\\b"),
                                              term("提示(?!词)", "提示词", "\\bprompts?\\b"),
                                              term("回答的内容", "响应体"),
                                              term("思考", "推理", "reasoning"),
                                              term("伸缩", "扩缩"),
                                              term("灰度", "金丝雀"),
                                              term("您", "(left out)")};
    return terms;
}

/// Names in {{...}} of a template, in a fixed order.
QStringList templateFields(const QString &text)
{
    static const QRegularExpression pattern(QStringLiteral("\\{\\{[^}]*\\}\\}"));
    QStringList found;
    for (QRegularExpressionMatchIterator match = pattern.globalMatch(text); match.hasNext();)
        found.append(match.next().captured());
    found.sort();
    return found;
}

/// The contexts that the sources ask for at run time, as far as they are written there.
QSet<QString> contextsOfSources()
{
    static const QRegularExpression declared(
        QStringLiteral("(?:Q_DECLARE_TR_FUNCTIONS\\(|translate\\(\")([\\w:]+)"));
    static const QRegularExpression object(QStringLiteral("class (\\w+)[^;{]*\\{\\s*Q_OBJECT"));
    QSet<QString> contexts;
    QDirIterator files(sourcePath(QStringLiteral("ui")), {QStringLiteral("*.h"), QStringLiteral("*.cpp")},
                       QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        if (!file.open(QIODevice::ReadOnly))
            continue;
        const QString text = QString::fromUtf8(file.readAll());
        for (QRegularExpressionMatchIterator match = declared.globalMatch(text); match.hasNext();)
            contexts.insert(match.next().captured(1));
        for (QRegularExpressionMatchIterator match = object.globalMatch(text); match.hasNext();)
            contexts.insert(QStringLiteral("weir::") + match.next().captured(1));
    }
    return contexts;
}

QByteArray where(const TranslatedText &message)
{
    return QStringLiteral("%1: %2").arg(message.context, message.source).toUtf8();
}

} // namespace

class TestTranslation : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyTextIsTranslated();
    void placeholdersAreKept();
    void everyContextIsAskedFor();
    void oneWordForOneThing_data();
    void oneWordForOneThing();
};

void TestTranslation::everyTextIsTranslated()
{
    const std::vector<TranslatedText> messages = readTexts();
    QVERIFY(messages.size() > 500);
    for (const TranslatedText &message : messages) {
        QVERIFY2(message.finished, where(message).constData());
        for (const QString &text : message.texts)
            QVERIFY2(!text.trimmed().isEmpty(), where(message).constData());
    }
}

void TestTranslation::placeholdersAreKept()
{
    const std::vector<TranslatedText> messages = readTexts();
    QVERIFY(!messages.empty());
    for (const TranslatedText &message : messages) {
        for (const QString &text : message.texts) {
            QVERIFY2(placeholdersOf(text) == placeholdersOf(message.source), where(message).constData());
            QVERIFY2(templateFields(text) == templateFields(message.source), where(message).constData());
            // File filters: the patterns are what the dialog works with.
            QVERIFY2(text.count(QStringLiteral("*.")) == message.source.count(QStringLiteral("*.")),
                     where(message).constData());
        }
    }
}

void TestTranslation::everyContextIsAskedFor()
{
    const QSet<QString> asked = contextsOfSources();
    QVERIFY(asked.contains(QStringLiteral("weir::MainWindow")));
    const std::vector<TranslatedText> messages = readTexts();
    QVERIFY(!messages.empty());
    for (const TranslatedText &message : messages)
        QVERIFY2(asked.contains(message.context), where(message).constData());
}

void TestTranslation::oneWordForOneThing_data()
{
    QTest::addColumn<QString>("file");
    QTest::newRow("window") << QStringLiteral("weir_zh_CN.ts");
    QTest::newRow("messages") << QStringLiteral("messages_zh_CN.ts");
}

void TestTranslation::oneWordForOneThing()
{
    QFETCH(const QString, file);
    const std::vector<TranslatedText> messages = readTexts(file);
    QVERIFY(messages.size() > 500);
    QStringList wrong;
    for (const TranslatedText &message : messages) {
        for (const WrongTerm &term : wrongTerms()) {
            const QRegularExpressionMatch found = term.chinese.match(message.texts.join(u'\n'));
            if (found.hasMatch() && term.english.match(message.source).hasMatch())
                wrong << QStringLiteral("%1: %2: %3, not %4")
                             .arg(message.context, message.source, term.right, found.captured());
        }
    }
    QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(u'\n')));
}

QTEST_GUILESS_MAIN(TestTranslation)
#include "tst_translation.moc"
