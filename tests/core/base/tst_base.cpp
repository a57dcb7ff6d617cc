// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/clock.h"
#include "base/ids.h"
#include "base/jsonreader.h"
#include "base/random.h"
#include "base/result.h"
#include "base/workerthread.h"

#include <QJsonDocument>
#include <QTest>

#include <cmath>

using namespace weir;
using namespace std::chrono_literals;

class TestBase : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void resultHoldsValueOrError()
    {
        const Result<int> good = 7;
        QVERIFY(good.ok());
        QCOMPARE(*good, 7);
        const Result<int> bad = Error{Message::verbatim(u"it broke"_qs), Message::verbatim(u"a.json:3"_qs),
                                      Message::verbatim(u"Mend it."_qs)};
        QVERIFY(!bad.ok());
        QCOMPARE(bad.error().text(), QStringLiteral("a.json:3: it broke. Mend it."));
        QVERIFY_THROWS_EXCEPTION(std::bad_variant_access, (void)bad.value());
    }

    void manualClockMovesOnlyByHand()
    {
        ManualClock clock(timePointFromNs(5));
        QCOMPARE(toNs(clock.now()), qint64{5});
        clock.advance(2s);
        QCOMPARE(toNs(clock.now()), qint64{2'000'000'005});
    }

    void systemClockIsMonotonic()
    {
        const SystemClock clock;
        const TimePoint first = clock.now();
        QVERIFY(clock.now() >= first);
    }

    void randomIsTheSameEverywhere()
    {
        // The first outputs of SplitMix64 for seed 1234567, as its authors publish them.
        Random random(1234567);
        QCOMPARE(random.nextWord(), quint64{6457827717110365317ULL});
        QCOMPARE(random.nextWord(), quint64{3203168211198807973ULL});
        QVERIFY(mixSeed({1, 2}) != mixSeed({2, 1}));
        QVERIFY(mixSeed({1, 2}) == mixSeed({1, 2}));
    }

    void randomDrawsHaveTheirMoments()
    {
        Random random(42);
        constexpr int draws = 200'000;
        double exponentialSum = 0;
        double normalSum = 0;
        double normalSquares = 0;
        for (int i = 0; i < draws; ++i) {
            exponentialSum += random.exponential(3);
            const double x = random.normal(5, 2);
            normalSum += x;
            normalSquares += (x - 5) * (x - 5);
            QVERIFY(random.below(7) < 7);
        }
        // Five standard errors.
        QVERIFY(std::fabs(exponentialSum / draws - 3) < 5 * 3 / std::sqrt(draws));
        QVERIFY(std::fabs(normalSum / draws - 5) < 5 * 2 / std::sqrt(draws));
        QVERIFY(std::fabs(std::sqrt(normalSquares / draws) - 2) < 0.03);
    }

    void readerReportsEveryProblemWithItsPath()
    {
        const QJsonObject object =
            QJsonDocument::fromJson(R"({"n": 2.5, "s": 3, "d": "5x", "list": [{"a/b": 1}], "kind": "zzz"})")
                .object();
        Problems problems;
        JsonReader reader(object, QString(), problems);
        QCOMPARE(reader.integer(QStringLiteral("n"), 9, 0, 10), qint64{9});
        QCOMPARE(reader.string(QStringLiteral("s"), QStringLiteral("f")), QStringLiteral("f"));
        QCOMPARE(reader.duration(QStringLiteral("d"), 1s).count(), qint64{1'000'000'000});
        QCOMPARE(reader.choice(QStringLiteral("kind"), {QStringLiteral("a"), QStringLiteral("b")}, 1), 1);
        reader.objects(QStringLiteral("list"), [](JsonReader &) {});
        reader.finish();
        QStringList paths;
        for (const Problem &problem : problems)
            paths << problem.path;
        QCOMPARE(paths, QStringList({QStringLiteral("/n"), QStringLiteral("/s"), QStringLiteral("/d"),
                                     QStringLiteral("/kind"), QStringLiteral("/list/0/a~1b")}));
    }

    void workerThreadRunsTasksInOrderAndJoins()
    {
        std::vector<int> order;
        QThread *ranIn = nullptr;
        {
            WorkerThread worker(QStringLiteral("test"));
            for (int i = 0; i < 5; ++i)
                worker.post([&order, i] { order.push_back(i); });
            worker.run([&ranIn] { ranIn = QThread::currentThread(); });
            QCOMPARE(ranIn, worker.thread());
        }
        QCOMPARE(order, std::vector<int>({0, 1, 2, 3, 4}));
    }
};

QTEST_GUILESS_MAIN(TestBase)
#include "tst_base.moc"
