// SPDX-License-Identifier: GPL-3.0-or-later
#include "plan/permutation.h"
#include "plan/plan.h"

#include <QTest>

#include <cmath>
#include <set>

using namespace weir;
using namespace std::chrono_literals;

namespace {

Scenario withWeights(const std::vector<double> &weights)
{
    Scenario scenario;
    for (const double weight : weights) {
        RequestTemplate request;
        request.name = QString::number(scenario.requests.size());
        request.weight = weight;
        scenario.requests.push_back(request);
    }
    return scenario;
}

Scenario withData(DataSource::Order order, DataSource::AtEnd atEnd)
{
    Scenario scenario = withWeights({1, 1});
    scenario.data.push_back({});
    scenario.data[0].name = QStringLiteral("rows");
    scenario.data[0].order = order;
    scenario.data[0].atEnd = atEnd;
    for (RequestTemplate &request : scenario.requests)
        request.data = QStringLiteral("rows");
    return scenario;
}

RequestChooser chooser(const Scenario &scenario, quint64 rows, quint64 seed = 42)
{
    return {scenario, std::vector<quint64>(scenario.requests.size(), rows), seed};
}

} // namespace

class TestRequestChooser : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void weightsHoldInTheMean_data()
    {
        QTest::addColumn<QList<double>>("weights");
        QTest::newRow("one") << QList<double>{3};
        QTest::newRow("80/20") << QList<double>{80, 20};
        QTest::newRow("fractions") << QList<double>{0.1, 0.2, 0.7};
        QTest::newRow("rare") << QList<double>{999, 1};
        QTest::newRow("many") << QList<double>{1, 2, 3, 4, 5, 6, 7, 8, 9, 10};
    }

    void weightsHoldInTheMean()
    {
        QFETCH(QList<double>, weights);
        const RequestChooser choose = chooser(withWeights({weights.begin(), weights.end()}), 0);
        const int n = 100'000;
        QList<int> counts(weights.size());
        for (quint64 i = 0; i < n; ++i)
            ++counts[choose.choose(RequestId{i}).requestTemplate.value()];
        const double total = std::accumulate(weights.begin(), weights.end(), 0.0);
        for (qsizetype i = 0; i < weights.size(); ++i) {
            const double share = weights[i] / total;
            const double bound = 4 * std::sqrt(n * share * (1 - share));
            QVERIFY(std::abs(counts[i] - n * share) <= bound);
        }
    }

    void choiceIsAFunctionOfTheNumber()
    {
        const Scenario scenario = withData(DataSource::Order::Shuffled, DataSource::AtEnd::Wrap);
        const RequestChooser one = chooser(scenario, 10);
        const RequestChooser same = chooser(scenario, 10);
        const RequestChooser other = chooser(scenario, 10, 43);
        int differences = 0;
        std::set<quint64> seeds;
        for (quint64 i = 1000; i-- > 0;) {
            QCOMPARE(one.choose(RequestId{i}), same.choose(RequestId{i}));
            differences += one.choose(RequestId{i}) == other.choose(RequestId{i}) ? 0 : 1;
            seeds.insert(one.choose(RequestId{i}).seed);
        }
        QCOMPARE(differences, 1000);
        QCOMPARE(seeds.size(), std::size_t{1000});
    }

    void withoutDataThereIsNoRow()
    {
        const RequestChoice choice = chooser(withWeights({1}), 0).choose(RequestId{5});
        QVERIFY(!choice.row);
        QVERIFY(!choice.dataExhausted);
    }

    void sequentialRowsFollowTheNumber()
    {
        const RequestChooser choose =
            chooser(withData(DataSource::Order::Sequential, DataSource::AtEnd::Wrap), 7);
        for (quint64 i = 0; i < 100; ++i)
            QCOMPARE(choose.choose(RequestId{i}).row, std::optional(RowIndex{i % 7}));
    }

    void shuffledPassesCoverEveryRowOnce_data()
    {
        QTest::addColumn<quint64>("rows");
        for (const int rows : {1, 2, 3, 4, 5, 16, 17, 100, 1000, 1025})
            QTest::addRow("%d rows", rows) << static_cast<quint64>(rows);
    }

    void shuffledPassesCoverEveryRowOnce()
    {
        QFETCH(quint64, rows);
        const RequestChooser choose =
            chooser(withData(DataSource::Order::Shuffled, DataSource::AtEnd::Wrap), rows);
        std::vector<std::vector<quint64>> passes;
        for (quint64 pass = 0; pass < 3; ++pass) {
            std::vector<quint64> order;
            for (quint64 i = 0; i < rows; ++i)
                order.push_back(choose.choose(RequestId{pass * rows + i}).row.value().value());
            const std::set<quint64> distinct(order.begin(), order.end());
            QCOMPARE(distinct.size(), std::size_t{rows});
            QCOMPARE(*distinct.rbegin(), rows - 1);
            passes.push_back(order);
        }
        if (rows >= 16) {
            QVERIFY(passes[0] != passes[1]);
            QVERIFY(!std::is_sorted(passes[0].begin(), passes[0].end()));
        }
    }

    void permutationsAreSpreadEvenly()
    {
        // Where item 0 of 10 lands over 10,000 seeds: chi-squared with 9 degrees, above 27.9 once in a
        // thousand.
        std::vector<double> counts(10);
        for (quint64 seed = 0; seed < 10'000; ++seed)
            ++counts[permuted(0, 10, seed)];
        double chiSquared = 0;
        for (const double count : counts)
            chiSquared += (count - 1000) * (count - 1000) / 1000;
        QVERIFY2(chiSquared < 27.9, qPrintable(QString::number(chiSquared)));
    }

    void permutationOfAHugeRange()
    {
        const quint64 count = quint64{1} << 40;
        std::set<quint64> places;
        for (quint64 i = 0; i < 1000; ++i) {
            const quint64 place = permuted(i, count, 1);
            QVERIFY(place < count);
            places.insert(place);
        }
        QCOMPARE(places.size(), std::size_t{1000});
    }

    void randomRowsReachAll()
    {
        const RequestChooser choose =
            chooser(withData(DataSource::Order::Random, DataSource::AtEnd::Wrap), 8);
        std::vector<int> counts(8);
        for (quint64 i = 0; i < 8000; ++i)
            ++counts[choose.choose(RequestId{i}).row.value().value()];
        for (const int count : counts)
            QVERIFY(count > 850 && count < 1150); // 1000 expected, standard deviation 30
    }

    void endOfData_data()
    {
        QTest::addColumn<int>("atEnd");
        QTest::addColumn<bool>("exhausted");
        QTest::newRow("wrap") << static_cast<int>(DataSource::AtEnd::Wrap) << false;
        QTest::newRow("stop") << static_cast<int>(DataSource::AtEnd::Stop) << true;
        QTest::newRow("fail") << static_cast<int>(DataSource::AtEnd::Fail) << true;
    }

    void endOfData()
    {
        QFETCH(int, atEnd);
        QFETCH(bool, exhausted);
        for (const auto order :
             {DataSource::Order::Sequential, DataSource::Order::Shuffled, DataSource::Order::Random}) {
            const RequestChooser choose = chooser(withData(order, static_cast<DataSource::AtEnd>(atEnd)), 5);
            QVERIFY(!choose.choose(RequestId{4}).dataExhausted);
            QVERIFY(choose.choose(RequestId{4}).row.has_value());
            QCOMPARE(choose.choose(RequestId{5}).dataExhausted, exhausted);
            QCOMPARE(choose.choose(RequestId{5}).row.has_value(), !exhausted);
        }
    }

    void groupsDrawFromTheirMix()
    {
        Scenario scenario = withWeights({1, 2, 3, 4});
        scenario.load.groups.resize(3);
        scenario.load.groups[1].mix = {QStringLiteral("3"), QStringLiteral("1")};
        scenario.load.groups[2].mix = {QStringLiteral("2")};
        const RequestChooser choose = chooser(scenario, 0);
        std::vector<std::vector<int>> counts(3, std::vector<int>(4));
        const quint64 n = 30'000;
        for (quint64 i = 0; i < n; ++i)
            ++counts[i % 3][choose.choose(RequestId{i}).requestTemplate.value()];
        for (int i = 0; i < 4; ++i)
            QVERIFY(std::abs(counts[0][std::size_t(i)] - 1'000 * (i + 1)) < 200);
        QVERIFY(std::abs(counts[1][1] - 3'333) < 200);
        QVERIFY(std::abs(counts[1][3] - 6'667) < 200);
        QCOMPARE(counts[2][2], 10'000);
    }

    void rowsFollowTheNumberInTheGroup()
    {
        Scenario scenario = withData(DataSource::Order::Sequential, DataSource::AtEnd::Stop);
        scenario.load.groups.resize(2);
        const RequestChooser choose = chooser(scenario, 5);
        for (quint64 number = 0; number < 8; ++number) {
            for (const GroupIndex group : {GroupIndex{0}, GroupIndex{1}}) {
                const RequestChoice choice = choose.choose(requestIdOf(group, number, 2));
                QCOMPARE(choice.dataExhausted, number >= 5);
                QCOMPARE(choice.row, number < 5 ? std::optional(RowIndex{number}) : std::nullopt);
            }
        }
        QVERIFY(choose.choose(RequestId{0}).seed != choose.choose(RequestId{1}).seed);
    }

    void thinkTimes()
    {
        const ThinkTime constant{ThinkTime::Kind::Constant, 1500ms, 0s};
        QCOMPARE(thinkTimeOf(constant, 1, UserIndex{3}, 9), Nanoseconds{1500ms});

        const ThinkTime uniform{ThinkTime::Kind::Uniform, 1s, 3s};
        const ThinkTime exponential{ThinkTime::Kind::Exponential, 2s, 0s};
        const int n = 20'000;
        double uniformSum = 0;
        double exponentialSum = 0;
        for (int i = 0; i < n; ++i) {
            const UserIndex user{static_cast<quint32>(i % 10)};
            const Nanoseconds time = thinkTimeOf(uniform, 1, user, static_cast<quint64>(i));
            QVERIFY(time >= 1s && time <= 3s);
            uniformSum += static_cast<double>(time.count()) / 1e9;
            exponentialSum +=
                static_cast<double>(thinkTimeOf(exponential, 1, user, static_cast<quint64>(i)).count()) / 1e9;
        }
        QVERIFY(std::abs(uniformSum / n - 2) < 4 * 0.577 / std::sqrt(n));
        QVERIFY(std::abs(exponentialSum / n - 2) < 4 * 2 / std::sqrt(n));
        QCOMPARE(thinkTimeOf(uniform, 1, UserIndex{0}, 0), thinkTimeOf(uniform, 1, UserIndex{0}, 0));
        QVERIFY(thinkTimeOf(uniform, 1, UserIndex{0}, 0) != thinkTimeOf(uniform, 2, UserIndex{0}, 0));
        QVERIFY(thinkTimeOf(uniform, 1, UserIndex{0}, 0) != thinkTimeOf(uniform, 1, UserIndex{1}, 0));
        QVERIFY(thinkTimeOf(uniform, 1, UserIndex{0}, 0) != thinkTimeOf(uniform, 1, UserIndex{0}, 1));
    }
};

QTEST_GUILESS_MAIN(TestRequestChooser)
#include "tst_requestchooser.moc"
