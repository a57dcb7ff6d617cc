// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/fields/nearestname.h"

#include <QTest>

using namespace weir;

class TestNearestName : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void names_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("nearest");
        QTest::addColumn<bool>("isLikely");
        const auto row = [](const char *name, const char *nearest, bool isLikely) {
            QTest::newRow(name) << QString::fromLatin1(name) << QString::fromLatin1(nearest) << isLikely;
        };
        row("users", "users", true);
        row("usres", "users", true); // swapped
        row("user", "users", true);
        row("rates", "rate", true);
        row("maxToken", "max_tokens", true);
        row("MAX_TOKENS", "max_tokens", true);
        row("ra", "rate", false);
        row("tokens", "users", false); // as far from "max_tokens", which comes later
    }

    void names()
    {
        QFETCH(QString, name);
        QFETCH(QString, nearest);
        QFETCH(bool, isLikely);
        const QStringList candidates{u"rate"_qs, u"users"_qs, u"max_tokens"_qs};
        QCOMPARE(nearestName(name, candidates), std::optional(nearest));
        QCOMPARE(likelyName(name, candidates), isLikely ? std::optional(nearest) : std::nullopt);
    }

    void theFirstOfEqualsIsTaken()
    {
        QCOMPARE(nearestName(u"cat"_qs, {u"car"_qs, u"can"_qs}), std::optional(u"car"_qs));
    }

    void nothingIsGuessed()
    {
        QCOMPARE(nearestName(u"a"_qs, {}), std::nullopt);
        QCOMPARE(nearestName(QString(65, u'a'), {u"a"_qs}), std::nullopt);
        QCOMPARE(likelyName(QString(65, u'a'), {QString(65, u'a')}), std::nullopt);
        QCOMPARE(likelyName(QString(), {u"a"_qs}), std::nullopt);
    }
};

QTEST_GUILESS_MAIN(TestNearestName)
#include "tst_nearestname.moc"
