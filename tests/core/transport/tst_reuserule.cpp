// SPDX-License-Identifier: GPL-3.0-or-later
#include "transport/reuserule.h"

#include <QTest>

using namespace weir;

/// When an origin gets no reuse any more.
class TestReuseRule : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void threeStaleConnectionsAreTooMany()
    {
        ReuseRule rule;
        const QUrl url(QStringLiteral("http://user:key@h:8000/v1/chat?a=1"));
        for (quint32 i = 0; i < ReuseRule::mostStale; ++i) {
            QVERIFY(rule.allows(url));
            rule.noteStale(url);
        }
        QVERIFY(!rule.allows(url));
        QVERIFY(!rule.allows(QUrl(QStringLiteral("http://h:8000/other"))));
        QVERIFY(rule.allows(QUrl(QStringLiteral("http://h:8001/v1/chat"))));
        QVERIFY(rule.allows(QUrl(QStringLiteral("https://h:8000/v1/chat"))));
        for (int i = 0; i < 10'000; ++i)
            QVERIFY(!rule.allows(url)); // for good
    }

    void rareOnesAreForgotten()
    {
        ReuseRule rule;
        const QUrl url(QStringLiteral("http://h/"));
        for (int round = 0; round < 10; ++round) {
            rule.noteStale(url);
            for (quint32 i = 0; i <= ReuseRule::requestsForEach; ++i)
                QVERIFY(rule.allows(url));
        }
        // Each hundred requests excuse one, not more.
        rule.noteStale(url);
        rule.noteStale(url);
        for (quint32 i = 0; i < ReuseRule::requestsForEach; ++i)
            QVERIFY(rule.allows(url));
        rule.noteStale(url);
        QVERIFY(!rule.allows(url));
    }
};

QTEST_GUILESS_MAIN(TestReuseRule)
#include "tst_reuserule.moc"
