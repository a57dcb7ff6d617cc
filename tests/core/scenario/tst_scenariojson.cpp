// SPDX-License-Identifier: GPL-3.0-or-later
#include "randomscenario.h"
#include "scenario/check.h"
#include "scenario/migrations.h"
#include "scenario/scenariojson.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QTest>

using namespace weir;
using namespace std::chrono_literals;

namespace {

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("%s can't be opened", qPrintable(path));
    return file.readAll();
}

QString dataFolder()
{
    return QStringLiteral(WEIR_TEST_DATA "/scenario");
}

QStringList pathsOf(const Problems &problems)
{
    QStringList paths;
    for (const Problem &problem : problems)
        paths.append(problem.path);
    return paths;
}

QString textOf(const Problems &problems)
{
    QString text;
    for (const Problem &problem : problems)
        text += problem.path + QStringLiteral(": ") + problem.message.english() + u'\n';
    return text;
}

/// The keys of all objects inside of `value`.
void collectKeys(const QJsonValue &value, QStringList &keys)
{
    for (const QJsonValue &element : value.toArray())
        collectKeys(element, keys);
    const QJsonObject object = value.toObject();
    keys += object.keys();
    for (const QJsonValue &member : object)
        collectKeys(member, keys);
}

} // namespace

class TestScenarioJson : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void emptyScenarioIsShort() { QCOMPARE(scenarioToJson({}), QByteArray("{\n  \"weir\": 1\n}\n")); }

    void goldenFileOfVersion1()
    {
        const QByteArray json = contentOf(dataFolder() + QStringLiteral("/version-1.weir"));
        const ScenarioReading reading = scenarioFromJson(json);
        QVERIFY2(reading.problems.empty(), qPrintable(textOf(reading.problems)));
        const Scenario &scenario = reading.scenario;
        QCOMPARE(scenario.targets.size(), std::size_t{2});
        QCOMPARE(scenario.targets[0].auth.scheme, AuthScheme::Header);
        QCOMPARE(scenario.targets[0].timers.stall, Nanoseconds{90s});
        QCOMPARE(scenario.targets[0].retry.on, QStringList{QStringLiteral("rate_limited")});
        QCOMPARE(scenario.targets[1].timers, StreamTimers{});
        QCOMPARE(scenario.requests[0].checks[1].count, quint64{5});
        QCOMPARE(scenario.requests[0].maxTokens, std::optional<quint32>(64));
        QCOMPARE(scenario.data[1].prompts.size(), qsizetype{2});
        const OpenLoad *open = std::get_if<OpenLoad>(&scenario.load.first().model);
        QVERIFY(open);
        QCOMPARE(open->rate, 12.5);
        QCOMPARE(open->arrivals, Arrivals::Uniform);
        QCOMPARE(open->capPolicy, CapPolicy::Drop);
        QCOMPARE(scenario.load.first().duration, std::optional<Nanoseconds>(90min));
        QCOMPARE(scenario.load.first().requests, std::optional<quint64>(5000));
        QCOMPARE(scenario.goals.validity.loopLagP99, Nanoseconds{15ms});
        QCOMPARE(scenario.seed, std::optional<quint64>(9223372036854775807ULL));
        QCOMPARE(scenario.workers, std::optional<quint32>(4));
    }

    /// People look for it beside the files.
    void verifyMayStandInTls()
    {
        const ScenarioReading reading =
            scenarioFromJson("{\"weir\": 1, \"targets\": [{\"name\": \"a\", \"url\": \"https://h\", "
                             "\"tls\": {\"verify\": false, \"ca\": \"c\"}}]}");
        QVERIFY2(reading.problems.empty(), qPrintable(textOf(reading.problems)));
        QVERIFY(!reading.scenario.targets[0].verifyTls);
        QCOMPARE(reading.scenario.targets[0].tls.ca, u"c"_qs);
        QCOMPARE(scenarioFromJson(scenarioToJson(reading.scenario)).scenario, reading.scenario);
        const ScenarioReading wrong =
            scenarioFromJson("{\"weir\": 1, \"targets\": [{\"name\": \"a\", \"url\": \"https://h\", "
                             "\"tls\": {\"verify\": 3, \"cs\": \"c\"}}]}");
        QCOMPARE(wrong.problems.size(), std::size_t{2});
    }

    void keysAreSnakeCase()
    {
        QStringList keys;
        for (const QString &name : {u"/version-1.weir"_qs, u"/load-groups.weir"_qs})
            collectKeys(QJsonDocument::fromJson(contentOf(dataFolder() + name)).object(), keys);
        QVERIFY(keys.contains(u"chunks_above_usage_share"_qs) && keys.contains(u"without_token"_qs));
        static const QRegularExpression snake(QStringLiteral("\\A[a-z0-9]+(_[a-z0-9]+)*\\z"));
        for (const QString &key : keys)
            QVERIFY2(snake.match(key).hasMatch(), qPrintable(key));
    }

    void aKeyThatWasLikelyMeantIsNamed()
    {
        const ScenarioReading reading =
            scenarioFromJson(R"({"weir": 1, "requests": [{"maxToken": 3}], "load": {"usres": 2}})");
        QStringList messages;
        for (const Problem &problem : reading.problems)
            messages.append(problem.message.english());
        QCOMPARE(messages.size(), qsizetype{2});
        QVERIFY2(messages[0].contains(u"\"max_tokens\""_qs), qPrintable(messages[0]));
        QVERIFY2(messages[1].contains(u"\"users\""_qs), qPrintable(messages[1]));
    }

    void goldenFileIsCanonical()
    {
        const QByteArray json = contentOf(dataFolder() + QStringLiteral("/version-1.weir"));
        QCOMPARE(QString::fromUtf8(scenarioToJson(scenarioFromJson(json).scenario)), QString::fromUtf8(json));
    }

    void samplesAreCanonicalAndRun_data()
    {
        QTest::addColumn<QString>("path");
        const QDir samples(QStringLiteral(":/weir/samples"));
        const QStringList names = samples.entryList();
        QVERIFY(names.contains(QStringLiteral("sample.weir")));
        QCOMPARE(names.size(), qsizetype{9});
        for (const QString &name : names)
            QTest::newRow(qPrintable(name)) << samples.filePath(name);
    }

    void samplesAreCanonicalAndRun()
    {
        QFETCH(QString, path);
        const QByteArray json = contentOf(path);
        const ScenarioReading reading = scenarioFromJson(json);
        QVERIFY2(reading.problems.empty(), qPrintable(textOf(reading.problems)));
        QCOMPARE(QString::fromUtf8(scenarioToJson(reading.scenario)), QString::fromUtf8(json));
        const Problems problems = check(reading.scenario, {{}, {QStringLiteral("openai-chat")}, {}, true});
        QVERIFY2(problems.empty(), qPrintable(textOf(problems)));
    }

    void roundTripOfRandomScenarios()
    {
        Random random(20260101);
        for (int i = 0; i < 2000; ++i) {
            const Scenario scenario = randomScenario(random);
            const QByteArray json = scenarioToJson(scenario);
            const ScenarioReading reading = scenarioFromJson(json);
            QVERIFY2(reading.problems.empty(),
                     qPrintable(textOf(reading.problems) + QString::fromUtf8(json)));
            QVERIFY2(reading.scenario == scenario, json.constData());
            QCOMPARE(scenarioToJson(reading.scenario), json);
            // Whatever a file can hold, checking it ends.
            CheckContext blind;
            blind.readData = false;
            QVERIFY(hasErrors(check(scenario, blind)));
        }
    }

    void durationAndRequestsTogether_data()
    {
        QTest::addColumn<QByteArray>("load");
        QTest::addColumn<bool>("hasDuration");
        QTest::addColumn<bool>("hasRequests");
        QTest::newRow("neither given: 30 s") << QByteArray("{}") << true << false;
        QTest::newRow("requests alone end the run") << QByteArray(R"({"requests": 5})") << false << true;
        QTest::newRow("both") << QByteArray(R"({"requests": 5, "duration": "30s"})") << true << true;
        QTest::newRow("no end") << QByteArray(R"({"duration": null})") << false << false;
        QTest::newRow("steps end the run")
            << QByteArray(R"({"steps": [{"shape": "users"}]})") << false << false;
        QTest::newRow("steps cut by a duration")
            << QByteArray(R"({"steps": [{"shape": "users"}], "duration": "10s"})") << true << false;
        QTest::newRow("no steps") << QByteArray(R"({"steps": []})") << true << false;
        QTest::newRow("iterations end the run") << QByteArray(R"({"iterations": 3})") << false << false;
        QTest::newRow("a trace ends the run")
            << QByteArray(R"({"model": "trace", "path": "a.csv"})") << false << false;
        QTest::newRow("null requests") << QByteArray(R"({"requests": null})") << false << false;
    }

    void durationAndRequestsTogether()
    {
        QFETCH(QByteArray, load);
        QFETCH(bool, hasDuration);
        QFETCH(bool, hasRequests);
        if (qstrcmp(QTest::currentDataTag(), "null requests") == 0)
            hasDuration = true; // null is the same as not given
        const ScenarioReading reading = scenarioFromJson("{\"weir\": 1, \"load\": " + load + "}");
        QVERIFY(reading.problems.empty());
        QCOMPARE(reading.scenario.load.first().duration.has_value(), hasDuration);
        QCOMPARE(reading.scenario.load.first().requests.has_value(), hasRequests);
    }

    void groupsAndStepsAreRead()
    {
        const ScenarioReading reading = scenarioFromJson(contentOf(dataFolder() + u"/load-groups.weir"_qs));
        QVERIFY2(reading.problems.empty(), qPrintable(textOf(reading.problems)));
        const Load &load = reading.scenario.load;
        QCOMPARE(load.maxDuration, std::optional<Nanoseconds>(10min));
        QCOMPARE(load.groups.size(), std::size_t{3});
        const OpenLoad &open = std::get<OpenLoad>(load.groups[0].model);
        QCOMPARE(open.arrivals, Arrivals::Gamma);
        QCOMPARE(open.burstiness, 0.5);
        const std::vector<OpenStep> steps{
            RateRamp{0, 20, 10s}, RateStep{20, 1min}, RateStairs{5, 2.5, 4, 15s, 2s},
            SpreadStep{100, 5s},  AtOnceStep{50},     PeakStep{300, 20s},
            PauseStep{500ms}};
        QCOMPARE(open.steps, steps);
        QCOMPARE(load.groups[0].mix, QStringList{u"short"_qs});
        QCOMPARE(load.groups[0].duration, std::nullopt);
        const ClosedLoad &closed = std::get<ClosedLoad>(load.groups[1].model);
        const ThinkTime think{ThinkTime::Kind::LogNormal, 2s, 0s, 500ms};
        QCOMPARE(closed.think, think);
        QCOMPARE(closed.pace, std::optional<Nanoseconds>(5s));
        QCOMPARE(closed.iterations, std::optional<quint64>(20));
        QVERIFY(!closed.keepConnections);
        const std::vector<ClosedStep> users{UserRamp{0, 10, 10s}, UsersStep{10, 1min},
                                            UserStairs{std::nullopt, -2, 3, 10s, 0s}};
        QCOMPARE(closed.steps, users);
        const Abandonment abandon{3s, 40, 0.25};
        QCOMPARE(load.groups[1].abandon, abandon);
        QCOMPARE(load.groups[1].startAfter, Nanoseconds{30s});
        const TraceLoad trace{u"trace.csv"_qs,    u"when"_qs, u"in"_qs,       u"out"_qs, 2.5, 1min,
                              Nanoseconds{10min}, 100,        CapPolicy::Drop};
        QCOMPARE(std::get<TraceLoad>(load.groups[2].model), trace);
    }

    void groupsAndStepsAreCanonical()
    {
        const QByteArray json = contentOf(dataFolder() + u"/load-groups.weir"_qs);
        QCOMPARE(QString::fromUtf8(scenarioToJson(scenarioFromJson(json).scenario)), QString::fromUtf8(json));
    }

    void oneGroupIsWrittenFlat()
    {
        const QByteArray flat = R"({"weir": 1, "load": {"model": "open", "rate": 5}})";
        const QByteArray list = R"({"weir": 1, "load": {"groups": [{"model": "open", "rate": 5}]}})";
        const ScenarioReading reading = scenarioFromJson(list);
        QVERIFY2(reading.problems.empty(), qPrintable(textOf(reading.problems)));
        QCOMPARE(reading.scenario, scenarioFromJson(flat).scenario);
        QVERIFY(!scenarioToJson(reading.scenario).contains("groups"));
    }

    void foreignMembersSayWhereTheyBelong()
    {
        const ScenarioReading reading = scenarioFromJson(
            R"({"weir": 1, "load": {"model": "open", "steps": [{"shape": "rate", "count": 3}]}})");
        QCOMPARE(reading.problems.size(), std::size_t{1});
        QVERIFY2(reading.problems[0].message.english().contains(u"\"spread\", \"at_once\", \"peak\""_qs),
                 qPrintable(reading.problems[0].message.english()));
    }

    void loneSurrogatesSurvive()
    {
        Scenario scenario;
        scenario.name = QStringLiteral("a") + QChar(0xd834) + QStringLiteral("b") + QChar(0xdd1e);
        const ScenarioReading reading = scenarioFromJson(scenarioToJson(scenario));
        QVERIFY2(reading.problems.empty(), qPrintable(textOf(reading.problems)));
        QCOMPARE(reading.scenario.name, scenario.name);
    }

    void numbersThatJsonHasNot()
    {
        Scenario scenario = defaultScenario();
        scenario.requests[0].weight = std::numeric_limits<double>::quiet_NaN();
        const ScenarioReading reading = scenarioFromJson(scenarioToJson(scenario));
        QVERIFY2(reading.problems.empty(), qPrintable(textOf(reading.problems)));
        QCOMPARE(reading.scenario.requests[0].weight, 1.0);
    }

    void malformedFiles_data()
    {
        QTest::addColumn<QStringList>("paths");
        const auto row = [](const char *name, const QStringList &paths) { QTest::newRow(name) << paths; };
        const QString whole;
        row("missing-version", {u"/weir"_qs});
        row("newer-version", {u"/weir"_qs});
        row("version-not-a-number", {u"/weir"_qs});
        row("version-fraction", {u"/weir"_qs});
        row("not-an-object", {whole});
        row("unknown-keys", {u"/targets/0/ulr"_qs, u"/load/usres"_qs, u"/a~1b~0c"_qs, u"/colour"_qs});
        row("wrong-types", {u"/name"_qs, u"/targets"_qs, u"/requests/0"_qs, u"/requests/1/weight"_qs,
                            u"/requests/1/stream"_qs, u"/requests/1/checks/0/count"_qs, u"/load"_qs,
                            u"/goals/thresholds"_qs, u"/goals/validity/achieved_share"_qs});
        row("wrong-choices", {u"/targets/0/auth/scheme"_qs, u"/data/0/format"_qs, u"/data/0/order"_qs,
                              u"/load/model"_qs, u"/transport"_qs});
        row("wrong-durations",
            {u"/targets/0/timers/connect"_qs, u"/targets/0/timers/stall"_qs, u"/targets/0/timers/deadline"_qs,
             u"/load/duration"_qs, u"/load/warm_up"_qs, u"/load/drain"_qs});
        row("wrong-numbers", {u"/requests/0/max_tokens"_qs, u"/load/users"_qs, u"/load/requests"_qs,
                              u"/seed"_qs, u"/workers"_qs});
        row("foreign-load-members", {u"/load/rate"_qs, u"/load/cap"_qs});
        row("foreign-closed-members", {u"/load/users"_qs, u"/load/think"_qs});
        row("wrong-steps", {u"/load/steps/0/shape"_qs, u"/load/steps/1/shape"_qs, u"/load/steps/2/count"_qs,
                            u"/load/steps/2/to"_qs, u"/load/steps/3/from"_qs, u"/load/steps/3/increment"_qs,
                            u"/load/steps/3/levels"_qs, u"/load/steps/3/steep"_qs, u"/load/steps/4/count"_qs,
                            u"/load/steps/4/duration"_qs, u"/load/steps/5"_qs, u"/load/steps/5/shape"_qs});
        row("closed-steps", {u"/load/steps/0/shape"_qs, u"/load/steps/1/from"_qs, u"/load/steps/1/to"_qs,
                             u"/load/steps/2/increment"_qs});
        row("wrong-groups",
            {u"/load/rate"_qs, u"/load/duration"_qs, u"/load/mix"_qs, u"/load/groups/0/users"_qs,
             u"/load/groups/0/steps"_qs, u"/load/groups/0/speed"_qs, u"/load/groups/1/warm_up"_qs,
             u"/load/groups/1/abandon/after"_qs, u"/load/groups/1/pace"_qs, u"/load/groups/2"_qs});
        row("no-groups", {u"/load/groups"_qs});
        row("groups-object", {u"/load/groups"_qs});
        for (const char *name : {"comma", "open-text", "empty", "trailing", "not-utf8", "deep"})
            row(name, {whole});
    }

    void malformedFiles()
    {
        QFETCH(QStringList, paths);
        const QString name = QString::fromLatin1(QTest::currentDataTag());
        const QByteArray json = contentOf(dataFolder() + QStringLiteral("/malformed/%1.weir").arg(name));
        const ScenarioReading reading = scenarioFromJson(json);
        QStringList found = pathsOf(reading.problems);
        found.sort();
        paths.sort();
        QVERIFY2(found == paths, qPrintable(textOf(reading.problems)));
        QVERIFY(hasErrors(reading.problems));
        for (const Problem &problem : reading.problems)
            QVERIFY(!problem.message.isEmpty());
    }

    void everyMalformedFileIsTested()
    {
        const QDir folder(dataFolder() + QStringLiteral("/malformed"));
        QCOMPARE(folder.entryList({QStringLiteral("*.weir")}).size(), qsizetype{23});
    }

    void syntaxErrorsNameTheirPlace()
    {
        const ScenarioReading reading = scenarioFromJson("{\n  \"weir\": 1,\n  \"näme\": x\n}\n");
        QCOMPARE(reading.problems.size(), std::size_t{1});
        QVERIFY2(reading.problems[0].message.english().contains(QStringLiteral("line 3, column 11")),
                 qPrintable(reading.problems[0].message.english()));
    }

    void newerFilesAreNotTaken()
    {
        const ScenarioReading reading = scenarioFromJson(R"({"weir": 99, "name": "x"})");
        QCOMPARE(reading.scenario, Scenario{});
        QCOMPARE(reading.problems.size(), std::size_t{1}); // what it lacks says nothing
        QVERIFY(reading.problems[0].message.english().contains(QStringLiteral("99")));
    }

    void onlyNumbersThatNeedQuotesHaveThem()
    {
        QCOMPARE(pathsOf(scenarioFromJson(R"({"weir": 1, "seed": "5"})").problems),
                 QStringList{QStringLiteral("/seed")});
        const ScenarioReading large = scenarioFromJson(R"({"weir": 1, "seed": "9223372036854775808"})");
        QVERIFY(large.problems.empty());
        QCOMPARE(large.scenario.seed, std::optional<quint64>(9223372036854775808ULL));
    }

    void rawJsonIsPartOfTheFile()
    {
        const QByteArray json = R"({
  "weir": 1,
  "requests": [
    {
      "name": "r",
      "parameters": {
        "temperature": 0.5,
        "tools": [
          {
            "a": null
          }
        ]
      },
      "extra_body": {
        "deep": {
          "list": [
            1,
            "x"
          ]
        }
      }
    }
  ]
}
)";
        const ScenarioReading reading = scenarioFromJson(json);
        QVERIFY2(reading.problems.empty(), qPrintable(textOf(reading.problems)));
        QCOMPARE(scenarioToJson(reading.scenario), json);
        Scenario typing = reading.scenario;
        typing.requests[0].extraBody.text = QStringLiteral("{\"a\": ");
        const ScenarioReading again = scenarioFromJson(scenarioToJson(typing));
        QVERIFY(again.problems.empty());
        QCOMPARE(again.scenario, typing); // nothing that was typed is lost
        QCOMPARE(pathsOf(scenarioFromJson(R"({"weir": 1, "requests": [{"extra_body": 7}]})").problems),
                 QStringList{QStringLiteral("/requests/0/extra_body")});
    }

    void wholeNumbersHave64Bits()
    {
        const auto seedOf = [](const char *seed) {
            return scenarioFromJson(QByteArray(R"({"weir": 1, "requests": [{"parameters": {"seed": )") +
                                    seed + "}}]}");
        };
        for (const char *wrong : {"99999999999999999999", "-1e30", "0.5"})
            QCOMPARE(pathsOf(seedOf(wrong).problems),
                     QStringList{QStringLiteral("/requests/0/parameters/seed")});
        for (const auto &[right, number] :
             {std::pair{"0", qint64{0}}, {"1", 1}, {"-9007199254740993", -9007199254740993}})
            QCOMPARE(seedOf(right).scenario.requests[0].parameters.seed, std::optional(number));
    }

    void problemsKeepTheRest()
    {
        const ScenarioReading reading = scenarioFromJson(R"({"weir": 1, "name": "kept", "seed": "none"})");
        QCOMPARE(pathsOf(reading.problems), QStringList{QStringLiteral("/seed")});
        QCOMPARE(reading.scenario.name, QStringLiteral("kept"));
    }

    void migrationsRunInOrder()
    {
        const Migration steps[] = {
            [](QJsonObject &project) { project.insert(u"trail", project.value(u"trail").toString() + u'a'); },
            [](QJsonObject &project) { project.insert(u"trail", project.value(u"trail").toString() + u'b'); },
        };
        const QJsonObject old{{QStringLiteral("weir"), 1}};
        QCOMPARE(migrated(old, 1, steps).value(u"trail").toString(), QStringLiteral("ab"));
        QCOMPARE(migrated(old, 2, steps).value(u"trail").toString(), QStringLiteral("b"));
        QVERIFY(!migrated(old, 3, steps).contains(u"trail"));
        QCOMPARE(migrated(old, 1, steps).value(u"weir").toInt(), 3);
        QCOMPARE(scenarioMigrations().size(), std::size_t{scenarioVersion - 1});
    }
};

QTEST_GUILESS_MAIN(TestScenarioJson)
#include "tst_scenariojson.moc"
