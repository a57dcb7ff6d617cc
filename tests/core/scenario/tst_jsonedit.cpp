// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/check.h"
#include "scenario/edit/jsonedit.h"
#include "scenario/scenariojson.h"

#include <QTest>

using namespace weir;
using namespace std::chrono_literals;

class TestJsonEdit : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void setsMembers_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("value");
        QTest::addColumn<QString>("line"); ///< What the scenario's JSON must hold afterwards.
        const auto row = [](const char *path, const char *value, const char *line) {
            QTest::addRow("%s=%s", path, value)
                << QString::fromUtf8(path) << QString::fromUtf8(value) << QString::fromUtf8(line);
        };
        row("load.users", "7", "\"users\": 7");
        row("/load/users", "7", "\"users\": 7");
        row("name", "plain text", "\"name\": \"plain text\"");
        row("name", "\"quoted\"", "\"name\": \"quoted\"");
        row("name", "42", "\"name\": \"42\"");
        row("targets.0.url", "http://h:1/v1", "\"url\": \"http://h:1/v1\"");
        row("/targets/0/timers/stall", "5s", "\"stall\": \"5s\"");
        row("targets.0.verify_tls", "false", "\"verify_tls\": false");
        row("targets.0.tls.verify", "false", "\"verify_tls\": false");
        row("/targets/0/tls/ca", "ca.pem", "\"ca\": \"ca.pem\"");
        row("requests.0.max_tokens", "9", "\"max_tokens\": 9");
        row("requests.0.weight", "0.5", "\"weight\": 0.5");
        row("load.requests", "100", "\"requests\": 100");
        row("load.duration", "1h", "\"duration\": \"1h\"");
        row("load.duration", "null", "\"duration\": null");
        row("load.think", R"({"kind": "exponential", "low": "2s"})", "\"kind\": \"exponential\"");
        row("load.think.low", "2s", "\"low\": \"2s\"");
        row("load.model", "open", "\"model\": \"open\"");
        row("load", R"({"model": "open", "rate": 5})", "\"rate\": 5");
        row("load.steps", R"([{"shape": "ramp", "to": 9}])", "\"to\": 9");
        row("load.iterations", "4", "\"iterations\": 4");
        row("load.think.deviation", "1s", "\"deviation\": \"1s\"");
        row("load.abandon.share", "0.5", "\"share\": 0.5");
        row("load.max_duration", "1h", "\"max_duration\": \"1h\"");
        row("load.mix", R"(["chat"])", "\"mix\"");
        row("goals.thresholds", R"(["ttft p(99) < 1s"])", "\"ttft p(99) < 1s\"");
        row("goals.service_level.ttft", "1s", "\"ttft\": \"1s\"");
        row("seed", "18446744073709551615", "\"seed\": \"18446744073709551615\"");
        row("recording.answers", "true", "\"answers\": true");
    }

    void setsMembers()
    {
        QFETCH(QString, path);
        QFETCH(QString, value);
        QFETCH(QString, line);
        const QByteArray before = scenarioToJson(defaultScenario());
        QVERIFY(!before.contains(line.toUtf8()));
        const Result<Scenario> edited = withJsonValue(defaultScenario(), path, value);
        QVERIFY2(edited.ok(), edited ? "" : qPrintable(edited.error().text()));
        const QByteArray after = scenarioToJson(*edited);
        QVERIFY2(after.contains(line.toUtf8()), after.constData());
    }

    void nothingElseChanges()
    {
        Scenario expected = defaultScenario();
        expected.targets[0].timers.stall = 5s;
        const Result<Scenario> edited =
            withJsonValue(defaultScenario(), QStringLiteral("targets.0.timers.stall"), QStringLiteral("5s"));
        QVERIFY(edited.ok());
        QCOMPARE(*edited, expected);
    }

    void modelBringsItsMembers()
    {
        Result<Scenario> scenario =
            withJsonValue(defaultScenario(), QStringLiteral("load.model"), QStringLiteral("open"));
        QVERIFY(scenario.ok());
        scenario = withJsonValue(*scenario, QStringLiteral("load.rate"), QStringLiteral("12.5"));
        QVERIFY(scenario.ok());
        QCOMPARE(std::get<OpenLoad>(scenario->load.first().model).rate, 12.5);
        scenario = withJsonValue(*scenario, QStringLiteral("load.model"), QStringLiteral("closed"));
        QVERIFY(scenario.ok());
        QCOMPARE(std::get<ClosedLoad>(scenario->load.first().model), ClosedLoad{});
    }

    void setsElementsOfSteps()
    {
        Scenario scenario = defaultScenario();
        scenario.load.first().model = OpenLoad{.steps = {RateStep{5, 10s}, RateRamp{5, 10, 20s}}};
        scenario.load.first().duration.reset();
        Result<Scenario> edited = withJsonValue(scenario, u"load.steps.0.rate"_qs, u"7.5"_qs);
        QVERIFY2(edited.ok(), edited ? "" : qPrintable(edited.error().text()));
        const std::vector<OpenStep> faster{RateStep{7.5, 10s}, RateRamp{5, 10, 20s}};
        QCOMPARE(std::get<OpenLoad>(edited->load.first().model).steps, faster);
        QCOMPARE(edited->load.first().duration, std::nullopt);
        // Another shape keeps what both have.
        edited = withJsonValue(*edited, u"load.steps.1.shape"_qs, u"spread"_qs);
        QVERIFY2(edited.ok(), edited ? "" : qPrintable(edited.error().text()));
        const std::vector<OpenStep> spread{RateStep{7.5, 10s}, SpreadStep{1, 20s}};
        QCOMPARE(std::get<OpenLoad>(edited->load.first().model).steps, spread);
        edited = withJsonValue(*edited, u"/load/steps/1/to"_qs, u"3"_qs);
        QVERIFY(!edited.ok());
        QVERIFY2(edited.error().text().contains(u"Set /load/steps/1/shape=ramp first"_qs),
                 qPrintable(edited.error().text()));
    }

    void setsMembersOfGroups()
    {
        Scenario scenario = defaultScenario();
        scenario.load.groups.resize(2);
        scenario.load.groups[0].name = u"a"_qs;
        scenario.load.groups[1].name = u"b"_qs;
        Result<Scenario> edited = withJsonValue(scenario, u"load.groups.1.users"_qs, u"9"_qs);
        QVERIFY2(edited.ok(), edited ? "" : qPrintable(edited.error().text()));
        QCOMPARE(std::get<ClosedLoad>(edited->load.groups[0].model).users, 1U);
        QCOMPARE(std::get<ClosedLoad>(edited->load.groups[1].model).users, 9U);
        edited = withJsonValue(*edited, u"load.groups.0.model"_qs, u"trace"_qs);
        QVERIFY2(edited.ok(), edited ? "" : qPrintable(edited.error().text()));
        QVERIFY(std::holds_alternative<TraceLoad>(edited->load.groups[0].model));
        QCOMPARE(edited->load.groups[0].duration, std::nullopt);
        QCOMPARE(edited->load.groups[1].duration, std::optional<Nanoseconds>(30s));
        QVERIFY(!withJsonValue(*edited, u"load.groups.2.users"_qs, u"9"_qs).ok());
    }

    void impliedDurationsFollow()
    {
        const Result<Scenario> counted = withJsonValue(defaultScenario(), u"load.requests"_qs, u"9"_qs);
        QVERIFY(counted.ok());
        QCOMPARE(counted->load.first().duration, std::nullopt);
        Scenario timed = defaultScenario();
        timed.load.first().duration = 45s;
        const Result<Scenario> both = withJsonValue(timed, u"load.requests"_qs, u"9"_qs);
        QVERIFY(both.ok());
        QCOMPARE(both->load.first().duration, std::optional<Nanoseconds>(45s));
    }

    void refusals_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("value");
        QTest::addColumn<QString>("hint"); ///< Part of the error.
        const auto row = [](const char *path, const char *value, const char *hint) {
            QTest::addRow("%s=%s", path, value)
                << QString::fromUtf8(path) << QString::fromUtf8(value) << QString::fromUtf8(hint);
        };
        row("load.usres", "7", "Did you mean \"users\"?");
        row("lod.users", "7", "Did you mean \"load\"?");
        row("targets.0.timers.firsttoken", "7s", "Did you mean \"first_token\"?");
        row("load.rate", "5", "Set load.model=open first");
        row("targets.1.url", "http://h", "list of 1");
        row("targets.x.url", "http://h", "\"x\"");
        row("targets.-1.url", "http://h", "\"-1\"");
        row("name.first", "x", "plain value");
        row("load.users", "many", "whole number");
        row("load.users", "-1", "whole number");
        row("load.duration", "30", "duration");
        row("load.duration", "30 parsecs", "duration");
        row("load.model", "ajar", "closed, open");
        row("load", R"({"model": "closed", "extra": 1})", "extra");
        row("targets", "{}", "list");
        row("weir", "2", "no member");
        row("", "x", "no member");
        row("load.", "x", "no member");
    }

    void refusals()
    {
        QFETCH(QString, path);
        QFETCH(QString, value);
        QFETCH(QString, hint);
        const Result<Scenario> edited = withJsonValue(defaultScenario(), path, value);
        QVERIFY(!edited.ok());
        QVERIFY2(edited.error().text().contains(hint), qPrintable(edited.error().text()));
    }

    void openLoadRefusesUsers()
    {
        const Result<Scenario> open =
            withJsonValue(defaultScenario(), QStringLiteral("load.model"), QStringLiteral("open"));
        const Result<Scenario> edited =
            withJsonValue(*open, QStringLiteral("load.users"), QStringLiteral("5"));
        QVERIFY(!edited.ok());
        QVERIFY(edited.error().text().contains(QStringLiteral("Set load.model=closed first")));
    }
};

QTEST_GUILESS_MAIN(TestJsonEdit)
#include "tst_jsonedit.moc"
