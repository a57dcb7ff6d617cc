// SPDX-License-Identifier: GPL-3.0-or-later
// Server-Timing headers as services write them.
#include "protocol/servertimingheader.h"

#include <QTest>

using namespace weir;

class TestServerTimingHeader : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isRead_data()
    {
        QTest::addColumn<QByteArray>("header");
        QTest::addColumn<QString>("told"); ///< Inference, queue, prefill, decode in us; - where not told.
        QTest::newRow("the stages")
            << QByteArray("gateway;dur=0.000, queue;dur=12.5, prefill;dur=80, decode;dur=3.25")
            << "- 12500 80000 3250";
        QTest::newRow("total") << QByteArray("total;dur=250") << "250000 - - -";
        QTest::newRow("inference before total")
            << QByteArray("total;dur=250,inference;dur=100") << "100000 - - -";
        QTest::newRow("words in quotes")
            << QByteArray("db;desc=\"a, queue;dur=9\";dur=5, queue;desc=\"x;y\\\"\";dur=7") << "- 7000 - -";
        QTest::newRow("any case, quoted, blanks") << QByteArray(" QUEUE ; Dur = \"1.5\" ") << "- 1500 - -";
        QTest::newRow("the first counts") << QByteArray("queue;dur=1, queue;dur=2") << "- 1000 - -";
        QTest::newRow("no time") << QByteArray("queue, prefill;desc=hit, decode;dur=") << "- - - -";
        QTest::newRow("no count of time")
            << QByteArray("queue;dur=-1, prefill;dur=nan, decode;dur=1e300") << "- - - -";
        QTest::newRow("odd marks") << QByteArray(",;,=;dur,\"queue;dur=1") << "- - - -";
        QTest::newRow("empty") << QByteArray() << "- - - -";
    }
    void isRead()
    {
        QFETCH(QByteArray, header);
        const ServerTiming timing = serverTimingOf(header);
        QStringList told;
        for (const std::optional<Nanoseconds> &time :
             {timing.inference, timing.queue, timing.prefill, timing.decode})
            told << (time ? QString::number(time->count() / 1000) : QStringLiteral("-"));
        QTEST(told.join(u' '), "told");
    }
};

QTEST_APPLESS_MAIN(TestServerTimingHeader)
#include "tst_servertimingheader.moc"
