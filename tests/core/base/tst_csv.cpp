// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/csv.h"

#include <QTest>

#include <limits>

using weir::csvFields;
using weir::csvLine;
using weir::csvNumber;

class TestCsv : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void writesLines_data()
    {
        QTest::addColumn<QStringList>("fields");
        QTest::addColumn<QByteArray>("line");
        QTest::newRow("plain") << QStringList{u"a"_qs, u"b"_qs} << QByteArray("a,b\r\n");
        QTest::newRow("comma") << QStringList{u"a,b"_qs, u"c"_qs} << QByteArray("\"a,b\",c\r\n");
        QTest::newRow("quote") << QStringList{u"say \"hi\""_qs} << QByteArray("\"say \"\"hi\"\"\"\r\n");
        QTest::newRow("line break") << QStringList{u"a\nb"_qs, u"c\rd"_qs}
                                    << QByteArray("\"a\nb\",\"c\rd\"\r\n");
        QTest::newRow("spaces") << QStringList{u" a"_qs, u"b "_qs, u"c d"_qs}
                                << QByteArray("\" a\",\"b \",c d\r\n");
        QTest::newRow("empty fields") << QStringList{u""_qs, u""_qs} << QByteArray(",\r\n");
        QTest::newRow("one empty field") << QStringList{u""_qs} << QByteArray("\"\"\r\n");
        QTest::newRow("formulas") << QStringList{u"=1+1"_qs, u"@a"_qs, u"+b"_qs, u"-c"_qs, u"=\"d\""_qs}
                                  << QByteArray("'=1+1,'@a,'+b,'-c,\"'=\"\"d\"\"\"\r\n");
        QTest::newRow("signed numbers") << QStringList{u"-1.5"_qs, u"+2"_qs, u"-1e+300"_qs, u"a=b"_qs}
                                        << QByteArray("-1.5,+2,-1e+300,a=b\r\n");
        QTest::newRow("Chinese") << QStringList{u"流"_qs} << QByteArray("\xe6\xb5\x81\r\n");
    }
    void writesLines()
    {
        QFETCH(QStringList, fields);
        QFETCH(QByteArray, line);
        QCOMPARE(csvLine(fields), line);
    }

    void readsLines_data()
    {
        QTest::addColumn<QByteArray>("line");
        QTest::addColumn<QList<QByteArray>>("fields"); // empty: no record
        const auto row = [](const char *line, const QList<QByteArray> &fields) {
            QTest::newRow(line) << QByteArray(line) << fields;
        };
        row("a,b", {"a", "b"});
        row("", {""});
        row(",", {"", ""});
        row("a,", {"a", ""});
        row("\"a,b\",c", {"a,b", "c"});
        row("\"say \"\"hi\"\"\"", {"say \"hi\""});
        row("\"\",\"\"", {"", ""});
        row(" a ,b\"c", {" a ", "b\"c"});
        row("\"a", {});
        row("\"a\"b,c", {});
        row("\"", {});
        row("a,\"b\"\"", {});
    }
    void readsLines()
    {
        QFETCH(QByteArray, line);
        QFETCH(QList<QByteArray>, fields);
        const std::optional<QList<QByteArray>> read = csvFields(line);
        QCOMPARE(read.has_value(), !fields.isEmpty());
        QCOMPARE(read.value_or(QList<QByteArray>()), fields);
    }

    void writesNumbers_data()
    {
        QTest::addColumn<double>("value");
        QTest::addColumn<QString>("text");
        QTest::newRow("zero") << 0.0 << u"0"_qs;
        QTest::newRow("tenth") << 0.1 << u"0.1"_qs;
        QTest::newRow("negative") << -12.5 << u"-12.5"_qs;
        QTest::newRow("third") << 1.0 / 3 << u"0.3333333333333333"_qs;
        QTest::newRow("not a number") << std::numeric_limits<double>::quiet_NaN() << QString();
        QTest::newRow("infinity") << std::numeric_limits<double>::infinity() << QString();
    }
    void writesNumbers()
    {
        QFETCH(double, value);
        QFETCH(QString, text);
        QCOMPARE(csvNumber(value), text);
    }
};

QTEST_GUILESS_MAIN(TestCsv)
#include "tst_csv.moc"
