// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/duration.h"

#include <QTest>

using namespace std::chrono_literals;
using weir::formatDuration;
using weir::parseDuration;

class TestDuration : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void parses_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<qint64>("ns");
        QTest::newRow("seconds") << "30s" << qint64{30'000'000'000};
        QTest::newRow("combined") << "1h30m" << qint64{5'400'000'000'000};
        QTest::newRow("fraction") << "1.5s" << qint64{1'500'000'000};
        QTest::newRow("milliseconds after minutes") << "2m250ms" << qint64{120'250'000'000};
        QTest::newRow("micro") << "250us" << qint64{250'000};
        QTest::newRow("day") << "1d" << qint64{86'400'000'000'000};
        QTest::newRow("zero") << "0" << qint64{0};
        QTest::newRow("spaces around") << " 5m " << qint64{300'000'000'000};
    }
    void parses()
    {
        QFETCH(QString, text);
        QFETCH(qint64, ns);
        const auto parsed = parseDuration(text);
        QVERIFY(parsed.ok());
        QCOMPARE(parsed->count(), ns);
    }

    void refuses_data()
    {
        QTest::addColumn<QString>("text");
        for (const char *text :
             {"", "5", "s", "-5s", "5 s", "5x", "1m2h", "1s1s", "1..5s", "1e3s", "293000d", "５s"})
            QTest::newRow(text) << QString::fromUtf8(text);
    }
    void refuses()
    {
        QFETCH(QString, text);
        const auto parsed = parseDuration(text);
        QVERIFY(!parsed.ok());
        QVERIFY(!parsed.error().text().isEmpty());
    }

    void roundTrips()
    {
        for (const std::chrono::nanoseconds value :
             {std::chrono::nanoseconds{1}, std::chrono::nanoseconds{1500us}, std::chrono::nanoseconds{90min},
              std::chrono::nanoseconds{86'400'000'000'001}, std::chrono::nanoseconds{0s}}) {
            const auto parsed = parseDuration(formatDuration(value));
            QVERIFY(parsed.ok());
            QCOMPARE(parsed->count(), value.count());
        }
        QCOMPARE(formatDuration(90min), QStringLiteral("1h30m"));
        QCOMPARE(formatDuration(50ms), QStringLiteral("50ms"));
    }
    void rounds()
    {
        QCOMPARE(weir::formatRounded(180'363'558ns + 3min), QStringLiteral("3m"));
        QCOMPARE(weir::formatRounded(59s + 999ms), QStringLiteral("1m"));
        QCOMPARE(weir::formatRounded(1h + 2min + 3s + 700ms), QStringLiteral("1h2m4s"));
        QCOMPARE(weir::formatRounded(1s + 304ms + 7us), QStringLiteral("1s300ms"));
        QCOMPARE(weir::formatRounded(2'345'678ns), QStringLiteral("2ms350us"));
        QCOMPARE(weir::formatRounded(77ns), QStringLiteral("77ns"));
        QCOMPARE(weir::formatRounded(0ns), QStringLiteral("0s"));
    }
};

QTEST_GUILESS_MAIN(TestDuration)
#include "tst_duration.moc"
