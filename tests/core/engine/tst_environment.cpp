// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/environment.h"

#include <QTest>

using namespace weir;

class TestEnvironment : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void filesAndStreamsAgree_data()
    {
        QTest::addColumn<quint64>("files");
        QTest::addColumn<bool>("inside");
        QTest::addColumn<quint64>("streams");
        QTest::newRow("none") << quint64{0} << false << quint64{0};
        QTest::newRow("the program alone") << quint64{40} << false << quint64{0};
        QTest::newRow("few") << quint64{64} << false << quint64{18};
        QTest::newRow("few, service inside") << quint64{64} << true << quint64{10};
        QTest::newRow("usual") << quint64{1024} << false << quint64{738};
        QTest::newRow("server") << quint64{1'048'576} << false << quint64{786'402};
    }
    void filesAndStreamsAgree()
    {
        QFETCH(const quint64, files);
        QFETCH(const bool, inside);
        QFETCH(const quint64, streams);
        QCOMPARE(streamsWithin(files, inside), streams);
        QVERIFY(streamsWithin(filesFor(streams, inside), inside) >= streams);
        QVERIFY(streamsWithin(filesFor(streams + 1, inside) - 1, inside) < streams + 1);
    }
};

QTEST_APPLESS_MAIN(TestEnvironment)
#include "tst_environment.moc"
