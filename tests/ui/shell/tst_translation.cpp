// SPDX-License-Identifier: GPL-3.0-or-later
// The Chinese texts: all there, with the placeholders of the English ones, in contexts that the program asks
// for.
#include <QDirIterator>
#include <QFile>
#include <QRegularExpression>
#include <QSet>
#include <QTest>
#include <QXmlStreamReader>

#include <vector>

namespace {

struct Message
{
    QString context;
    QString source;
    QStringList texts; ///< More than one only where a language has plural forms.
    bool finished = true;
};

QString sourcePath(const QString &path)
{
    return QStringLiteral(WEIR_SOURCE "/") + path;
}

Message readMessage(QXmlStreamReader &xml, const QString &context)
{
    Message message;
    message.context = context;
    while (xml.readNextStartElement()) {
        if (xml.name() == u"source") {
            message.source = xml.readElementText();
        } else if (xml.name() == u"translation") {
            message.finished = !xml.attributes().hasAttribute(QStringLiteral("type"));
            // A plural's element holds one numerusform a form and blanks between.
            QString plain;
            while (!xml.atEnd() && xml.readNext() != QXmlStreamReader::EndElement) {
                if (xml.isStartElement())
                    message.texts.append(xml.readElementText());
                else
                    plain += xml.text();
            }
            if (message.texts.isEmpty())
                message.texts.append(plain);
        } else {
            xml.skipCurrentElement();
        }
    }
    return message;
}

/// All messages of the translation; empty when the file can't be read.
std::vector<Message> readMessages()
{
    QFile file(sourcePath(QStringLiteral("resources/translations/weir_zh_CN.ts")));
    std::vector<Message> messages;
    if (!file.open(QIODevice::ReadOnly))
        return messages;
    QXmlStreamReader xml(&file);
    xml.readNextStartElement();
    while (xml.readNextStartElement()) {
        QString context;
        while (xml.readNextStartElement()) {
            if (xml.name() == u"name")
                context = xml.readElementText();
            else if (xml.name() == u"message")
                messages.push_back(readMessage(xml, context));
            else
                xml.skipCurrentElement();
        }
    }
    return xml.hasError() ? std::vector<Message>() : messages;
}

/// %1, %2, %n... in a fixed order. A percent sign that is followed by anything else is only a percent sign.
QStringList placeholders(const QString &text)
{
    static const QRegularExpression pattern(QStringLiteral("%(?:n|L?[0-9]{1,2})"));
    QStringList found;
    for (QRegularExpressionMatchIterator match = pattern.globalMatch(text); match.hasNext();)
        found.append(match.next().captured());
    found.sort();
    return found;
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

QByteArray where(const Message &message)
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
    const std::vector<Message> messages = readMessages();
    QVERIFY(messages.size() > 500);
    for (const Message &message : messages) {
        QVERIFY2(message.finished, where(message).constData());
        for (const QString &text : message.texts)
            QVERIFY2(!text.trimmed().isEmpty(), where(message).constData());
    }
}

void TestTranslation::placeholdersAreKept()
{
    const std::vector<Message> messages = readMessages();
    QVERIFY(!messages.empty());
    for (const Message &message : messages) {
        for (const QString &text : message.texts) {
            QVERIFY2(placeholders(text) == placeholders(message.source), where(message).constData());
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
    const std::vector<Message> messages = readMessages();
    QVERIFY(!messages.empty());
    for (const Message &message : messages)
        QVERIFY2(asked.contains(message.context), where(message).constData());
}

QTEST_GUILESS_MAIN(TestTranslation)
#include "tst_translation.moc"
