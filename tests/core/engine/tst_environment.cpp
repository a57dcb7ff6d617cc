// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/environment.h"

#include <QTest>

using namespace weir;

Q_DECLARE_METATYPE(weir::TransportKind)

class TestEnvironment : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void filesAndStreamsAgree_data()
    {
        QTest::addColumn<quint64>("files");
        QTest::addColumn<TransportKind>("transport");
        QTest::addColumn<bool>("inside");
        QTest::addColumn<quint64>("streams");
        const TransportKind qt = TransportKind::Qt;
        const TransportKind other = TransportKind{1}; // any that holds sockets only
        QTest::newRow("none") << quint64{0} << qt << false << quint64{0};
        QTest::newRow("the program alone") << quint64{40} << qt << false << quint64{0};
        QTest::newRow("few") << quint64{64} << qt << false << quint64{18};
        QTest::newRow("few, service inside") << quint64{64} << qt << true << quint64{10};
        QTest::newRow("usual") << quint64{1024} << qt << false << quint64{738};
        QTest::newRow("server") << quint64{1'048'576} << qt << false << quint64{786'402};
        QTest::newRow("sockets only") << quint64{1024} << other << false << quint64{843};
        QTest::newRow("sockets only, service inside") << quint64{1024} << other << true << quint64{454};
    }
    void filesAndStreamsAgree()
    {
        QFETCH(const quint64, files);
        QFETCH(const TransportKind, transport);
        QFETCH(const bool, inside);
        QFETCH(const quint64, streams);
        QCOMPARE(streamsWithin(files, transport, inside), streams);
        QVERIFY(streamsWithin(filesFor(streams, transport, inside), transport, inside) >= streams);
        QVERIFY(streamsWithin(filesFor(streams + 1, transport, inside) - 1, transport, inside) < streams + 1);
    }
};

QTEST_APPLESS_MAIN(TestEnvironment)
#include "tst_environment.moc"
