// SPDX-License-Identifier: GPL-3.0-or-later
// docs/troubleshooting.md quotes what the programs say: each quote is a sentence of the sources.
#include "messagesources.h"

#include <QDirIterator>
#include <QFile>
#include <QRegularExpression>
#include <QTest>

using namespace weir;

class TestTroubleshooting : public QObject
{
    Q_OBJECT

    static QString contentOf(const QString &path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
    }

    static QStringList quotes()
    {
        QStringList found;
        for (const QString &line :
             contentOf(QStringLiteral(WEIR_SOURCE "/docs/troubleshooting.md")).split(u'\n')) {
            if (line.startsWith(u"> "))
                found << line.mid(2);
        }
        return found;
    }

    /// Every sentence, with dots in the places of its arguments; and the texts of app/weir, which speaks
    /// before it can translate.
    static QString said()
    {
        static const QRegularExpression place(QStringLiteral("%[1-9]"));
        const QString root = QStringLiteral(WEIR_SOURCE);
        QString all = contentOf(root + QStringLiteral("/app/weir/main.cpp"));
        for (const WrittenMessage &message :
             messagesOfTree(root, {QStringLiteral("core"), QStringLiteral("app"), QStringLiteral("ui")})
                 .messages)
            all += QString(message.english).replace(place, QString(QChar(0x2026))) + u'\n';
        return all;
    }

private Q_SLOTS:
    void everyQuoteIsSaid_data()
    {
        QTest::addColumn<QString>("quote");
        QVERIFY(quotes().size() > 20);
        for (const QString &quote : quotes())
            QTest::newRow(qPrintable(quote)) << quote;
    }

    void everyQuoteIsSaid()
    {
        static const QString all = said();
        QFETCH(const QString, quote);
        QVERIFY(all.contains(quote));
    }
};

QTEST_GUILESS_MAIN(TestTroubleshooting)
#include "tst_troubleshooting.moc"
