// SPDX-License-Identifier: GPL-3.0-or-later
// The Chinese texts: all there, with the placeholders of the English ones, in contexts that the program asks
// for. The sentences that all programs share have a file and a test of their own: tst_messages.
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

/// All texts of the window; empty when the file can't be read.
std::vector<TranslatedText> readTexts()
{
    return readTranslations(sourcePath(QStringLiteral("resources/translations/weir_zh_CN.ts")));
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

QTEST_GUILESS_MAIN(TestTranslation)
#include "tst_translation.moc"
