// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/usagesum.h"

#include <QTest>

using namespace weir;

namespace {

Usage output(quint64 tokens)
{
    Usage usage;
    usage.output = tokens;
    return usage;
}

} // namespace

class TestUsageSum : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatLaterEventsLeaveOutStays()
    {
        UsageSum sum;
        sum.take({9, 4, 1, std::nullopt, 10}, std::nullopt);
        sum.take(output(7), std::nullopt);
        QVERIFY(sum.sum() == (Usage{9, 4, 7, std::nullopt, 10}));
    }

    void choicesAddUp()
    {
        UsageSum sum;
        sum.take({9, std::nullopt, 2, 1, 11}, 0U);
        sum.take({9, std::nullopt, 3, std::nullopt, 12}, 1U);
        sum.take({9, std::nullopt, 5, 2, 14}, 0U);
        QVERIFY(sum.sum() == (Usage{9, std::nullopt, 8, 2, std::nullopt}));
        sum.take({9, std::nullopt, 12, std::nullopt, 21}, std::nullopt); // of all, at the end
        QCOMPARE(sum.sum().output, std::optional<quint64>(12));
        QCOMPARE(sum.sum().total, std::optional<quint64>(21));
    }

    void oneChoiceIsAll()
    {
        UsageSum sum;
        sum.take(output(0), std::nullopt); // a placeholder before the first choice
        for (quint64 tokens = 1; tokens <= 4; ++tokens)
            sum.take(output(tokens), 0U);
        QCOMPARE(sum.sum().output, std::optional<quint64>(4));
    }

    void nonsenseLastsUntilACountIsTold()
    {
        Usage nonsense;
        nonsense.unreadable = static_cast<quint8>(UsagePart::Output);
        UsageSum sum;
        sum.take(nonsense, 0U);
        QVERIFY(sum.sum().isUnreadable(UsagePart::Output) && !sum.sum().output);
        sum.take(Usage{9, {}, {}, {}, {}}, 0U);
        QVERIFY(sum.sum().isUnreadable(UsagePart::Output));
        sum.take(output(4), 0U);
        QVERIFY(!sum.sum().isUnreadable(UsagePart::Output));
    }

    void manyChoicesStayBounded()
    {
        UsageSum sum;
        for (quint32 choice = 0; choice < 1000; ++choice)
            sum.take(output(1), choice);
        QCOMPARE(sum.sum().output, std::optional<quint64>(128));
    }
};

QTEST_APPLESS_MAIN(TestUsageSum)
#include "tst_usagesum.moc"
