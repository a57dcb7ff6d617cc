// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/units.h"

#include <QTest>

using namespace weir;
using namespace std::chrono_literals;

class TestUnits : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void convertsExactly()
    {
        QCOMPARE(convertRate(1, RateUnit::MegabytesPerSecond, RateUnit::MegabitsPerSecond), 8.0);
        QCOMPARE(convertRate(1, RateUnit::MebibytesPerSecond, RateUnit::MegabitsPerSecond), 8.388608);
        QCOMPARE(convertRate(1, RateUnit::KibibytesPerSecond, RateUnit::BytesPerSecond), 1024.0);
        QCOMPARE(convertRate(1, RateUnit::KilobytesPerSecond, RateUnit::BytesPerSecond), 1000.0);
        QCOMPARE(convertRate(1, RateUnit::GigabitsPerSecond, RateUnit::MegabytesPerSecond), 125.0);
    }

    void symbolsRoundTrip()
    {
        for (int i = 0; i <= static_cast<int>(RateUnit::GigabitsPerSecond); ++i) {
            const RateUnit unit = static_cast<RateUnit>(i);
            QVERIFY(rateUnitFromSymbol(symbol(unit)) == unit);
        }
        QVERIFY(!rateUnitFromSymbol(u"mb/s"));
    }

    void figures_data()
    {
        QTest::addColumn<double>("value");
        QTest::addColumn<QString>("text");
        QTest::newRow("zero") << 0.0 << "0";
        QTest::newRow("small") << 0.012345 << "0.0123";
        QTest::newRow("ones") << 4.2 << "4.20";
        QTest::newRow("tens") << 46.06 << "46.1";
        QTest::newRow("rounds up a digit") << 9.999 << "10.0";
        QTest::newRow("hundreds") << 238.4 << "238";
        QTest::newRow("thousands") << 9314.0 << "9,314";
        QTest::newRow("millions") << 1230000.0 << "1,230,000";
        QTest::newRow("negative") << -46.06 << "-46.1";
        QTest::newRow("not a number") << std::nan("") << "–";
    }
    void figures()
    {
        QFETCH(double, value);
        QFETCH(QString, text);
        QCOMPARE(formatFigure(value), text);
    }

    void printsUnits()
    {
        QCOMPARE(formatTime(238ms), QStringLiteral("238 ms"));
        QCOMPARE(formatTime(1200ms), QStringLiteral("1.20 s"));
        QCOMPARE(formatTime(85us), QStringLiteral("85.0 µs"));
        QCOMPARE(formatBytes(4'200'000), QStringLiteral("4.20 MB"));
        QCOMPARE(formatBytes(999), QStringLiteral("999 B"));
        QCOMPARE(formatShare(0.934), QStringLiteral("93.4 %"));
        QCOMPARE(formatCount(1234567), QStringLiteral("1,234,567"));
    }
};

QTEST_GUILESS_MAIN(TestUnits)
#include "tst_units.moc"
