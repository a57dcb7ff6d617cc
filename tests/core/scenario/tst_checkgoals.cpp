// SPDX-License-Identifier: GPL-3.0-or-later
// Goals that can't be meant as they stand, and certificates that nobody checks.
#include "scenario/check.h"
#include "scenario/scenariojson.h"
#include "scenario/thresholdproblem.h"
#include "scenario/uncheckedcertificates.h"

#include <QTest>

using namespace weir;

class TestCheckGoals : public QObject
{
    Q_OBJECT

private:
    static Problems checked(const Scenario &scenario)
    {
        CheckContext context;
        context.vendors = {QStringLiteral("openai-chat")};
        return check(scenario, context);
    }

private Q_SLOTS:
    void doubts_data()
    {
        QTest::addColumn<QString>("expression");
        QTest::addColumn<QString>("says");
        const auto row = [](const char *expression, const char *says) {
            QTest::newRow(expression) << QString::fromLatin1(expression) << QString::fromLatin1(says);
        };
        row("error_rate < 1", "Did you mean \"error_rate < 1%\"?");
        row("error_rate<1.0", "Did you mean \"error_rate< 1%\"?");
        row("error_rate <= 1", "holds whatever happens");
        row("error_rate < 100%", "any share below 100 %");
        row("error_rate < 0", "never holds");
        row("error_rate > 1", "never holds. Did you mean \"error_rate > 1%\"?");
        row("goodput_share > 1", "never holds. Did you mean \"goodput_share >= 100%\"?");
        row("goodput_share > 95", ""); // an error of its own: see tst_threshold
        row("goodput_share < 1", "A goal for goodput is a least share");
        row("goodput_share <= 100%", "A goal for goodput is a least share");
        row("goodput_share >= 0", "holds whatever happens");
        row("goodput_share >= 1", "");
        row("error_rate <= 0", "");
        row("error_rate < 1%", "");
        row("error_rate < 0.5", "");
        row("requests_per_second < 1", "");
        row("ttft p(99) < 1s", "");
        row("error_rate < much", "");
    }
    void doubts()
    {
        QFETCH(const QString, expression);
        QFETCH(const QString, says);
        const std::optional<Message> doubt = thresholdDoubt(expression);
        QCOMPARE(doubt.has_value(), !says.isEmpty());
        if (doubt)
            QVERIFY2(doubt->english().contains(says), qPrintable(doubt->english()));
    }

    void aDoubtIsAWarningOfCheck()
    {
        Scenario scenario = defaultScenario();
        scenario.name = QStringLiteral("s");
        scenario.goals.thresholds = {QStringLiteral("ttft p(99) < 1s"), QStringLiteral("error_rate < 1")};
        const Problems problems = checked(scenario);
        QCOMPARE(problems.size(), std::size_t{1});
        QCOMPARE(problems[0].path, QStringLiteral("/goals/thresholds/1"));
        QVERIFY(problems[0].severity == Severity::Warning);
        QCOMPARE(placedWarnings(problems).size(), std::size_t{1});
        QVERIFY(placedWarnings(problems)[0].english().contains(u"/goals/thresholds/1"));
    }

    void errorBudget_data()
    {
        QTest::addColumn<double>("budget");
        QTest::addColumn<bool>("isFine");
        QTest::newRow("none") << 0.0 << true;
        QTest::newRow("all") << 1.0 << true;
        QTest::newRow("below") << -0.01 << false;
        QTest::newRow("above") << 1.01 << false;
    }
    void errorBudget()
    {
        QFETCH(const double, budget);
        QFETCH(const bool, isFine);
        Scenario scenario = defaultScenario();
        scenario.name = QStringLiteral("s");
        scenario.goals.errorBudget = budget;
        const Problems problems = checked(scenario);
        QCOMPARE(problems.empty(), isFine);
        if (!isFine)
            QCOMPARE(problems[0].path, QStringLiteral("/goals/error_budget"));
    }

    void theErrorBudgetIsInTheFile()
    {
        Scenario scenario = defaultScenario();
        QCOMPARE(scenario.goals.errorBudget, 0.01);
        QVERIFY(!scenarioToJson(scenario).contains("error_budget")); // as every default
        scenario.goals.errorBudget = 0.25;
        const ScenarioReading reading = scenarioFromJson(scenarioToJson(scenario));
        QVERIFY(reading.problems.empty());
        QCOMPARE(reading.scenario.goals.errorBudget, 0.25);
    }

    void uncheckedTargetsAreNamed_data()
    {
        QTest::addColumn<QString>("url");
        QTest::addColumn<bool>("verify");
        QTest::addColumn<QString>("asked");
        QTest::addColumn<bool>("isNamed");
        QTest::newRow("checked") << "https://a.example" << true << "" << false;
        QTest::newRow("unchecked") << "https://a.example" << false << "" << true;
        QTest::newRow("by its name") << "HTTPS://a.example" << false << "one" << true;
        QTest::newRow("WebSocket") << "wss://a.example/v1" << false << "" << true;
        QTest::newRow("no TLS") << "http://a.example" << false << "" << false;
        QTest::newRow("never asked") << "https://a.example" << false << "two" << false;
    }
    void uncheckedTargetsAreNamed()
    {
        QFETCH(const QString, url);
        QFETCH(const bool, verify);
        QFETCH(const QString, asked);
        QFETCH(const bool, isNamed);
        Scenario scenario = defaultScenario();
        scenario.targets[0].name = QStringLiteral("one");
        scenario.targets[0].url = url;
        scenario.targets[0].verifyTls = verify;
        scenario.targets.push_back(Target());
        scenario.targets[1].name = QStringLiteral("two");
        scenario.requests[0].target = asked;
        const Messages messages = uncheckedCertificates(scenario);
        QCOMPARE(!messages.empty(), isNamed);
        if (isNamed)
            QVERIFY(messages[0].english().contains(u"\"one\" is not checked"));
    }
};

QTEST_APPLESS_MAIN(TestCheckGoals)
#include "tst_checkgoals.moc"
