// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/counted.h"

#include <QTest>

using namespace weir;

class TestCounted : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void oneIsSingular()
    {
        QCOMPARE(counted(0, Counted::Requests).english(), QStringLiteral("0 requests"));
        QCOMPARE(counted(1, Counted::Requests).english(), QStringLiteral("1 request"));
        QCOMPARE(counted(1'234, Counted::Users).english(), QStringLiteral("1,234 users"));
        for (int thing = 0; thing <= static_cast<int>(Counted::Times); ++thing) {
            const QString one = counted(1, static_cast<Counted>(thing)).english();
            QCOMPARE(counted(2, static_cast<Counted>(thing)).english(), u'2' + one.sliced(1) + u's');
        }
    }
};

QTEST_APPLESS_MAIN(TestCounted)
#include "tst_counted.moc"
