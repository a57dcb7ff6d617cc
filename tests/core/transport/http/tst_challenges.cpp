// SPDX-License-Identifier: GPL-3.0-or-later
#include "transport/http/challenges.h"

#include <QByteArray>
#include <QTest>

using namespace weir;

/// Which answers get another status on their way, and that it is told as it was.
class TestChallenges : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void statuses_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QByteArray>("hidden");
        const auto row = [](const char *name, const QByteArray &bytes, const QByteArray &hidden) {
            QTest::newRow(name) << bytes << hidden;
        };
        row("401", "HTTP/1.1 401 No\r\n", "HTTP/1.1 -01 No\r\n");
        row("407", "HTTP/1.0 407 No\r\n", "HTTP/1.0 -07 No\r\n");
        row("no reason", "HTTP/1.1 401\r\n", "HTTP/1.1 -01\r\n");
        row("bare line end", "HTTP/1.1 401\n", "HTTP/1.1 -01\n");
        row("no status", "HTTP/1.1 -01 No\r\n", "HTTP/1.1 001 No\r\n");
        const QByteArray early = "HTTP/1.1 102 Wait\r\nX: 401\r\n\r\n";
        row("early heads", early + early + "HTTP/1.1 401 No\r\n", early + early + "HTTP/1.1 -01 No\r\n");
        for (const char *same :
             {"HTTP/1.1 200 401\r\n", "HTTP/1.1 403 No\r\n\r\nHTTP/1.1 401 No\r\n", "HTTP/1.1 4010\r\n",
              "HTTP/1.1 401", "HTTP/1.1 100 Wait\r\n", "HTTP/2 401 No\r\n", "HTTP/1.1 901 No\r\n",
              "HTTP/1.1 907 No\r\n", "data: HTTP/1.1 401 No\r\n", ""})
            row(same, same, same);
    }
    void statuses()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(const QByteArray, hidden);
        const bool changes = bytes != hidden;
        QCOMPARE(hideChallenge(bytes.data(), std::size_t(bytes.size())), changes);
        QCOMPARE(bytes, hidden);
    }

    void theSentStatusIsTold()
    {
        QCOMPARE(sentStatus(-1), 401);
        QCOMPARE(sentStatus(-7), 407);
        for (const int status : {0, 100, 200, 401, 407, 900, 901, 907, 999, -12, -401})
            QCOMPARE(sentStatus(status), status);
    }
};

QTEST_GUILESS_MAIN(TestChallenges)
#include "tst_challenges.moc"
