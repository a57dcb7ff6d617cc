// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/plaintext.h"

#include <QTest>

using namespace weir;

class TestPlainText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cleans_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("line");
        QTest::addColumn<QString>("block");
        const auto row = [](const char *name, const QString &text, const QString &line,
                            const QString &block) { QTest::newRow(name) << text << line << block; };
        row("plain", QStringLiteral("déjà 水 😀"), QStringLiteral("déjà 水 😀"),
            QStringLiteral("déjà 水 😀"));
        row("colour", QStringLiteral("\x1b[31mred\x07"), QStringLiteral(" [31mred "),
            QStringLiteral(" [31mred "));
        row("C1", QStringLiteral("a\u009b31m\u007fb"), QStringLiteral("a 31m b"), QStringLiteral("a 31m b"));
        row("lines", QStringLiteral("a\nb\tc\rd"), QStringLiteral("a b c d"), QStringLiteral("a\nb\tc d"));
        row("separators", QStringLiteral("a\u2028b\u2029c"), QStringLiteral("a b c"),
            QStringLiteral("a b c"));
        row("direction", QStringLiteral("a\u202egpj.b\u2066"), QStringLiteral("a gpj.b "),
            QStringLiteral("a gpj.b "));
    }
    void cleans()
    {
        QFETCH(const QString, text);
        QTEST(plainText(text), "line");
        QTEST(plainText(text, LineBreaks::Keep), "block");
    }
};

QTEST_APPLESS_MAIN(TestPlainText)
#include "tst_plaintext.moc"
